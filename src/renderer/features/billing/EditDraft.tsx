// The texts of a draft: title, note, due date, the buyer's reference. Sums follow from the lines and are never typed.

import type { Invoice } from '#core/billing/invoice.entity.ts'
import { documentWords as words } from '#core/words/rooms-billing.ts'
import { type FormFieldSpec, RecordForm } from '#renderer/features/records/index.ts'
import { useAct } from '#renderer/ui/use-act.ts'

const { fields } = words
const draftForm: readonly FormFieldSpec[] = [
  { name: 'title', label: fields.title, kind: 'line', required: true },
  { name: 'dueOn', label: fields.dueOn, kind: 'date', half: true },
  { name: 'buyerReference', label: fields.buyerReference, kind: 'line', half: true },
  { name: 'note', label: fields.note, kind: 'text' }
]

export function EditDraft({ row, onClose }: { row: Invoice; onClose: () => void }): React.JSX.Element {
  const act = useAct()
  return (
    <RecordForm
      title={words.editTitle}
      draftKey={`invoice:${row.id}`}
      fields={draftForm}
      initial={row}
      currency={row.currency}
      onClose={onClose}
      onSave={(values, refused) =>
        act({ name: 'invoice.edit', input: { id: row.id, fields: values } }, { done: words.saved(row.title), quietRefusal: true, refused })
      }
    />
  )
}
