// The lines of a printed invoice. A line never breaks over two pages, and every page has the head of the table.

import { percentText } from '#core/documents/amount-text.ts'
import type { DocumentLine, IssuedDocument } from '#core/documents/issued-document.ts'
import { invoicePaperWords as words, paperUnitWords } from '#core/words/papers.ts'
import { moneyWords } from '#renderer/features/records/index.ts'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import styles from './paper.module.css'

export function InvoicePaperLines({ document }: { document: IssuedDocument }): React.JSX.Element {
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
          <Line key={line.id} line={line} position={place + 1} currency={document.currency} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ line, position, currency }: { line: DocumentLine; position: number; currency: string }): React.JSX.Element {
  const [first = '', ...rest] = line.description.split('\n')
  return (
    <tr>
      <td>{position}</td>
      <td className={styles['oneLine']}>{calendarDateWords(line.date)}</td>
      <td>
        {first}
        {rest.length > 0 && <span className={styles['detail']}>{rest.join('\n')}</span>}
      </td>
      <td data-figure>
        {line.quantity} {paperUnitWords[line.unit]}
      </td>
      <td data-figure>{moneyWords(line.unitMinor, currency)}</td>
      <td data-figure>{percentText(line.taxRate)}%</td>
      <td data-figure>{moneyWords(line.netMinor, currency)}</td>
    </tr>
  )
}
