// What went wrong with an asset, latest first.

import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { assetWords as words } from '#core/words/rooms-assets.ts'
import { Quiet, TicketRows } from '#renderer/features/records/index.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { Section } from '#renderer/ui/Page.tsx'

export function AssetTickets({ assetId }: { assetId: string }): React.JSX.Element {
  const tickets = useQuery<Ticket>({
    entity: 'ticket',
    where: [
      { op: 'has', field: 'assetIds', value: assetId },
      { op: 'empty', field: 'archivedAt' }
    ],
    sort: [{ field: 'openedAt', direction: 'descending' }],
    limit: 25
  })
  return (
    <Section title={words.tickets} actions={<Quiet>{tickets.total.toLocaleString('en')}</Quiet>}>
      {tickets.total === 0 && !tickets.loading ? (
        <Quiet>{words.noTickets}</Quiet>
      ) : (
        <TicketRows label={words.tickets} tickets={tickets.rows} />
      )}
    </Section>
  )
}
