// The SLA clocks of a ticket, recomputed from its log every time: nothing here is ever stored and patched (domain.md, rules 3 and 4).
// A running clock is judged by what is promised now, from its start and with the same pauses; a stopped one by what was promised when it stopped.

import { businessMs, deadlineAfter, deadlinesAfter } from './business-time.ts'
import type { Span } from './opening-hours.ts'
import { type ClockKind, type ClockStatus, type SlaTerms, targetMs } from './sla-terms.ts'
import { type Exchange, isDone, type Promised, replayTicket, type TicketHistory, type TicketLog } from './ticket-log.ts'

/** One step of the explanation, in order. Durations are business milliseconds. */
export type ClockStep =
  | { readonly type: 'started'; readonly at: number; readonly because: 'opened' | 'assigned' | 'customer-message' }
  | {
      readonly type: 'promised'
      readonly at: number
      readonly policyId: string | null
      readonly priority: number
      readonly ms: number | null
    }
  | { readonly type: 'paused'; readonly from: number; readonly to: number | null; readonly status: ClockStatus; readonly ms: number }
  | { readonly type: 'ignored'; readonly at: number; readonly because: 'internal-note' | 'later-message' }
  | { readonly type: 'missed-before'; readonly at: number }
  | {
      readonly type: 'stopped'
      readonly at: number
      readonly because: 'agent-reply' | 'agent-call' | 'answered' | 'resolved'
      readonly ms: number
    }
  | { readonly type: 'due'; readonly at: number | null }

/**
 * One clock. Instants are UTC milliseconds, durations business milliseconds.
 * `dueAt` and `warnAt` are null while the clock is paused before them; `outcome` is null while nothing is decided, `void` when the ticket was
 * resolved in time without the answer that this clock waited for.
 */
export interface TicketClock {
  readonly kind: ClockKind
  readonly startedAt: number
  readonly targetMs: number
  readonly dueAt: number | null
  readonly warnAt: number | null
  readonly pausedSince: number | null
  readonly pausedMs: number
  readonly stoppedAt: number | null
  /** Time used until the clock stopped, or was paused; null while it runs. */
  readonly spentMs: number | null
  readonly outcome: 'met' | 'missed' | 'void' | null
  readonly steps: readonly ClockStep[]
  /** What the clock counts with, for its standing at a moment. */
  readonly terms: SlaTerms
  readonly pauses: readonly Span[]
}

/** All clocks of a ticket; null where nothing is promised. */
export interface TicketClocks {
  readonly firstResponse: TicketClock | null
  /** The customer's message that waits for an answer. */
  readonly nextResponse: TicketClock | null
  /** Earlier messages and their answers, oldest first. */
  readonly answered: readonly TicketClock[]
  readonly resolution: TicketClock | null
}

const noClocks: TicketClocks = { firstResponse: null, nextResponse: null, answered: [], resolution: null }

/** Computes all clocks of a ticket. Without terms now there is no promise, and so no clock, deadline or verdict. */
export function ticketClocks(log: TicketLog): TicketClocks {
  const history = replayTicket(log)
  const current = history.promises.at(-1)
  if (!current?.terms) return noClocks
  const exchanges = history.exchanges.map((exchange) => exchangeClock(history, exchange))
  const last = exchanges.at(-1) ?? null
  const isWaiting = last !== null && last.stoppedAt === null && last.outcome !== 'void'
  return {
    firstResponse: firstResponseClock(history, current),
    nextResponse: isWaiting ? last : null,
    answered: exchanges.filter((clock) => clock !== null).filter((clock) => clock.stoppedAt !== null),
    resolution: resolutionClock(history, current)
  }
}

interface ClockInput {
  readonly kind: ClockKind
  readonly promised: Promised
  readonly startedAt: number
  readonly because: 'opened' | 'assigned' | 'customer-message'
  readonly stop: { readonly at: number; readonly because: 'agent-reply' | 'agent-call' | 'answered' | 'resolved' } | null
  readonly ignored: readonly ClockStep[]
  /** When an earlier resolution missed the target that held then. */
  readonly missedBefore: number | null
}

function firstResponseClock(history: TicketHistory, current: Promised): TicketClock | null {
  const response = history.firstResponse
  const promised = response?.promised.terms ? response.promised : current
  return clock(history, {
    ...anchor(history, promised),
    kind: 'first-response',
    promised,
    stop: response ? { at: response.at, because: response.by } : null,
    ignored: history.notesBefore.map((at) => ({ type: 'ignored', at, because: 'internal-note' })),
    missedBefore: null
  })
}

function exchangeClock(history: TicketHistory, exchange: Exchange): TicketClock | null {
  return clock(history, {
    kind: 'next-response',
    promised: exchange.promised,
    startedAt: exchange.askedAt,
    because: 'customer-message',
    stop: exchange.answeredAt === null ? null : { at: exchange.answeredAt, because: 'answered' },
    ignored: exchange.followUps.map((at) => ({ type: 'ignored', at, because: 'later-message' })),
    missedBefore: null
  })
}

function resolutionClock(history: TicketHistory, current: Promised): TicketClock | null {
  const last = history.resolutions.at(-1)
  const isResolved = isDone(history.statuses.at(-1)?.status ?? 'new')
  const promised = isResolved && last?.promised.terms ? last.promised : current
  const earlier = isResolved ? history.resolutions.slice(0, -1) : history.resolutions
  return clock(history, {
    ...anchor(history, promised),
    kind: 'resolution',
    promised,
    stop: isResolved && last ? { at: last.at, because: 'resolved' } : null,
    ignored: [],
    missedBefore: firstMiss(history, earlier)
  })
}

/** Reopening must never launder a breach: the first resolution that came too late by the terms of its time. */
function firstMiss(history: TicketHistory, resolutions: TicketHistory['resolutions']): number | null {
  for (const { at, promised } of resolutions) {
    if (!promised.terms?.policy.breachIsFinal) continue
    const target = targetMs(promised.terms, 'resolution', promised.priority)
    if (target === null) continue
    const { startedAt } = anchor(history, promised)
    const { closed } = pausesOf(history, 'resolution', promised.terms, startedAt, at)
    const due = deadlineAfter(promised.terms.hours, startedAt, target, closed)
    if (due.ok && due.value < at) return due.value
  }
  return null
}

function anchor(history: TicketHistory, promised: Promised): { readonly startedAt: number; readonly because: 'opened' | 'assigned' } {
  return promised.terms?.policy.anchor === 'assigned'
    ? { startedAt: history.assignedAt, because: 'assigned' }
    : { startedAt: history.openedAt, because: 'opened' }
}

function clock(history: TicketHistory, input: ClockInput): TicketClock | null {
  const { terms, priority } = input.promised
  const target = terms && targetMs(terms, input.kind, priority)
  if (!terms || target === null) return null
  const { hours, policy } = terms
  const stoppedAt = input.stop?.at ?? null
  const { closed, open, spans } = pausesOf(history, input.kind, terms, input.startedAt, stoppedAt)
  const ends = deadlinesAfter(hours, input.startedAt, Math.round((target * policy.warnAt) / 10_000), target, closed)
  const due = dueUnlessPaused(ends.due, open)
  const warn = dueUnlessPaused(ends.soon, open)
  const until = stoppedAt ?? open
  const spentMs = until === null ? null : businessMs(hours, input.startedAt, until, closed)
  const pauses = spans.map((span): ClockStep => ({ type: 'paused', ...span, ms: businessMs(hours, span.from, span.to ?? span.from) }))
  return {
    kind: input.kind,
    startedAt: input.startedAt,
    targetMs: target,
    dueAt: due,
    warnAt: warn,
    pausedSince: open,
    pausedMs: closed.reduce((sum, span) => sum + businessMs(hours, span.from, span.to), 0),
    stoppedAt,
    spentMs,
    outcome: outcomeOf(history, input, due),
    steps: stepsOf(history, input, pauses, due, spentMs ?? 0),
    terms,
    pauses: closed
  }
}

/** A deadline that lies beyond the moment at which the clock was paused is not known yet. */
function dueUnlessPaused(due: number | null, pausedSince: number | null): number | null {
  return due !== null && pausedSince !== null && due > pausedSince ? null : due
}

function outcomeOf(history: TicketHistory, input: ClockInput, due: number | null): TicketClock['outcome'] {
  if (input.missedBefore !== null) return 'missed'
  if (input.stop) return due !== null && input.stop.at > due ? 'missed' : 'met'
  const last = history.statuses.at(-1)
  if (!last || !isDone(last.status)) return null
  return due !== null && last.from > due ? 'missed' : 'void'
}

interface PauseSpan {
  readonly from: number
  readonly to: number | null
  readonly status: ClockStatus
}

/** Pauses of a clock from its start until it stopped: the finished ones, since when one lasts, and all of them for the explanation. */
function pausesOf(history: TicketHistory, kind: ClockKind, terms: SlaTerms, startedAt: number, stoppedAt: number | null) {
  const closed: Span[] = []
  const spans: PauseSpan[] = []
  let open: number | null = null
  for (const { status, from: begun, to } of history.statuses) {
    if (stoppedAt !== null && begun >= stoppedAt) break
    if (!isPause(status, kind, terms) || (to !== null && to <= startedAt)) continue
    const from = Math.max(begun, startedAt)
    const end = stoppedAt === null ? to : Math.min(to ?? stoppedAt, stoppedAt)
    spans.push({ from, to: end, status })
    if (end === null) open = from
    else closed.push({ from, to: end })
  }
  return { closed, open, spans }
}

function isPause(status: ClockStatus, kind: ClockKind, { policy }: SlaTerms): boolean {
  if (isDone(status)) return policy.closedTimeIsPause
  return policy.pausedClocks.includes(kind) && policy.pausingStatuses.some((waiting) => waiting === status)
}

function stepsOf(
  history: TicketHistory,
  input: ClockInput,
  pauses: readonly ClockStep[],
  due: number | null,
  spentMs: number
): readonly ClockStep[] {
  const steps: ClockStep[] = [{ type: 'started', at: input.startedAt, because: input.because }]
  for (const promise of history.promises) {
    if (input.stop && promise.at > input.stop.at) break
    const ms = promise.terms && targetMs(promise.terms, input.kind, promise.priority)
    steps.push({ type: 'promised', at: promise.at, policyId: promise.terms?.policy.id ?? null, priority: promise.priority, ms })
  }
  for (const step of [...pauses, ...input.ignored]) steps.push(step)
  if (input.missedBefore !== null) steps.push({ type: 'missed-before', at: input.missedBefore })
  if (input.stop) steps.push({ type: 'stopped', ...input.stop, ms: spentMs })
  steps.push({ type: 'due', at: due })
  return steps
}
