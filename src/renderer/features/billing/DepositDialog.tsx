// Deducts issued deposit invoices from a draft, as far as they are not used up by other documents.

import type { Invoice } from '#core/billing/invoice.entity.ts'
import { openDeposits, takeDeposits } from '#core/charges/deposits.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { documentWords as words } from '#core/words/rooms-billing.ts'
import { moneyWords } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { ChoiceDialog } from '#renderer/ui/ChoiceDialog.tsx'
import { calendarDateWords } from '#renderer/ui/moments.ts'
import { useAct } from '#renderer/ui/use-act.ts'

export function DepositDialog({ row, onClose }: { row: Invoice; onClose: () => void }): React.JSX.Element {
  const act = useAct()
  const documents = useQuery<Invoice>({ entity: 'invoice', where: [{ op: 'is', field: 'clientId', value: row.clientId }], limit: 2000 })
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 }).rows[0]
  const open = openDeposits(documents.rows, row.currency)
  const deduct = (id: string): void => {
    const chosen = open.filter((each) => each.row.id === id)
    const fields = takeDeposits(row, chosen, organisation?.depositTax ?? 'gross')
    void act({ name: 'invoice.edit', input: { id: row.id, fields } }, { done: words.deposit(chosen[0]?.row.number ?? '') })
  }
  return (
    <ChoiceDialog
      title={open.length === 0 && !documents.loading ? words.noDeposits : words.depositTitle}
      opened
      choices={open.map(({ row: each, leftMinor }) => ({
        value: each.id,
        label: `${each.number ?? ''} · ${moneyWords(leftMinor, each.currency)}`,
        note: each.issuedOn === null ? each.title : `${each.title} · ${calendarDateWords(each.issuedOn)}`
      }))}
      onChoose={deduct}
      onClose={onClose}
    />
  )
}
