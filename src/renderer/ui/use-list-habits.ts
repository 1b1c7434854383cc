// Habits of every list: its keys work from anywhere in the room, and coming back finds the row that the hand was on.

import { type RefObject, useEffect, useRef } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'
import type { DataListProps } from './DataList.tsx'
import { useShortcuts } from './shortcuts.ts'

interface Row {
  readonly id: string
}

export function useListShortcuts<R extends Row>(
  props: DataListProps<R>,
  press: (key: string, shift?: boolean) => void,
  scroller: RefObject<HTMLDivElement | null>
): void {
  const take = (key: string, shift = false): void => {
    scroller.current?.focus()
    press(key, shift)
  }
  const selectable = props.selection !== undefined
  useShortcuts(props.label, [
    { keys: 'j', label: uiWords.nextRow, run: () => take('j') },
    { keys: 'k', label: uiWords.previousRow, run: () => take('k') },
    { keys: 'Enter', label: uiWords.openRow, run: () => take('Enter') },
    ...(selectable
      ? [
          { keys: 'x', label: uiWords.selectRow, run: () => take('x') },
          { keys: 'shift+j', label: uiWords.extendDown, run: () => take('j', true) },
          { keys: 'shift+k', label: uiWords.extendUp, run: () => take('k', true) },
          { keys: 'mod+a', label: uiWords.selectAll, run: () => take('mod+a') }
        ]
      : [])
  ])
}

/** Once the rows are here: shows the active one, and takes the focus when nothing else has it. */
export function useFirstView<R extends Row>(props: DataListProps<R>, reveal: (row: number) => void): void {
  const shown = useRef(false)
  const { rows, offset, activeId } = props
  useEffect(() => {
    if (shown.current || rows.length === 0) return
    shown.current = true
    const at = rows.findIndex((row) => row.id === activeId)
    if (at < 0) return
    reveal(at + offset)
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('[data-list-focus]')?.focus()
  }, [rows, offset, activeId, reveal])
}
