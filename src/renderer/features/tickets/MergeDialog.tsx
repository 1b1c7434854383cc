// Which of the selected tickets goes on: the others are closed as its duplicates and lead to it.

import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { ticketActionWords } from '#core/words/rooms-tickets.ts'
import { TicketStatusIcon, ticketName, useDirectory } from '#renderer/features/ticket/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { ChoiceDialog, type DialogChoice } from '#renderer/ui/ChoiceDialog.tsx'

interface MergeDialogProps {
  readonly ids: readonly string[]
  readonly onMerge: (into: DialogChoice) => void
  readonly onClose: () => void
}

export function MergeDialog({ ids, onMerge, onClose }: MergeDialogProps): React.JSX.Element {
  const { clients } = useDirectory()
  // The oldest comes first: its clock has run longest.
  const tickets = useQuery<Ticket>({
    entity: 'ticket',
    where: [{ op: 'in', field: 'id', values: [...ids] }],
    sort: [{ field: 'openedAt', direction: 'ascending' }],
    limit: ids.length
  })
  const choices = tickets.rows.map((row) => ({
    value: row.id,
    label: `${ticketName(row)} ${row.subject}`,
    icon: <TicketStatusIcon status={row.status} />,
    note: clients.get(row.clientId)?.name ?? ''
  }))
  return (
    <ChoiceDialog
      opened
      title={ticketActionWords.mergeInto}
      choices={choices}
      onChoose={(chosen) => {
        const into = choices.find((choice) => choice.value === chosen)
        if (into !== undefined) onMerge(into)
      }}
      onClose={onClose}
    />
  )
}
