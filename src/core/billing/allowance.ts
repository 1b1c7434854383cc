// Hours included in a fee. Fees are prorated by day, included hours are not (unless a contract says so), and what rolls over is the unused
// part of the last period's own hours: hours that were rolled in already do not roll on. All in minutes.

import { multiplyRatio } from './rounding.ts'

/** What a contract includes per period. `rollover` `unused-base` carries the unused own hours of a period into the next one. */
export interface Allowance {
  readonly includedMinutes: number
  readonly rollover: 'none' | 'unused-base'
  readonly isProrated: boolean
}

/** One period of an allowance. */
export interface AllowancePeriod {
  readonly includedMinutes: number
  readonly rolledInMinutes: number
  readonly availableMinutes: number
  readonly consumedMinutes: number
  readonly overageMinutes: number
}

/** Minutes included in a period of which only some days are covered. */
export function includedMinutes(allowance: Allowance, coveredDays: number, periodDays: number): number {
  return allowance.isProrated ? multiplyRatio(allowance.includedMinutes, coveredDays, periodDays) : allowance.includedMinutes
}

/** Runs full periods one after the other over what each consumed. */
export function runAllowance(allowance: Allowance, consumed: readonly number[]): readonly AllowancePeriod[] {
  const periods: AllowancePeriod[] = []
  for (const consumedMinutes of consumed) {
    const before = periods.at(-1)
    const unused = before ? Math.max(0, before.includedMinutes - before.consumedMinutes) : 0
    periods.push(allowancePeriod(allowance.includedMinutes, allowance.rollover === 'unused-base' ? unused : 0, consumedMinutes))
  }
  return periods
}

/** One period by itself. */
export function allowancePeriod(includedMinutes: number, rolledInMinutes: number, consumedMinutes: number): AllowancePeriod {
  const availableMinutes = includedMinutes + rolledInMinutes
  return {
    includedMinutes,
    rolledInMinutes,
    availableMinutes,
    consumedMinutes,
    overageMinutes: Math.max(0, consumedMinutes - availableMinutes)
  }
}

/** Price of the minutes beyond the allowance at an hourly rate, minor units. */
export function overageAmount(period: AllowancePeriod, rateMinor: number): number {
  return multiplyRatio(rateMinor, period.overageMinutes, 60)
}

/** Share of the available minutes that was consumed, in basis points; over 10,000 when there is overage, null when nothing was available. */
export function consumedShare(period: AllowancePeriod): number | null {
  return period.availableMinutes === 0 ? null : multiplyRatio(period.consumedMinutes, 10_000, period.availableMinutes)
}
