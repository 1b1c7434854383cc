// One movement of stock in a dialog. What was typed stays until it is booked, as in every form.

import { stockWords as words } from '#core/words/rooms-parts.ts'
import { RecordForm } from '#renderer/features/records/index.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { showDone } from '#renderer/ui/undo-toast.tsx'
import { readMove, type StockAction, stockForm, stockStart, type StockSubject, stockTitle } from './stock-forms.ts'

interface StockDialogProps {
  readonly action: StockAction
  readonly subject: StockSubject
  readonly onClose: () => void
}

export function StockDialog({ action, subject, onClose }: StockDialogProps): React.JSX.Element {
  const act = useAct()
  const start = stockStart(action, subject)
  return (
    <RecordForm
      title={stockTitle(action, subject.part)}
      draftKey={`stock-${action}:${subject.part.id}:${subject.placeId ?? ''}`}
      fields={stockForm(action, subject)}
      initial={start}
      currency={subject.part.currency}
      saveLabel={words.book}
      onClose={onClose}
      onSave={async (values, refused) => {
        const read = readMove(action, subject, { ...start, ...values })
        if ('problem' in read) {
          refused({ type: 'invalid-input', ...read.problem })
          return read.problem.expected
        }
        if (read.calls.length === 0) {
          showDone(read.done)
          return null
        }
        return act(read.calls, { done: read.done, quietRefusal: true, refused })
      }}
    />
  )
}
