// How a ticket's status, priority and number look, everywhere alike.

import {
  IconCircle,
  IconCircleCheck,
  IconCircleDot,
  IconClockPause,
  type Icon,
  IconLock,
  IconPlayerPlay,
  IconTruckDelivery
} from '@tabler/icons-react'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { priorityWords, statusWords } from '#core/words/tickets.ts'
import { PriorityMark } from '#renderer/ui/PriorityMark.tsx'
import { StatusChip, type Tone } from '#renderer/ui/StatusChip.tsx'

const looks: Readonly<Record<Ticket['status'], { readonly tone: Tone; readonly icon: Icon }>> = {
  new: { tone: 'info', icon: IconCircle },
  open: { tone: 'info', icon: IconCircleDot },
  'in-progress': { tone: 'active', icon: IconPlayerPlay },
  'waiting-client': { tone: 'wait', icon: IconClockPause },
  'waiting-vendor': { tone: 'wait', icon: IconTruckDelivery },
  resolved: { tone: 'good', icon: IconCircleCheck },
  closed: { tone: 'neutral', icon: IconLock }
}

export function TicketStatusChip({ status }: { status: Ticket['status'] }): React.JSX.Element {
  const { tone, icon: Sign } = looks[status]
  return <StatusChip tone={tone} label={statusWords[status]} icon={<Sign size={13} stroke={2} />} />
}

export function TicketStatusIcon({ status, size = 16 }: { status: Ticket['status']; size?: number }): React.JSX.Element {
  const { tone, icon: Sign } = looks[status]
  return (
    <Sign size={size} stroke={2} role="img" aria-label={statusWords[status]} style={{ color: `var(--fx-tone-${tone})`, flex: 'none' }}>
      <title>{statusWords[status]}</title>
    </Sign>
  )
}

export function TicketPriorityMark({ priority, bare = false }: { priority: Ticket['priority']; bare?: boolean }): React.JSX.Element {
  return <PriorityMark level={priority} label={priorityWords[priority]} bare={bare} />
}

/** What people call the ticket: the server's number, until then the device's own. */
export function ticketName(row: Pick<Ticket, 'number' | 'provisionalNumber'>): string {
  return row.number === null ? row.provisionalNumber : `#${String(row.number)}`
}
