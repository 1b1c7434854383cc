// When a contract ends, renews, must be cancelled or gets dearer. An automatic renewal prolongs the term until somebody ends it, so such a
// contract has no last day by itself.

import { addDays, addMonths } from '../sla/calendar-date.ts'
import type { Contract } from './contract.entity.ts'

/** What of a contract decides about its dates. */
export type TermFields = Pick<Contract, 'startsOn' | 'endsOn' | 'renewal' | 'renewalMonths' | 'noticeDays' | 'indexation' | 'archivedAt'>

/** The last day on which a contract is in force; null while nothing ends it. */
export function lastDay({ endsOn, renewal }: Pick<Contract, 'endsOn' | 'renewal'>): string | null {
  return renewal === 'automatic' ? null : endsOn
}

/** End of the term that runs on a day, prolonged by the renewals before it; null without a fixed term. */
export function endOfTerm(row: TermFields, today: string): string | null {
  if (row.endsOn === null || row.renewal !== 'automatic') return row.endsOn
  const months = row.renewalMonths ?? 12
  let renewals = 0
  // Always from the first end: the 31st stays the 31st where the month has one.
  while (addMonths(row.endsOn, renewals * months) < today) renewals += 1
  return addMonths(row.endsOn, renewals * months)
}

/** First day of the term that runs on a day: the contract's own, or the day after the last renewal. */
export function startOfTerm(row: TermFields, today: string): string {
  const { startsOn, endsOn, renewal } = row
  const end = endOfTerm(row, today)
  if (endsOn === null || end === null || renewal !== 'automatic' || end === endsOn) return startsOn
  const months = row.renewalMonths ?? 12
  let renewals = 1
  while (addMonths(endsOn, renewals * months) < end) renewals += 1
  return addDays(addMonths(endsOn, (renewals - 1) * months), 1)
}

/** Last day on which notice ends the running term; null where there is no term to end. */
export function noticeBy(row: TermFields, today: string): string | null {
  const end = endOfTerm(row, today)
  return end === null || row.renewal === 'none' ? null : addDays(end, -row.noticeDays)
}

/** A day that somebody should know of. */
export interface TermDate {
  readonly type: 'notice' | 'renews' | 'ends' | 'indexation'
  readonly date: string
}

/** Dates of a contract from a day on, within so many days, in order. */
export function termDates(row: TermFields, today: string, withinDays: number): readonly TermDate[] {
  if (row.archivedAt !== null) return []
  const until = addDays(today, withinDays)
  const end = endOfTerm(row, today)
  const dates: (TermDate | null)[] = [
    dated('notice', noticeBy(row, today)),
    dated(row.renewal === 'automatic' ? 'renews' : 'ends', end === null || row.renewal !== 'automatic' ? end : addDays(end, 1)),
    dated('indexation', nextRaise(row, today))
  ]
  return dates
    .filter((each) => each !== null)
    .filter(({ date }) => today <= date && date <= until)
    .toSorted((a, b) => (a.date === b.date ? (a.type < b.type ? -1 : 1) : a.date < b.date ? -1 : 1))
}

function dated(type: TermDate['type'], date: string | null): TermDate | null {
  return date === null ? null : { type, date }
}

function nextRaise({ indexation }: TermFields, today: string): string | null {
  if (!indexation) return null
  let raises = 0
  while (addMonths(indexation.from, raises * indexation.everyMonths) < today) raises += 1
  return addMonths(indexation.from, raises * indexation.everyMonths)
}
