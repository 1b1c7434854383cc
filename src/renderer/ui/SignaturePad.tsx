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
  /** The stroke under the pen, and those before it. */
  const drawing = useRef<{ readonly before: readonly Stroke[]; readonly stroke: Stroke } | null>(null)
  const draw = (before: readonly Stroke[], stroke: Stroke): void => {
    drawing.current = { before, stroke }
    onChange([...before, stroke])
  }
  const begin = (event: React.PointerEvent<HTMLDivElement>): void => {
    if (!event.isPrimary || event.button !== 0 || strokes.length >= mostStrokes) return
    event.currentTarget.setPointerCapture(event.pointerId)
    draw(strokes, [pointOf(event, event.currentTarget)])
  }
  const go = (event: React.PointerEvent<HTMLDivElement>): void => {
    if (drawing.current === null) return
    const pad = event.currentTarget
    // A fast pen is heard several times a frame.
    const heard = event.nativeEvent.getCoalescedEvents()
    const points = (heard.length > 0 ? heard : [event.nativeEvent]).map((each) => pointOf(each, pad))
    draw(drawing.current.before, [...drawing.current.stroke, ...points].slice(0, mostPoints))
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
