// A line by hand: something to bill that no time, part or contract stands for. The next run takes it up.

import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { billingWords, documentWords, runWords as words } from '#core/words/rooms-billing.ts'
import { type FormFieldSpec, RecordForm } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { todayAt } from '#renderer/ui/moments.ts'
import { useAct } from '#renderer/ui/use-act.ts'

const notArchived = [{ op: 'empty', field: 'archivedAt' }] as const

const chargeForm: readonly FormFieldSpec[] = [
  { name: 'clientId', label: billingWords.client, kind: 'entity', entity: 'client', where: notArchived, required: true },
  { name: 'description', label: billingWords.what, kind: 'line', required: true },
  { name: 'date', label: billingWords.date, kind: 'date', required: true, half: true },
  { name: 'taxRateId', label: documentWords.taxRate, kind: 'entity', entity: 'tax_rate', where: notArchived, required: true, half: true },
  { name: 'quantity', label: words.byHandQuantity, kind: 'line', required: true, half: true },
  { name: 'unitMinor', label: words.byHandPrice, kind: 'money', required: true, half: true }
]

export function NewCharge({ onClose }: { onClose: () => void }): React.JSX.Element | null {
  const act = useAct()
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 })
  if (organisation.loading) return null
  const start = { date: todayAt(Date.now()), quantity: '1' }
  return (
    <RecordForm
      title={words.byHandTitle}
      draftKey="charge:new"
      fields={chargeForm}
      initial={start}
      currency={organisation.rows[0]?.currency ?? 'EUR'}
      onClose={onClose}
      onSave={(values, refused) => {
        const typed = values['quantity']
        const quantity = typeof typed === 'string' ? typed.replace(',', '.') : start.quantity
        return act(
          { name: 'charge.add', input: { ...start, ...values, quantity } },
          { done: words.byHandAdded, quietRefusal: true, refused }
        )
      }}
    />
  )
}
