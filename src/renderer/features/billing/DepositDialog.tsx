// Deducts issued deposit invoices from a draft, as far as they are not used up by other documents.

import type { Invoice } from '#core/billing/invoice.entity.ts'
import { depositLeft, depositsUsed } from '#core/charges/invoice-drafts.ts'
import { documentWords as words } from '#core/words/rooms-billing.ts'
import { moneyWords } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { ChoiceDialog } from '#renderer/ui/ChoiceDialog.tsx'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import { useAct } from '#renderer/ui/use-act.ts'

export function DepositDialog({ row, onClose }: { row: Invoice; onClose: () => void }): React.JSX.Element {
  const act = useAct()
  const documents = useQuery<Invoice>({ entity: 'invoice', where: [{ op: 'is', field: 'clientId', value: row.clientId }], limit: 2000 })
  const used = depositsUsed(documents.rows)
  const open = documents.rows.filter((each) => each.number !== null && each.currency === row.currency && depositLeft(each, used) > 0)
  const deduct = (id: string): void => {
    const deposit = open.find((each) => each.id === id)
    if (deposit === undefined || deposit.number === null) return
    const amountMinor = Math.min(row.payableMinor, depositLeft(deposit, used))
    const deposits = [...row.deposits, { invoiceId: id, number: deposit.number, amountMinor }]
    void act({ name: 'invoice.edit', input: { id: row.id, fields: { deposits } } }, { done: words.deposit(deposit.number) })
  }
  return (
    <ChoiceDialog
      title={open.length === 0 && !documents.loading ? words.noDeposits : words.depositTitle}
      opened
      choices={open.map((each) => ({
        value: each.id,
        label: `${each.number ?? ''} · ${moneyWords(depositLeft(each, used), each.currency)}`,
        note: each.issuedOn === null ? each.title : `${each.title} · ${calendarDateWords(each.issuedOn)}`
      }))}
      onChoose={deduct}
      onClose={onClose}
    />
  )
}
