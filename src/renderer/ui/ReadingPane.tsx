// A list with a reading pane at its side; the handle moves by mouse and arrow keys, and the share is remembered on this device.
// The list stays mounted (and keeps the focus) when the pane opens and closes.

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'
import styles from './ReadingPane.module.css'

interface ReadingPaneProps {
  /** Names the remembered share: one per room. */
  readonly name: string
  readonly list: ReactNode
  /** Null: no pane, the list takes all. */
  readonly pane: ReactNode | null
}

const least = 25
const most = 75
const usual = 44
const keyStep = 2

export function ReadingPane({ name, list, pane }: ReadingPaneProps): React.JSX.Element {
  const key = `fixpoint.pane.${name}`
  const [share, setShare] = useState(() => Number(localStorage.getItem(key)) || usual)
  const frame = useRef<HTMLDivElement>(null)
  const move = (next: number): void => {
    const bounded = Math.round(Math.min(most, Math.max(least, next)) * 10) / 10
    setShare(bounded)
    localStorage.setItem(key, String(bounded))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = { ArrowLeft: share - keyStep, ArrowRight: share + keyStep, Home: least, End: most, Enter: usual }[event.key]
    if (target === undefined) return
    event.preventDefault()
    event.stopPropagation()
    move(target)
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || frame.current === null) return
    const box = frame.current.getBoundingClientRect()
    move(((event.clientX - box.left) / box.width) * 100)
  }
  return (
    <div ref={frame} className={styles['frame']}>
      <div className={styles['list']} style={pane === null ? { flex: 1 } : { flex: `0 0 ${String(share)}%` }}>
        {list}
      </div>
      {pane !== null && (
        <>
          <div
            role="separator"
            aria-orientation="vertical"
            aria-label={uiWords.paneWidth}
            aria-valuemin={least}
            aria-valuemax={most}
            aria-valuenow={Math.round(share)}
            tabIndex={0}
            className={styles['handle']}
            onKeyDown={onKeyDown}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={onPointerMove}
            onDoubleClick={() => move(usual)}
          />
          <aside aria-label={uiWords.pane} className={styles['pane']}>
            {pane}
          </aside>
        </>
      )}
    </div>
  )
}
