// Business time: elapsed time intersected with opening hours, less pauses. A pause is measured in business time too, because it only closes.
// A budget that ends exactly at closing ends at the closing instant, not at the next opening.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { daysBetween, joinSpans, type OpeningHours, type Span, subtractSpans } from './opening-hours.ts'

/** How far a walk looks before it gives up, in days: fifty years. */
const horizonDays = 18_262

/** One open stretch that a budget used: `ms` of business time, `leftMs` still to go after it. */
export interface BudgetPiece extends Span {
  readonly ms: number
  readonly leftMs: number
}

/** True when the calendar is open at the instant; the closing instant itself is closed. */
export function isOpenAt(hours: OpeningHours, at: number): boolean {
  return hours.spansOn(hours.dayOf(at)).some((span) => span.from <= at && at < span.to)
}

/** The instant itself when open, else the next opening. Null when there is none within fifty years. */
export function nextOpening(hours: OpeningHours, at: number): number | null {
  return walkForward(hours, at, 0, [])
}

/**
 * Business milliseconds between two instants, without pauses; 0 when the second is not later.
 * @param pauses closed stretches in any order; overlaps count once
 */
export function businessMs(hours: OpeningHours, from: number, to: number, pauses: readonly Span[] = []): number {
  if (to <= from) return 0
  const closed = pauses.length === 0 ? pauses : joinSpans(pauses)
  const { first, last } = daysBetween(hours, from, to)
  let total = 0
  for (let day = first; day <= last; day += 1) {
    for (const span of subtractSpans(hours.spansOn(day), closed)) {
      const open = Math.min(span.to, to) - Math.max(span.from, from)
      if (open > 0) total += open
    }
  }
  return total
}

/** Business milliseconds from now until a deadline; negative by the business time that it is overdue. */
export function remainingMs(hours: OpeningHours, due: number, now: number): number {
  return now <= due ? businessMs(hours, now, due) : -businessMs(hours, due, now)
}

/**
 * The instant at which a budget of business time is spent. A budget of zero ends at the start if open, else at the next opening.
 * @param budgetMs business milliseconds, not negative
 * @returns UTC milliseconds, or a refusal for a negative or unreachable budget
 */
export function deadlineAfter(hours: OpeningHours, start: number, budgetMs: number, pauses: readonly Span[] = []): Result<number, Refusal> {
  const fault = faultOf(start, budgetMs)
  if (fault) return fault
  const due = walkForward(hours, start, budgetMs, joinSpans(pauses))
  return due === null ? refuseUnreachable() : ok(due)
}

/**
 * The instant before which a budget of business time lies: the mirror image of `deadlineAfter`.
 * A budget of zero ends at `end` if that is open or a closing instant, else at the previous closing.
 */
export function deadlineBefore(hours: OpeningHours, end: number, budgetMs: number, pauses: readonly Span[] = []): Result<number, Refusal> {
  const fault = faultOf(end, budgetMs)
  if (fault) return fault
  const closed = joinSpans(pauses)
  const last = hours.dayOf(end)
  let left = budgetMs
  for (let day = last; day >= last - horizonDays; day -= 1) {
    for (const span of subtractSpans(hours.spansOn(day), closed).toReversed()) {
      const to = Math.min(span.to, end)
      if (to <= span.from) continue
      if (left <= to - span.from) return ok(to - left)
      left -= to - span.from
    }
  }
  return refuseUnreachable()
}

/** An instant some business time after a deadline, or before it when negative; the deadline itself at zero. Refused when unreachable. */
export function offsetFrom(hours: OpeningHours, due: number, offsetMs: number): Result<number, Refusal> {
  if (offsetMs === 0) return ok(due)
  return offsetMs > 0 ? deadlineAfter(hours, due, offsetMs) : deadlineBefore(hours, due, -offsetMs)
}

/** The open stretches that a budget uses up, in order: the arithmetic behind a deadline, for showing it. */
export function budgetPieces(hours: OpeningHours, start: number, budgetMs: number, pauses: readonly Span[] = []): readonly BudgetPiece[] {
  const closed = joinSpans(pauses)
  const pieces: BudgetPiece[] = []
  const first = hours.dayOf(start)
  let left = budgetMs
  for (let day = first; left > 0 && day <= first + horizonDays; day += 1) {
    for (const span of subtractSpans(hours.spansOn(day), closed)) {
      const from = Math.max(span.from, start)
      const ms = Math.min(span.to - from, left)
      if (ms <= 0) continue
      left -= ms
      pieces.push({ from, to: from + ms, ms, leftMs: left })
    }
  }
  return pieces
}

/**
 * `deadlineAfter` of two budgets from one start, in one walk: a warning and the deadline that it warns of.
 * @param soonMs not more than `budgetMs`; both are durations above zero
 * @returns UTC milliseconds; null for what is beyond fifty years or can't be counted
 */
export function deadlinesAfter(
  hours: OpeningHours,
  start: number,
  soonMs: number,
  budgetMs: number,
  pauses: readonly Span[]
): { readonly soon: number | null; readonly due: number | null } {
  if (faultOf(start, budgetMs)) return { soon: null, due: null }
  const closed = joinSpans(pauses)
  const last = hours.dayOf(start) + horizonDays
  const soon = walkForward(hours, start, soonMs, closed, last)
  return { soon, due: soon === null || soonMs === budgetMs ? soon : walkForward(hours, soon, budgetMs - soonMs, closed, last) }
}

/** Walks open time until the budget is spent; `closed` must be sorted and disjoint. Null beyond the last day. */
function walkForward(
  hours: OpeningHours,
  start: number,
  budgetMs: number,
  closed: readonly Span[],
  last = hours.dayOf(start) + horizonDays
): number | null {
  let left = budgetMs
  for (let day = hours.dayOf(start); day <= last; day += 1) {
    for (const span of subtractSpans(hours.spansOn(day), closed)) {
      const from = Math.max(span.from, start)
      if (from >= span.to) continue
      if (left <= span.to - from) return from + left
      left -= span.to - from
    }
  }
  return null
}

function faultOf(start: number, budgetMs: number): ReturnType<typeof refuse> | null {
  if (!Number.isFinite(start)) return refuse('invalid-input', { field: 'start', expected: 'expected an instant' })
  if (Number.isFinite(budgetMs) && budgetMs >= 0) return null
  return refuse('invalid-input', { field: 'budgetMs', expected: 'expected a duration that is not negative' })
}

function refuseUnreachable(): ReturnType<typeof refuse> {
  return refuse('invalid-input', { field: 'budgetMs', expected: 'expected a duration that the calendar reaches within fifty years' })
}
