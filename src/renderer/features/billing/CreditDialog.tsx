// Takes an issued document back by a credit note, all that is left of it or some of its lines; the document itself stays as it is.

import { creditableLines, notesOf } from '#core/billing/credit-note.ts'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { documentWords as words } from '#core/words/rooms-billing.ts'
import { type FormFieldSpec, RecordForm } from '#renderer/features/records/index.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { creditParts } from './CreditParts.tsx'
import { useNotes } from './use-notes.ts'

const creditForm: readonly FormFieldSpec[] = [
  {
    name: 'over',
    label: words.creditOver,
    kind: 'choice',
    required: true,
    choices: Object.entries(words.creditOvers).map(([value, label]) => ({ value, label }))
  },
  { name: 'parts', label: words.lines, kind: 'custom', custom: creditParts, when: ({ over }) => over === 'parts' },
  { name: 'reason', label: words.creditReason, kind: 'text' },
  { name: 'rebill', label: words.rebill, kind: 'boolean', hint: words.creditText }
]

export function CreditDialog({ row, onClose }: { row: Invoice; onClose: () => void }): React.JSX.Element | null {
  const act = useAct()
  const { loading, rows } = useNotes(row)
  if (loading) return null
  const notes = notesOf(row, rows)
  return (
    <RecordForm
      title={words.creditTitle(row.number ?? row.title)}
      draftKey={`credit:${row.id}:${notes.map(({ id }) => id).join(',')}`}
      fields={creditForm}
      initial={{ over: 'all', parts: creditableLines(row, notes), reason: '', rebill: false }}
      currency={row.currency}
      saveLabel={words.credit}
      onClose={onClose}
      onSave={({ over: _over, ...values }, refused) =>
        act({ name: 'invoice.credit', input: { id: row.id, ...values } }, { done: words.credited, quietRefusal: true, refused })
      }
    />
  )
}
