// The periods for which a contract owes its fee. A monthly fee follows the calendar months, so that every client is billed for the same
// dates; a quarterly or yearly one counts from the contract's first day, always from there, so that the 31st never drifts to the 28th.

import { coveredDays } from '../billing/proration.ts'
import type { feeIntervals } from '../contracts/contract.entity.ts'
import { addDays, addMonths, daysInclusive } from '../sla/calendar-date.ts'

/** When a contract is in force and how often its fee is due. Dates are calendar dates, both included; `endsOn` null: open end. */
export interface FeeTerm {
  readonly startsOn: string
  readonly endsOn: string | null
  readonly interval: (typeof feeIntervals)[number]
  /** In advance: owed on the first day in force; in arrears: on the last. */
  readonly billing: 'in-advance' | 'in-arrears'
}

/** One period of a fee: the whole of it, and the days of it on which the contract is in force. */
export interface FeePeriod {
  readonly from: string
  readonly to: string
  readonly days: number
  readonly inForceFrom: string
  readonly inForceTo: string
  readonly coveredDays: number
}

/** Dates from and to, both included. */
export interface DateRange {
  readonly from: string
  readonly to: string
}

/** Fee periods that fall due within a range: each is owed once, on one day, whatever ranges are asked for. */
export function feePeriods(term: FeeTerm, range: DateRange): readonly FeePeriod[] {
  return feePeriodsIn(term, range).filter((period) => {
    const due = dueOn(term, period)
    return range.from <= due && due <= range.to
  })
}

/** The day on which the fee of a period falls due. */
export function dueOn(term: Pick<FeeTerm, 'billing'>, period: FeePeriod): string {
  return term.billing === 'in-advance' ? period.inForceFrom : period.inForceTo
}

/** Fee periods that touch a range, in order. */
export function feePeriodsIn(term: FeeTerm, range: DateRange): readonly FeePeriod[] {
  const periods: FeePeriod[] = []
  for (const whole of wholePeriods(term, range)) {
    const inForceFrom = whole.from > term.startsOn ? whole.from : term.startsOn
    const inForceTo = term.endsOn !== null && term.endsOn < whole.to ? term.endsOn : whole.to
    if (inForceTo < range.from || inForceFrom > range.to || inForceTo < inForceFrom) continue
    const days = daysInclusive(whole.from, whole.to)
    periods.push({ ...whole, days, inForceFrom, inForceTo, coveredDays: coveredDays(whole, { from: term.startsOn, to: term.endsOn }) })
  }
  return periods
}

const months = { monthly: 1, quarterly: 3, yearly: 12 } as const

function* wholePeriods({ startsOn, endsOn, interval }: FeeTerm, range: DateRange): Generator<DateRange> {
  if (interval === 'once') {
    // One sum for whatever the contract holds: it is never cut.
    yield { from: startsOn, to: startsOn }
    return
  }
  const step = months[interval]
  const anchor = interval === 'monthly' ? `${startsOn.slice(0, 8)}01` : startsOn
  const last = endsOn !== null && endsOn < range.to ? endsOn : range.to
  let at = Math.max(0, Math.floor(monthsBetween(anchor, range.from) / step) - 1)
  for (;;) {
    const from = addMonths(anchor, at * step)
    if (from > last) return
    at += 1
    yield { from, to: addDays(addMonths(anchor, at * step), -1) }
  }
}

function monthsBetween(from: string, to: string): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
}
