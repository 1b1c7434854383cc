// The deadline that comes first, as lists and heads of tickets show it: how long there is, or how late it is, in a tone with a sign.

import { IconAlertTriangle, IconClock, IconClockPause, IconFlame } from '@tabler/icons-react'
import type { TicketDue } from '#core/sla/ticket-due.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { clockWords } from '#core/words/rooms-terms.ts'
import { clockStateWords, slaWords as words } from '#core/words/sla.ts'
import { fullMoment, spanText } from '#renderer/ui/moments.ts'
import { useNow } from '#renderer/ui/RelativeTime.tsx'
import { StatusChip } from '#renderer/ui/StatusChip.tsx'

/** A ticket as the worker hands it to windows: with its deadline, where something is promised. */
export type DueTicket = Ticket & Partial<TicketDue>

/** @param bare without the name of the clock: for columns */
export function DueMark({ row, bare = false }: { row: DueTicket; bare?: boolean }): React.JSX.Element | null {
  const now = useNow()
  const { dueAt, dueClock, dueWarnAt } = row
  if (dueAt === undefined || dueAt === null)
    return row.duePaused === true ? <StatusChip tone="neutral" icon={<IconClockPause size={13} />} label={clockStateWords.paused} /> : null
  const state = now > dueAt ? 'overdue' : dueWarnAt !== null && dueWarnAt !== undefined && now >= dueWarnAt ? 'warning' : 'running'
  const look = {
    overdue: { tone: 'bad', icon: <IconFlame size={13} /> },
    warning: { tone: 'wait', icon: <IconAlertTriangle size={13} /> },
    running: { tone: 'neutral', icon: <IconClock size={13} /> }
  } as const
  const span = spanText(Math.abs(dueAt - now))
  const clock = dueClock === null || dueClock === undefined ? '' : clockWords[dueClock]
  const late = state === 'overdue'
  const label = bare ? (late ? words.dueSince(span) : words.dueIn(span)) : late ? words.lateChip(clock, span) : words.dueChip(clock, span)
  return (
    <span title={`${clock}: ${words.due(fullMoment(dueAt))}`}>
      <StatusChip {...look[state]} label={label} />
    </span>
  )
}
