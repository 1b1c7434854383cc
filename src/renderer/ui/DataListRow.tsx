// One row of a list, drawn again only when something it shows has changed.

import { memo, type MouseEvent } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'
import type { DataListColumn, ListGroup } from './DataList.tsx'
import styles from './DataList.module.css'

interface DataListRowProps<Row> {
  readonly domId: string | undefined
  readonly top: number
  readonly index: number
  readonly row: Row | undefined
  readonly columns: readonly DataListColumn<Row>[]
  readonly active: boolean
  readonly selected: boolean
  readonly selectable: boolean
  readonly pending: boolean
  readonly onPick: (row: Row, event: MouseEvent) => void
  readonly onCheck: (row: Row, extend: boolean) => void
  readonly onOpen: (row: Row) => void
}

function Row<R extends { readonly id: string }>(props: DataListRowProps<R>): React.JSX.Element {
  const { row, columns, selectable } = props
  // No transform: that would make each row a painted piece of its own.
  const at = { top: props.top }
  if (row === undefined)
    return (
      <div role="row" aria-rowindex={props.index + 2} aria-busy className={styles['row']} style={at}>
        <span role="gridcell" />
        <span role="gridcell" className={styles['placeholder']} aria-label={uiWords.loading} />
      </div>
    )
  return (
    <div
      role="row"
      id={props.domId}
      aria-rowindex={props.index + 2}
      aria-selected={selectable ? props.selected : undefined}
      data-active={props.active}
      className={styles['row']}
      style={at}
      onClick={(event) => props.onPick(row, event)}
      onDoubleClick={() => props.onOpen(row)}
    >
      <span role="gridcell" className={styles['check']}>
        {props.pending && !props.selected && (
          <span className={styles['pendingDot']} role="img" aria-label={uiWords.unconfirmed} title={uiWords.unconfirmed} />
        )}
        {selectable && (!props.pending || props.selected) && (
          <input
            type="checkbox"
            tabIndex={-1}
            className={styles['checkbox']}
            checked={props.selected}
            aria-label={uiWords.selectRow}
            onChange={() => undefined}
            onClick={(event) => {
              event.stopPropagation()
              props.onCheck(row, event.shiftKey)
            }}
          />
        )}
      </span>
      {columns.map((column) => (
        <span role="gridcell" key={column.id} className={styles['cell']} data-align={column.align}>
          {column.render(row)}
        </span>
      ))}
    </div>
  )
}

export const DataListRow = memo(Row) as typeof Row

export function DataListGroup({ top, group }: { top: number; group: ListGroup }): React.JSX.Element {
  return (
    <div role="row" className={styles['group']} style={{ top }}>
      <span role="gridcell">
        {group.label} <span className={styles['groupCount']}>{group.count.toLocaleString('en')}</span>
      </span>
    </div>
  )
}
