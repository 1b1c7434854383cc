// The client's work: what is open by what is touched last, and what was done.

import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { clientWords as words } from '#core/words/rooms-clients.ts'
import { Quiet, RecordLink, TicketRows } from '#renderer/features/records/index.ts'
import { useCount } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { listAddress } from '#renderer/ui/list-address.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { notArchived, ofClient, openWork } from './client.queries.ts'

/** What is still to be done, most urgent first. */
export function OpenTickets({ clientId }: { clientId: string }): React.JSX.Element {
  const tickets = useQuery<Ticket>({
    entity: 'ticket',
    where: [ofClient(clientId), ...openWork],
    sort: [
      { field: 'priority', direction: 'ascending' },
      { field: 'updatedAt', direction: 'descending' }
    ],
    limit: 50
  })
  const all = useCount({ entity: 'ticket', where: [ofClient(clientId), notArchived], by: 'clientId' })?.total ?? 0
  const more = <RecordLink href={listAddress('/tickets', { view: 'everything', client: clientId })}>{words.allTickets(all)}</RecordLink>
  return (
    <Section title={words.openWork} actions={all > 0 ? more : undefined}>
      {tickets.total === 0 && !tickets.loading ? (
        <Quiet>{words.noOpen}</Quiet>
      ) : (
        <TicketRows label={words.openWork} tickets={tickets.rows} />
      )}
    </Section>
  )
}

/** What was resolved or closed last. */
export function RecentTickets({ clientId }: { clientId: string }): React.JSX.Element {
  const tickets = useQuery<Ticket>({
    entity: 'ticket',
    where: [ofClient(clientId), { op: 'in', field: 'status', values: ['resolved', 'closed'] }],
    sort: [{ field: 'updatedAt', direction: 'descending' }],
    limit: 8
  })
  return (
    <Section title={words.recent}>
      {tickets.total === 0 && !tickets.loading ? (
        <Quiet>{words.noTickets}</Quiet>
      ) : (
        <TicketRows label={words.recent} tickets={tickets.rows} />
      )}
    </Section>
  )
}
