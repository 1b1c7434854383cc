// Fees by the day: a fee for part of a period is the fee × covered days ÷ days of the period, both ends of a period counted.
// When a period is cut into parts, the parts add up to the whole fee to the last cent.

import { assert } from '../kernel/assert.ts'
import { daysInclusive } from '../sla/calendar-date.ts'
import { multiplyRatio } from './rounding.ts'

/** A period of calendar dates, both included; `to` null has no end. */
export interface DatePeriod {
  readonly from: string
  readonly to: string | null
}

/** Days of a billing period on which something is in force. */
export function coveredDays(period: { readonly from: string; readonly to: string }, inForce: DatePeriod): number {
  const from = inForce.from > period.from ? inForce.from : period.from
  const to = inForce.to !== null && inForce.to < period.to ? inForce.to : period.to
  return daysInclusive(from, to)
}

/** Fee for the covered days of a period, minor units, rounded once. */
export function prorate(feeMinor: number, covered: number, periodDays: number): number {
  assert(covered >= 0 && covered <= periodDays, 'covered days lie within their period')
  return multiplyRatio(feeMinor, covered, periodDays)
}

/** Fee of each part of a period that was cut into parts of so many days; the parts add up to the fee. */
export function prorateParts(feeMinor: number, partDays: readonly number[]): readonly number[] {
  const periodDays = partDays.reduce((sum, days) => sum + days, 0)
  let covered = 0
  return partDays.map((days) => {
    const before = prorate(feeMinor, covered, periodDays)
    covered += days
    return prorate(feeMinor, covered, periodDays) - before
  })
}
