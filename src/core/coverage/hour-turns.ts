// When, during work, hours of cover begin or end. Only clauses that could match the work count, so most work has no such moment.

import type { HoursBook } from '../sla/hours-book.ts'
import { daysBetween, type OpeningHours } from '../sla/opening-hours.ts'
import type { CoverageQuestion } from './coverage-facts.ts'
import { isInForce, missOf, type PreparedClause } from './prepared-clauses.ts'

/**
 * Instants after `question.at` and before `to`, ascending, each once.
 * @param date calendar date by whose terms the work is judged
 */
export function hourTurns(
  clauses: readonly PreparedClause[],
  hours: HoursBook,
  question: CoverageQuestion,
  date: string,
  to: number
): readonly number[] {
  let turns: Set<number> | null = null
  for (const each of clauses) {
    if (each.clause.hours !== 'business' || each.calendarId === null) continue
    const opening = hours.hoursAt(each.calendarId, question.zone)
    // Most work lies within one stretch, so the cheap question goes first.
    const within = opening === null ? [] : edgesWithin(opening, question.at, to)
    if (within.length === 0 || !isInForce(each.cover, date) || missOf(each, question, date, null) !== null) continue
    turns ??= new Set()
    for (const turn of within) turns.add(turn)
  }
  return turns === null ? none : [...turns].sort((a, b) => a - b)
}

const none: readonly number[] = []

/** Instants after `from` and before `to` at which hours begin or end. */
function edgesWithin(opening: OpeningHours, from: number, to: number): readonly number[] {
  let edges: number[] | null = null
  const { first, last } = daysBetween(opening, from, to)
  for (let day = first; day <= last; day += 1)
    for (const span of opening.spansOn(day)) {
      if (from < span.from && span.from < to) (edges ??= []).push(span.from)
      if (from < span.to && span.to < to) (edges ??= []).push(span.to)
    }
  return edges ?? none
}
