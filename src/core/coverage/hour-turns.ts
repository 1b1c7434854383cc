// When, during work, hours of cover begin or end. Only clauses that could match the work count, so most work has no such moment.

import type { HoursBook } from '../sla/hours-book.ts'
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
  const calendarIds = new Set<string>()
  for (const each of clauses) {
    if (each.clause.hours !== 'business' || each.calendarId === null || calendarIds.has(each.calendarId)) continue
    if (isInForce(each.cover, date) && missOf(each, question, date, null) === null) calendarIds.add(each.calendarId)
  }
  if (calendarIds.size === 0) return []
  const turns = new Set<number>()
  for (const calendarId of calendarIds) {
    const opening = hours.hoursAt(calendarId, question.zone)
    if (opening === null) continue
    for (let day = opening.dayOf(question.at); day <= opening.dayOf(to); day += 1)
      for (const { from, to: end } of opening.spansOn(day)) {
        if (question.at < from && from < to) turns.add(from)
        if (question.at < end && end < to) turns.add(end)
      }
  }
  return [...turns].sort((a, b) => a - b)
}
