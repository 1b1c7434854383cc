// Rules of price lists: on any day at most one period holds, so that a day's work has one price.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import type { PriceListRow, PricePeriod } from './price-list.entity.ts'
import type { PriceList } from './rates.ts'

/** Refuses periods that end before they begin, overlap, or share an id, naming the field. */
export function checkPeriods(row: PriceListRow): Result<never, Refusal> | null {
  const sorted = row.periods
    .map((period, index) => ({ period, index }))
    .toSorted((a, b) => (a.period.validFrom < b.period.validFrom ? -1 : 1))
  for (const [position, { period, index }] of sorted.entries()) {
    if (period.validTo !== null && period.validTo < period.validFrom)
      return refuse('invalid-input', { field: `periods.${index}.validTo`, expected: `a date on or after ${period.validFrom}` })
    if (row.periods.findIndex(({ id }) => id === period.id) !== index)
      return refuse('invalid-input', { field: `periods.${index}.id`, expected: 'an id of its own' })
    const before = sorted[position - 1]?.period
    if (before && (before.validTo === null || before.validTo >= period.validFrom))
      return refuse('invalid-input', {
        field: `periods.${index}.validFrom`,
        expected: before.validTo === null ? 'that the period before it ends' : `a date after ${before.validTo}: periods may not overlap`
      })
  }
  return null
}

/** The period that holds on a date; null in a gap. */
export function periodOn(row: Pick<PriceListRow, 'periods'>, date: string): PricePeriod | null {
  return row.periods.find(({ validFrom, validTo }) => validFrom <= date && (validTo === null || date <= validTo)) ?? null
}

/** The periods as the lists that `hourlyRate` chooses from. */
export function ratesOf(row: PriceListRow): readonly PriceList[] {
  return row.periods.map(({ id, validFrom, validTo, hourlyMinor, byPerson, byRole, byWork }) => ({
    id,
    validFrom,
    validTo,
    currency: row.currency,
    hourlyMinor,
    byPerson,
    byRole,
    byWork: Object.fromEntries(Object.entries(byWork).filter(([, rate]) => rate !== undefined))
  }))
}
