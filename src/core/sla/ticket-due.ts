// What a list shows of a ticket's clocks: the deadline that comes first. The worker keeps these fields beside each open ticket, so that
// lists sort and filter by them; they are no fields of the record, and nothing stores them.

import type { TicketClock, TicketClocks } from './ticket-clocks.ts'

/**
 * Fields that the worker adds to a ticket for which something is promised; instants in UTC milliseconds.
 * `dueAt`: the deadline that comes first, or passed first; null while all clocks are paused or stopped. `dueWarnAt`: from when people are
 * warned of it. `dueMissed`: a target was missed by an answer or a solution that came too late.
 */
export interface TicketDue {
  readonly dueAt: number | null
  readonly dueWarnAt: number | null
  readonly dueClock: TicketClock['kind'] | null
  readonly dueMissed: boolean
  readonly duePaused: boolean
}

/** Sums up the clocks of a ticket; null where nothing is promised. */
export function ticketDue(clocks: TicketClocks): TicketDue | null {
  const all = [clocks.firstResponse, clocks.nextResponse, clocks.resolution].filter((clock) => clock !== null)
  if (all.length === 0) return null
  const running = all.filter(({ stoppedAt, outcome }) => stoppedAt === null && outcome !== 'void')
  const [next] = running.filter(({ dueAt }) => dueAt !== null).sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
  return {
    dueAt: next?.dueAt ?? null,
    dueWarnAt: next?.warnAt ?? null,
    dueClock: next?.kind ?? null,
    dueMissed: [...all, ...clocks.answered].some(({ outcome }) => outcome === 'missed'),
    duePaused: running.some(({ pausedSince }) => pausedSince !== null)
  }
}
