// A ticket's events as the clocks need them, replayed in the order in which they happened. Arrival order, duplicates and the server's
// time of receipt change nothing: events are sorted by time, then id, and an id counts once.

import type { ClockStatus, SlaTerms } from './sla-terms.ts'

/** Something that happened to a ticket. `at` is when it happened (UTC milliseconds), `id` orders what happened at once. */
export type TicketEvent = { readonly id: string; readonly at: number } & (
  | { readonly kind: 'status'; readonly status: ClockStatus }
  | { readonly kind: 'agent-reply' | 'agent-call' | 'internal-note' | 'customer-message' }
  | { readonly kind: 'priority'; readonly priority: number }
  | { readonly kind: 'terms'; readonly terms: SlaTerms | null }
)

/** Everything the clocks of one ticket depend on. `terms` null: no SLA when it was opened. */
export interface TicketLog {
  readonly openedAt: number
  readonly status: ClockStatus
  readonly priority: number
  readonly terms: SlaTerms | null
  readonly events: readonly TicketEvent[]
}

/** What was promised at a moment. */
export interface Promised {
  readonly at: number
  readonly terms: SlaTerms | null
  readonly priority: number
}

/** A status and how long it lasted; `to` null while it lasts. */
export interface StatusSpan {
  readonly status: ClockStatus
  readonly from: number
  readonly to: number | null
}

/** A customer's message that waited for an answer, and the answer (null while it waits). */
export interface Exchange {
  readonly askedAt: number
  /** Later messages that did not restart the wait. */
  readonly followUps: readonly number[]
  readonly answeredAt: number | null
  readonly promised: Promised
}

/** The replayed log. */
export interface TicketHistory {
  readonly openedAt: number
  readonly statuses: readonly StatusSpan[]
  /** Every change of priority or terms, the first at the opening; the last is what is promised now. */
  readonly promises: readonly Promised[]
  /** When the terms that hold now were assigned; the opening when they were there from the start. */
  readonly assignedAt: number
  readonly firstResponse: { readonly at: number; readonly by: 'agent-reply' | 'agent-call'; readonly promised: Promised } | null
  /** Internal notes before the first response: they are none. */
  readonly notesBefore: readonly number[]
  readonly exchanges: readonly Exchange[]
  /** Each time it was resolved, with what was promised then. */
  readonly resolutions: readonly { readonly at: number; readonly promised: Promised }[]
}

/** True for a status in which the work is done. */
export function isDone(status: ClockStatus): boolean {
  return status === 'resolved' || status === 'closed'
}

/** Replays a log. */
export function replayTicket(log: TicketLog): TicketHistory {
  const state = begin(log)
  for (const event of inOrder(log.events)) apply(state, event)
  const last = state.exchanges.at(-1)
  if (last && last.answeredAt === null) state.exchanges[state.exchanges.length - 1] = { ...last, promised: now(state) }
  return state
}

interface Replay {
  openedAt: number
  statuses: StatusSpan[]
  promises: Promised[]
  assignedAt: number
  firstResponse: TicketHistory['firstResponse']
  notesBefore: number[]
  exchanges: Exchange[]
  resolutions: { at: number; promised: Promised }[]
}

function begin(log: TicketLog): Replay {
  const first = { at: log.openedAt, terms: log.terms, priority: log.priority }
  return {
    openedAt: log.openedAt,
    statuses: [{ status: log.status, from: log.openedAt, to: null }],
    promises: [first],
    assignedAt: log.openedAt,
    firstResponse: null,
    notesBefore: [],
    exchanges: [],
    resolutions: isDone(log.status) ? [{ at: log.openedAt, promised: first }] : []
  }
}

/** Sorted by time, then id; each id once. Logs that are already in order are not copied. */
function inOrder(events: readonly TicketEvent[]): readonly TicketEvent[] {
  if (events.every((event, index) => index === 0 || precedes(events[index - 1], event))) return events
  const unique = new Map(events.map((event) => [event.id, event]))
  return [...unique.values()].sort((a, b) => (precedes(a, b) ? -1 : 1))
}

function precedes(a: TicketEvent | undefined, b: TicketEvent): boolean {
  return a === undefined || a.at < b.at || (a.at === b.at && a.id < b.id)
}

function now(state: Replay): Promised {
  return state.promises.at(-1) ?? { at: state.openedAt, terms: null, priority: 3 }
}

function apply(state: Replay, event: TicketEvent): void {
  if (event.kind === 'status') changeStatus(state, Math.max(event.at, state.openedAt), event.status)
  else if (event.kind === 'priority') state.promises.push({ ...now(state), at: event.at, priority: event.priority })
  else if (event.kind === 'terms') {
    if (event.terms) state.assignedAt = event.at
    state.promises.push({ ...now(state), at: event.at, terms: event.terms })
  } else if (event.kind === 'customer-message') ask(state, event.at)
  else if (event.kind === 'internal-note') {
    if (!state.firstResponse) state.notesBefore.push(event.at)
  } else answer(state, event.at, event.kind)
}

function changeStatus(state: Replay, at: number, status: ClockStatus): void {
  const last = state.statuses.at(-1)
  if (!last || last.status === status) return
  state.statuses[state.statuses.length - 1] = { ...last, to: at }
  state.statuses.push({ status, from: at, to: null })
  if (isDone(status) && !isDone(last.status)) state.resolutions.push({ at, promised: now(state) })
}

function ask(state: Replay, at: number): void {
  const last = state.exchanges.at(-1)
  if (last && last.answeredAt === null) state.exchanges[state.exchanges.length - 1] = { ...last, followUps: [...last.followUps, at] }
  else state.exchanges.push({ askedAt: at, followUps: [], answeredAt: null, promised: now(state) })
}

function answer(state: Replay, at: number, by: 'agent-reply' | 'agent-call'): void {
  state.firstResponse ??= { at, by, promised: now(state) }
  const last = state.exchanges.at(-1)
  if (last && last.answeredAt === null) state.exchanges[state.exchanges.length - 1] = { ...last, answeredAt: at, promised: now(state) }
}
