// Column headings; pressing one sorts by it, pressing again turns the order around.

import { VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { uiWords } from '#core/words/rooms-ui.ts'
import type { DataListColumn, ListSort } from './DataList.tsx'
import styles from './DataList.module.css'

interface DataListHeadProps<Row> {
  readonly columns: readonly DataListColumn<Row>[]
  readonly sort: ListSort | null
  readonly onSort: ((sort: ListSort) => void) | undefined
}

export function DataListHead<Row>({ columns, sort, onSort }: DataListHeadProps<Row>): React.JSX.Element {
  return (
    <div role="rowgroup" className={styles['headGroup']} style={{ position: 'sticky', top: 0, zIndex: 2 }}>
      <div role="row" className={styles['head']} aria-rowindex={1}>
        <span role="columnheader">
          <VisuallyHidden>{uiWords.selectRow}</VisuallyHidden>
        </span>
        {columns.map((column) => {
          const current = sort !== null && sort.field === column.sortField ? sort.direction : null
          return (
            <span
              role="columnheader"
              key={column.id}
              className={styles['headCell']}
              data-align={column.align}
              aria-sort={current ?? (column.sortField === undefined ? undefined : 'none')}
            >
              {column.sortField === undefined || onSort === undefined ? (
                <HeadText column={column} />
              ) : (
                <button
                  type="button"
                  className={styles['headButton']}
                  title={uiWords.sortBy(column.header)}
                  onClick={() => onSort({ field: column.sortField ?? '', direction: current === 'ascending' ? 'descending' : 'ascending' })}
                >
                  <HeadText column={column} />
                  {current === 'ascending' && <IconArrowUp size={12} aria-hidden />}
                  {current === 'descending' && <IconArrowDown size={12} aria-hidden />}
                </button>
              )}
            </span>
          )
        })}
      </div>
    </div>
  )
}

function HeadText<Row>({ column }: { column: DataListColumn<Row> }): React.JSX.Element {
  return column.hideHeader ? <VisuallyHidden>{column.header}</VisuallyHidden> : <>{column.header}</>
}
