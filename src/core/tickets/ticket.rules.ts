// What a ticket's fields follow from: priority from impact × urgency, the stage from its status and the facts beside it.
// Both are always derived, so devices that sync in any order agree.

import type { Ticket } from './ticket.entity.ts'

type Status = Ticket['status']
type Stage = Ticket['stage']
type Priority = Ticket['priority']
type Level = Ticket['impact']

const priorityMatrix: Readonly<Record<Level, Readonly<Record<Level, Priority>>>> = {
  1: { 1: 1, 2: 2, 3: 3 },
  2: { 1: 2, 2: 3, 3: 4 },
  3: { 1: 3, 2: 4, 3: 5 }
}

/** Priority of an impact and an urgency (each 1 high … 3 low): 1 critical … 5 planning. */
export function priorityOf(impact: Level, urgency: Level): Priority {
  return priorityMatrix[impact][urgency]
}

/** True where the work is done. */
export function isDone(status: Status): boolean {
  return status === 'resolved' || status === 'closed'
}

/** True where the ball is not with us. */
export function isWaiting(status: Status): boolean {
  return status === 'waiting-client' || status === 'waiting-vendor'
}

/** The facts that a ticket's stage follows from. */
export type StageFacts = Pick<Ticket, 'status' | 'channel' | 'diagnosedAt' | 'resolvedAt' | 'billedAt'>

/**
 * The stage: done and billed since → billed; done → solved; a diagnosis noted → diagnosed; something that we noticed ourselves and
 * nobody has taken up → identified; else requested.
 */
export function stageOf(facts: StageFacts): Stage {
  const { status, billedAt, resolvedAt, diagnosedAt, channel } = facts
  if (isDone(status)) return billedAt !== null && billedAt >= (resolvedAt ?? billedAt) ? 'billed' : 'solved'
  if (diagnosedAt !== null) return 'diagnosed'
  return status === 'new' && (channel === 'alert' || channel === 'schedule') ? 'identified' : 'requested'
}

/** Derived fields of a ticket as it would be. */
export function deriveTicket(row: Ticket): Pick<Ticket, 'priority' | 'stage'> {
  return { priority: priorityOf(row.impact, row.urgency), stage: stageOf(row) }
}

/** The fields that a status change writes. */
export type StatusFields = Pick<
  Ticket,
  'status' | 'statusSince' | 'resolvedAt' | 'closedAt' | 'diagnosedAt' | 'billedAt' | 'reopenCount' | 'stage'
>

/** The facts that an undo of a status or stage change brings back. */
export const statusFacts = ['status', 'statusSince', 'resolvedAt', 'closedAt', 'diagnosedAt', 'billedAt', 'reopenCount'] as const

/**
 * A ticket's fields after it takes a status at `now`. Resolving notes when; closing too, and counts as resolving what was not;
 * leaving done reopens: the instants go, the count rises. Closed → resolved only takes the closing back.
 */
export function withStatus(row: Ticket, status: Status, now: number): StatusFields {
  const reopens = isDone(row.status) && !isDone(status)
  const facts = {
    status,
    statusSince: now,
    resolvedAt: isDone(status) ? (row.resolvedAt ?? now) : null,
    closedAt: status === 'closed' ? (row.closedAt ?? now) : null,
    diagnosedAt: row.diagnosedAt,
    billedAt: row.billedAt,
    reopenCount: row.reopenCount + (reopens ? 1 : 0)
  }
  return { ...facts, stage: stageOf({ ...facts, channel: row.channel }) }
}

/** The event that tells of a status change. */
export function statusEvent(from: Status, to: Status): string {
  if (isDone(from) && !isDone(to)) return 'ticket.reopened'
  if (to === 'resolved' && from !== 'closed') return 'ticket.resolved'
  return to === 'closed' ? 'ticket.closed' : 'ticket.status-changed'
}
