// Asks a client for money before the work: drafts a deposit invoice, which a later invoice deducts.

import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { billingWords, documentWords as words } from '#core/words/rooms-billing.ts'
import { type FormFieldSpec, RecordForm } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { todayAt } from '#renderer/ui/moments.ts'
import { useAct } from '#renderer/ui/use-act.ts'

const notArchived = [{ op: 'empty', field: 'archivedAt' }] as const

const depositForm: readonly FormFieldSpec[] = [
  { name: 'clientId', label: billingWords.client, kind: 'entity', entity: 'client', where: notArchived, required: true },
  { name: 'title', label: words.depositText, kind: 'line', required: true },
  { name: 'netMinor', label: words.depositAmount, kind: 'money', required: true, half: true },
  { name: 'taxRateId', label: words.taxRate, kind: 'entity', entity: 'tax_rate', where: notArchived, required: true, half: true }
]

export function NewDeposit({ onClose }: { onClose: () => void }): React.JSX.Element | null {
  const act = useAct()
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 })
  if (organisation.loading) return null
  return (
    <RecordForm
      title={words.newDeposit}
      draftKey="invoice:deposit"
      fields={depositForm}
      initial={{}}
      currency={organisation.rows[0]?.currency ?? 'EUR'}
      onClose={onClose}
      onSave={(values, refused) =>
        act(
          { name: 'invoice.draft-deposit', input: { ...values, date: todayAt(Date.now()) } },
          { done: words.depositDrafted, quietRefusal: true, refused }
        )
      }
    />
  )
}
