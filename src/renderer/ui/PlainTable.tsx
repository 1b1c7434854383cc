// A plain table for a few dozen rows: real table markup, figures in columns, its own scrolling where it is wide.

import type { ReactNode } from 'react'
import styles from './PlainTable.module.css'

export interface PlainColumn<Row> {
  readonly id: string
  readonly header: string
  /** The header is for screen readers only. */
  readonly hideHeader?: boolean
  /** Figures stand at the right edge. */
  readonly figure?: boolean
  readonly width?: string
  readonly render: (row: Row) => ReactNode
}

interface PlainTableProps<Row> {
  readonly label: string
  readonly columns: readonly PlainColumn<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** Rows of sums under the body, as cells from the first column on. */
  readonly foot?: ReactNode
  /** It may have hundreds of rows: it scrolls by itself, with head and sums in sight. */
  readonly long?: boolean
}

export function PlainTable<Row>({ label, columns, rows, keyOf, foot, long = false }: PlainTableProps<Row>): React.JSX.Element {
  return (
    <div className={`${styles['scroll'] ?? ''} ${long ? (styles['long'] ?? '') : ''}`} role="region" aria-label={label} tabIndex={0}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-figure={column.figure} style={column.width === undefined ? {} : { width: column.width }}>
                {column.hideHeader === true ? <span className={styles['hidden']}>{column.header}</span> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.id} data-figure={column.figure}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot !== undefined && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  )
}
