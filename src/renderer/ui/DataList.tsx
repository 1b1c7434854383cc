// A virtualised list over a window of rows: only what is seen is in the DOM, and the window of data follows the scrolling.
// Keyboard: j/k and arrows move, Enter opens, x selects, Shift extends, Ctrl/Cmd+A selects all. One tab stop (aria-activedescendant).

import type { VirtualItem } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, useId } from 'react'
import { useRowHeight } from './appearance.ts'
import { DataListHead } from './DataListHead.tsx'
import styles from './DataList.module.css'
import { DataListGroup, DataListRow } from './DataListRow.tsx'
import { placeOf, totalPlaces } from './list-places.ts'
import { useFirstView, useListShortcuts } from './use-list-habits.ts'
import { type ListHand, useListKeyboard } from './use-list-keyboard.ts'
import { useListWindow } from './use-list-window.ts'

export interface DataListColumn<Row> {
  readonly id: string
  readonly header: string
  /** The header is for screen readers only, because the column is too narrow for it. */
  readonly hideHeader?: boolean
  /** A CSS grid track: `120px`, `minmax(160px, 1fr)`. */
  readonly width: string
  readonly align?: 'start' | 'end'
  readonly render: (row: Row) => ReactNode
  /** The field this column sorts by; left out: can't be sorted. */
  readonly sortField?: string
}

export interface ListSort {
  readonly field: string
  readonly direction: 'ascending' | 'descending'
}

export interface ListGroup {
  readonly key: string
  readonly label: ReactNode
  readonly count: number
}

export interface DataListProps<Row extends { readonly id: string }> {
  readonly label: string
  readonly columns: readonly DataListColumn<Row>[]
  /** All rows there are; `rows` holds those of [offset, offset + rows.length). */
  readonly total: number
  readonly offset: number
  readonly rows: readonly Row[]
  /** Asks for another window of rows. */
  readonly onWindow: (offset: number, limit: number) => void
  readonly pending?: ReadonlySet<string>
  /** In the order of the rows; their counts add up to `total`. */
  readonly groups?: readonly ListGroup[]
  readonly sort?: ListSort | null
  readonly onSort?: (sort: ListSort) => void
  readonly activeId: string | null
  readonly onActive: (row: Row) => void
  readonly onOpen: (row: Row) => void
  /** Left out: rows can't be selected. */
  readonly selection?: ReadonlySet<string>
  readonly onSelection?: (ids: ReadonlySet<string>) => void
  /** Asked for by Ctrl/Cmd+A: selects every row there is, also those not loaded. */
  readonly onSelectAll?: () => void
  /** Shown in place of rows when there are none. */
  readonly empty: ReactNode
}

export function DataList<Row extends { readonly id: string }>(props: DataListProps<Row>): React.JSX.Element {
  const { columns, total, groups, activeId } = props
  const baseId = useId()
  const rowHeight = useRowHeight()
  const places = totalPlaces(total, groups)
  const { scroller, items, slots, reveal } = useListWindow({
    places,
    rowHeight,
    groups,
    offset: props.offset,
    loaded: props.rows.length,
    total,
    onWindow: props.onWindow
  })
  const keyboard = useListKeyboard(props, reveal)
  useListShortcuts(props, keyboard.press, scroller)
  useFirstView(props, reveal)
  const tracks = `28px ${columns.map((column) => column.width).join(' ')}`
  return (
    <div className={styles['list']} style={{ '--fx-columns': tracks } as CSSProperties}>
      {total === 0 ? (
        props.empty
      ) : (
        <div
          ref={scroller}
          className={styles['grid']}
          role="grid"
          tabIndex={0}
          aria-label={props.label}
          aria-rowcount={total + 1}
          aria-multiselectable={props.selection !== undefined}
          aria-activedescendant={activeId === null ? undefined : `${baseId}-${activeId}`}
          onKeyDown={keyboard.onKeyDown}
          data-list-focus
        >
          <DataListHead columns={columns} sort={props.sort ?? null} onSort={props.onSort} />
          <div role="rowgroup" className={styles['body']} style={{ height: places * rowHeight }}>
            {items.map((item) => (
              // A row that scrolls out hands its elements to the one that scrolls in.
              <Place key={item.index % slots} item={item} list={props} baseId={baseId} hand={keyboard} />
            ))}
          </div>
        </div>
      )}
    </div>
  )
}

interface PlaceProps<Row extends { readonly id: string }> {
  readonly item: VirtualItem
  readonly list: DataListProps<Row>
  readonly baseId: string
  readonly hand: ListHand<Row>
}

/** What stands at one place: a heading, a row, or a row that is still being fetched. */
function Place<Row extends { readonly id: string }>({ item, list, baseId, hand }: PlaceProps<Row>): React.JSX.Element {
  const place = placeOf(item.index, list.groups)
  if (place.kind === 'group') return <DataListGroup top={item.start} group={place.group} />
  const row = list.rows[place.row - list.offset]
  return (
    <DataListRow
      domId={row === undefined ? undefined : `${baseId}-${row.id}`}
      top={item.start}
      index={place.row}
      row={row}
      columns={list.columns}
      active={row !== undefined && row.id === list.activeId}
      selected={row !== undefined && (list.selection?.has(row.id) ?? false)}
      selectable={list.selection !== undefined}
      pending={row !== undefined && (list.pending?.has(row.id) ?? false)}
      onPick={hand.onPick}
      onCheck={hand.onCheck}
      onOpen={list.onOpen}
    />
  )
}
