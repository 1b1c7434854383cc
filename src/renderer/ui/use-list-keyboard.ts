// The hand on a list: moves the active row, selects one, many or all, opens. Its handlers keep their identity, so rows don't redraw.

import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useState } from 'react'
import type { DataListProps } from './DataList.tsx'

interface Row {
  readonly id: string
}

/** The handlers of one list. */
export interface ListHand<R extends Row> {
  /** Tells it what the list shows now. */
  readonly update: (props: DataListProps<R>, reveal: (row: number) => void) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  /** Does what a key does, wherever the focus is. */
  readonly press: (key: string, shift?: boolean) => void
  readonly onPick: (row: R, event: MouseEvent) => void
  readonly onCheck: (row: R, extend: boolean) => void
}

export function useListKeyboard<R extends Row>(props: DataListProps<R>, reveal: (row: number) => void): ListHand<R> {
  const [hand] = useState(() => createListHand<R>())
  useLayoutEffect(() => hand.update(props, reveal))
  return hand
}

function createListHand<R extends Row>(): ListHand<R> {
  let props: DataListProps<R>
  let reveal: (row: number) => void
  let anchor: string | null = null
  let wanted: number | null = null
  let opensWanted = false

  const toggle = (row: R, extend: boolean): void => {
    if (props.selection === undefined) return
    const next = new Set(props.selection)
    const from = props.rows.findIndex((each) => each.id === anchor)
    const to = props.rows.findIndex((each) => each.id === row.id)
    if (extend && from >= 0) for (const each of props.rows.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(each.id)
    else if (!next.delete(row.id)) next.add(row.id)
    anchor = row.id
    props.onSelection?.(next)
  }
  const moveTo = (index: number, extend: boolean): void => {
    const target = Math.max(0, Math.min(props.total - 1, index))
    if (props.total === 0) return
    reveal(target)
    opensWanted = false
    const row = props.rows[target - props.offset]
    wanted = row === undefined ? target : null
    if (row === undefined) return
    const from = props.activeId === null ? [] : [props.activeId]
    if (extend && props.selection !== undefined) props.onSelection?.(new Set([...props.selection, ...from, row.id]))
    props.onActive(row)
  }
  const take = (key: string, shift: boolean): boolean => {
    // Enter on a row that is still being fetched opens it when it is here.
    opensWanted = key === 'Enter' && wanted !== null
    return opensWanted || handleKey(key, shift, props, moveTo, toggle)
  }
  return {
    update: (nextProps, nextReveal) => {
      props = nextProps
      reveal = nextReveal
      // Jumped beyond the loaded rows: go on when they have arrived.
      const arrived = wanted === null ? undefined : props.rows[wanted - props.offset]
      if (wanted === null || arrived === undefined) return
      const opens = opensWanted
      moveTo(wanted, false)
      if (opens) props.onOpen(arrived)
    },
    onKeyDown: (event) => {
      if (event.target !== event.currentTarget || event.altKey || !take(nameOf(event), event.shiftKey)) return
      event.preventDefault()
      event.stopPropagation()
    },
    press: (key, shift = false) => void take(key, shift),
    onPick: (row, event) => {
      if (event.shiftKey || event.ctrlKey || event.metaKey) toggle(row, event.shiftKey)
      else anchor = row.id
      if (event.detail === 1) openAtSecondClick(event.currentTarget, () => props.onOpen(row))
      props.onActive(row)
    },
    onCheck: toggle
  }
}

function nameOf({ key, ctrlKey, metaKey }: KeyboardEvent): string {
  const name = key.length === 1 ? key.toLowerCase() : key
  return ctrlKey || metaKey ? `mod+${name}` : name
}

/** Answers whether the key means something here. */
function handleKey<R extends Row>(
  key: string,
  shift: boolean,
  props: DataListProps<R>,
  moveTo: (index: number, extend: boolean) => void,
  toggle: (row: R, extend: boolean) => void
): boolean {
  const inRows = props.rows.findIndex((row) => row.id === props.activeId)
  const active = props.rows[inRows]
  const target = targetOf(key, inRows < 0 ? -1 : inRows + props.offset, props.total)
  if (key === 'mod+a' && props.onSelectAll !== undefined) props.onSelectAll()
  else if (target !== null) moveTo(target, shift)
  else if ((key === 'x' || key === ' ') && active !== undefined) toggle(active, shift)
  else if (key === 'Enter' && active !== undefined) props.onOpen(active)
  else if (key === 'Escape' && (props.selection?.size ?? 0) > 0) props.onSelection?.(new Set())
  else return false
  return true
}

const screenful = 15

function targetOf(key: string, at: number, total: number): number | null {
  if (key === 'ArrowDown' || key === 'j') return at + 1
  if (key === 'ArrowUp' || key === 'k') return Math.max(0, at - 1)
  if (key === 'PageDown') return at + screenful
  if (key === 'PageUp') return at - screenful
  if (key === 'Home') return 0
  return key === 'End' ? total - 1 : null
}

const secondClickMs = 500

/** The first of two clicks may open a pane under the pointer; the second still means the row. */
function openAtSecondClick(row: EventTarget, open: () => void): void {
  const onDoubleClick = (event: Event): void => {
    // Else the text of what opens stands selected.
    window.getSelection()?.removeAllRanges()
    if (event.target instanceof Node && row instanceof Node && row.contains(event.target)) return
    open()
  }
  document.addEventListener('dblclick', onDoubleClick, { once: true })
  setTimeout(() => document.removeEventListener('dblclick', onDoubleClick), secondClickMs)
}
