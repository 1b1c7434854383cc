// What a document comes to, before anybody reads its lines.

import type { Invoice } from '#core/billing/invoice.entity.ts'
import { documentWords as words } from '#core/words/rooms-billing.ts'
import { Figure, Figures, moneyWords } from '#renderer/features/records/index.ts'

export function DocumentFigures({ row }: { row: Invoice }): React.JSX.Element {
  const money = (minor: number): string => moneyWords(minor, row.currency)
  return (
    <Figures>
      <Figure label={words.gross}>{money(row.grossMinor)}</Figure>
      <Figure label={words.net}>{money(row.netMinor)}</Figure>
      <Figure label={words.taxSum}>{money(row.taxMinor)}</Figure>
      {row.deposits.length > 0 && <Figure label={words.payable}>{money(row.payableMinor)}</Figure>}
    </Figures>
  )
}
