// A few stopwatches that run right now.

import { sourceId } from '#core/kernel/ids.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import type { Timer } from '#core/work/timer.entity.ts'
import type { Plot } from './plot.ts'

const minute = 60_000
const day = 86_400_000

/** A running or paused timer for some of the tickets that somebody works on today. */
export function buildTimers({ random }: Plot, ticket: Ticket, now: number): readonly Timer[] {
  if (ticket.status !== 'in-progress' || ticket.assigneeId === null || now - ticket.openedAt > 5 * day || !random.chance(0.45)) return []
  const startedAt = Math.max(ticket.openedAt, now - random.whole(6, 95) * minute)
  const isPaused = random.chance(0.3)
  const pausedAt = isPaused ? Math.max(startedAt, now - random.whole(1, 5) * minute) : null
  return [
    {
      id: sourceId('sample/timer', ticket.id),
      clientId: ticket.clientId,
      ticketId: ticket.id,
      personId: ticket.assigneeId,
      startedAt,
      resumedAt: startedAt,
      accumulatedMs: pausedAt === null ? 0 : pausedAt - startedAt,
      pausedAt,
      kind: 'remote',
      note: ''
    }
  ]
}
