// Rules of working time: everybody records their own, who may change others' time does so; a timer counts only while it runs.

import type { Change } from '../kernel/change.ts'
import type { DecideContext } from '../kernel/command.ts'
import type { Id } from '../kernel/ids.ts'
import { isAllowed } from '../kernel/permission.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { touched } from '../records/fields.ts'
import { type Ticket, ticket } from '../tickets/ticket.entity.ts'
import type { Timer } from './timer.entity.ts'

const minuteMs = 60_000

/** Refuses work of somebody else unless the actor may change everybody's time. */
export function checkWorker(personId: Id, context: DecideContext): Result<never, Refusal> | null {
  return personId === context.actor.personId || isAllowed(context.actor.role, 'time.all')
    ? null
    : refuse('forbidden', { values: { permission: 'time.all' } })
}

/** Milliseconds that a timer has counted by `now`; a clock that went back counts nothing. */
export function workedMs(timer: Pick<Timer, 'accumulatedMs' | 'resumedAt' | 'pausedAt'>, now: number): number {
  return timer.accumulatedMs + (timer.pausedAt === null ? Math.max(0, now - timer.resumedAt) : 0)
}

/** Whole minutes of a stretch, half a minute up; work that was done at all is at least one minute. */
export function minutesOf(ms: number): number {
  return Math.max(1, Math.round(ms / minuteMs))
}

/** The change that marks a ticket as touched. */
export function touchTicket(row: Ticket, now: number): Change {
  return { type: 'patch', entity: ticket.name, id: row.id, fields: touched(row, now) }
}
