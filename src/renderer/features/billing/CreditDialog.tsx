// Takes an issued document back by a credit note; the document itself stays as it is.

import type { Invoice } from '#core/billing/invoice.entity.ts'
import { documentWords as words } from '#core/words/rooms-billing.ts'
import { type FormFieldSpec, RecordForm } from '#renderer/features/records/index.ts'
import { useAct } from '#renderer/ui/use-act.ts'

const creditForm: readonly FormFieldSpec[] = [
  { name: 'reason', label: words.creditReason, kind: 'text' },
  { name: 'rebill', label: words.rebill, kind: 'boolean', hint: words.creditText }
]

export function CreditDialog({ row, onClose }: { row: Invoice; onClose: () => void }): React.JSX.Element {
  const act = useAct()
  return (
    <RecordForm
      title={words.creditTitle(row.number ?? row.title)}
      draftKey={`credit:${row.id}`}
      fields={creditForm}
      initial={{ reason: '', rebill: false }}
      currency={row.currency}
      saveLabel={words.credit}
      onClose={onClose}
      onSave={(values, refused) =>
        act({ name: 'invoice.credit', input: { id: row.id, ...values } }, { done: words.credited, quietRefusal: true, refused })
      }
    />
  )
}
