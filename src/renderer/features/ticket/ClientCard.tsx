// The client of the ticket at a glance, with what else is open for it.

import { Link } from 'wouter'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import type { Filter } from '#store/contract.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import styles from './ticket.module.css'
import { TicketRows } from './TicketRows.tsx'
import { useDirectory } from './use-directory.ts'

const shownTickets = 5

/** Open tickets but this one. */
export function otherOpen(row: Pick<Ticket, 'id'>, where: Filter): readonly Filter[] {
  return [
    where,
    { op: 'isNot', field: 'id', value: row.id },
    { op: 'notIn', field: 'status', values: ['resolved', 'closed'] },
    { op: 'empty', field: 'archivedAt' }
  ]
}

export function ClientCard({ row }: { row: Ticket }): React.JSX.Element | null {
  const { clients } = useDirectory()
  const client = clients.get(row.clientId)
  const others = useQuery<Ticket>({
    entity: 'ticket',
    where: [...otherOpen(row, { op: 'is', field: 'clientId', value: row.clientId })],
    sort: [{ field: 'updatedAt', direction: 'descending' }],
    limit: shownTickets
  })
  if (client === undefined) return null
  return (
    <section className={styles['card']} aria-label={ticketWords.client}>
      <h2 className={styles['cardTitle']}>
        <Link href={`/clients/${client.id}`} className={styles['link']}>
          {client.name}
        </Link>
        <span className={styles['quiet']}>{[client.code, client.phone].filter((part) => part !== '').join(' · ')}</span>
      </h2>
      {others.total > 0 && (
        <>
          <p className={styles['quiet']}>{ticketWords.otherTickets(others.total)}</p>
          <TicketRows tickets={others.rows} label={ticketWords.otherTickets(others.total)} />
        </>
      )}
    </section>
  )
}
