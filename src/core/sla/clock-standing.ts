// Where a clock stands at a moment: the only place in which "now" meets a deadline, so that lists, cards and warnings agree.

import { businessMs, remainingMs } from './business-time.ts'
import type { TicketClock } from './ticket-clocks.ts'

/** State of a clock at a moment. `warning` and `overdue` still run; `void` was never answered because the ticket was resolved first. */
export type ClockState = 'running' | 'warning' | 'overdue' | 'paused' | 'met' | 'missed' | 'void'

/** A clock at a moment. `remainingMs` is business time, negative when overdue; `missedMs` how late it is or was, 0 when it isn't. */
export interface ClockStanding {
  readonly state: ClockState
  readonly remainingMs: number
  readonly missedMs: number
}

/** Reads a clock at a moment (UTC milliseconds). */
export function clockStanding(clock: TicketClock, now: number): ClockStanding {
  const remaining = remainingAt(clock, now)
  return { state: stateAt(clock, now), remainingMs: remaining, missedMs: Math.max(0, -remaining) }
}

function remainingAt(clock: TicketClock, now: number): number {
  if (clock.spentMs !== null) return clock.targetMs - clock.spentMs
  if (clock.dueAt !== null) return remainingMs(clock.terms.hours, clock.dueAt, now)
  return clock.targetMs - businessMs(clock.terms.hours, clock.startedAt, now, clock.pauses)
}

function stateAt(clock: TicketClock, now: number): ClockState {
  if (clock.stoppedAt !== null || clock.outcome === 'void') return clock.outcome ?? 'void'
  if (clock.dueAt !== null && now > clock.dueAt) return 'overdue'
  if (clock.outcome === 'missed') return 'missed'
  if (clock.pausedSince !== null) return 'paused'
  return clock.warnAt !== null && now >= clock.warnAt ? 'warning' : 'running'
}
