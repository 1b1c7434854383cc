// A short list of tickets inside another record's page.

import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { priorityWords, statusWords } from '#core/words/tickets.ts'
import { PriorityMark } from '#renderer/ui/PriorityMark.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { StatusChip, type Tone } from '#renderer/ui/StatusChip.tsx'
import { Row, Rows } from './layout.tsx'
import styles from './records.module.css'

const tones: Readonly<Record<Ticket['status'], Tone>> = {
  new: 'info',
  open: 'info',
  'in-progress': 'active',
  'waiting-client': 'wait',
  'waiting-vendor': 'wait',
  resolved: 'good',
  closed: 'neutral'
}

export function TicketRows({ label, tickets }: { label: string; tickets: readonly Ticket[] }): React.JSX.Element {
  return (
    <Rows label={label}>
      {tickets.map((ticket) => (
        <Row
          key={ticket.id}
          href={`/tickets/${ticket.id}`}
          title={ticket.subject}
          note={ticket.number === null ? ticket.provisionalNumber : `#${String(ticket.number)}`}
          end={
            <span className={styles['ticketEnd']}>
              <PriorityMark level={ticket.priority} label={priorityWords[ticket.priority]} bare />
              <span>
                <StatusChip tone={tones[ticket.status]} label={statusWords[ticket.status]} />
              </span>
              <span className={styles['ticketTime']}>
                <RelativeTime at={ticket.updatedAt} />
              </span>
            </span>
          }
        />
      ))}
    </Rows>
  )
}
