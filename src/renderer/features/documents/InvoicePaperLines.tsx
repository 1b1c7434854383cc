// The lines of a printed invoice. A line never breaks over two pages, and every page has the head of the table.

import type { DocumentLine } from '#core/documents/issued-document.ts'
import type { WrittenProps } from './InvoicePaper.tsx'
import type { PaperFormats } from './paper-formats.ts'
import styles from './paper.module.css'

export function InvoicePaperLines({ document, formats }: WrittenProps): React.JSX.Element {
  const words = formats.words.invoice
  return (
    <table className={styles['lines']} aria-label={words.lines}>
      <thead>
        <tr>
          <th scope="col">{words.position}</th>
          <th scope="col">{words.date}</th>
          <th scope="col">{words.description}</th>
          <th scope="col" data-figure>
            {words.quantity}
          </th>
          <th scope="col" data-figure>
            {words.price}
          </th>
          <th scope="col" data-figure>
            {words.tax}
          </th>
          <th scope="col" data-figure>
            {words.net}
          </th>
        </tr>
      </thead>
      <tbody>
        {document.lines.map((line, place) => (
          <Line key={line.id} line={line} position={place + 1} currency={document.currency} formats={formats} />
        ))}
      </tbody>
    </table>
  )
}

interface LineProps {
  readonly line: DocumentLine
  readonly position: number
  readonly currency: string
  readonly formats: PaperFormats
}

function Line({ line, position, currency, formats }: LineProps): React.JSX.Element {
  const [first = '', ...rest] = line.description.split('\n')
  return (
    <tr>
      <td>{position}</td>
      <td className={styles['oneLine']}>{formats.date(line.date)}</td>
      <td>
        {first}
        {rest.length > 0 && <span className={styles['detail']}>{rest.join('\n')}</span>}
      </td>
      <td data-figure className={styles['oneLine']}>
        {formats.quantity(line.quantity)} {formats.words.units[line.unit]}
      </td>
      <td data-figure>{formats.money(line.unitMinor, currency)}</td>
      <td data-figure>{formats.percent(line.taxRate)}</td>
      <td data-figure>{formats.money(line.netMinor, currency)}</td>
    </tr>
  )
}
