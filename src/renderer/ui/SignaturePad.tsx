// Takes a signature by finger, pen or mouse as strokes. What can't be drawn can be typed beside it: the pad itself is never needed.

import { Button } from '@mantine/core'
import { useRef } from 'react'
import styles from './Signature.module.css'
import { SignatureDrawing, type Stroke } from './SignatureDrawing.tsx'

/** Bounds that keep a document small; a signature has some ten strokes of some hundred points. */
const mostStrokes = 200
const mostPoints = 5000

interface SignaturePadProps {
  readonly strokes: readonly Stroke[]
  /** Says what is drawn, for who can't see it. */
  readonly label: string
  readonly clearLabel: string
  readonly onChange: (strokes: readonly Stroke[]) => void
}

export function SignaturePad({ strokes, label, clearLabel, onChange }: SignaturePadProps): React.JSX.Element {
  const drawing = useRef<Stroke | null>(null)
  const begin = (event: React.PointerEvent<HTMLDivElement>): void => {
    if (!event.isPrimary || event.button !== 0 || strokes.length >= mostStrokes) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drawing.current = [pointOf(event, event.currentTarget)]
    onChange([...strokes, drawing.current])
  }
  const go = (event: React.PointerEvent<HTMLDivElement>): void => {
    if (drawing.current === null) return
    const pad = event.currentTarget
    // A fast pen is heard several times a frame.
    const heard = event.nativeEvent.getCoalescedEvents()
    const points = (heard.length > 0 ? heard : [event.nativeEvent]).map((each) => pointOf(each, pad))
    drawing.current = [...drawing.current, ...points].slice(0, mostPoints)
    onChange([...strokes.slice(0, -1), drawing.current])
  }
  const end = (): void => {
    drawing.current = null
  }
  return (
    <div className={styles['frame']}>
      <div className={styles['pad']} onPointerDown={begin} onPointerMove={go} onPointerUp={end} onPointerCancel={end}>
        <SignatureDrawing strokes={strokes} label={label} />
      </div>
      <Button variant="subtle" size="compact-sm" disabled={strokes.length === 0} onClick={() => onChange([])}>
        {clearLabel}
      </Button>
    </div>
  )
}

function pointOf({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }, pad: Element): readonly [number, number] {
  const { left, top, width, height } = pad.getBoundingClientRect()
  return [thousandths(clientX - left, width), thousandths(clientY - top, height)]
}

function thousandths(part: number, whole: number): number {
  return whole > 0 ? Math.min(1000, Math.max(0, Math.round((part / whole) * 1000))) : 0
}
