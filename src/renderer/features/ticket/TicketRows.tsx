// A short list of tickets inside another page: what is open for this asset, this client.

import { Link } from 'wouter'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import styles from './ticket.module.css'
import { TicketStatusIcon, ticketName } from './TicketMarks.tsx'

export function TicketRows({ tickets, label }: { tickets: readonly Ticket[]; label: string }): React.JSX.Element {
  return (
    <ul className={styles['rows']} aria-label={label}>
      {tickets.map((row) => (
        <li key={row.id}>
          <Link href={`/tickets/${row.id}`} className={styles['rowLink']}>
            <TicketStatusIcon status={row.status} />
            <span className={styles['rowName']}>{ticketName(row)}</span>
            <span className={styles['rowSubject']}>{row.subject}</span>
            <span className={styles['rowTime']}>
              <RelativeTime at={row.updatedAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
