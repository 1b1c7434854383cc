// Which hourly rate holds: an entry's own, else the person's, the role's, the kind of work's, else the price list's general one,
// always from the list that was valid on the day of the work. A rate without currency is refused.

import { z } from 'zod'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { calendarDate, currency, id, line, minor } from '../kernel/schema.ts'

const rateMinor = minor.min(0, 'expected a rate that is not negative')

/** A price list, valid on its dates (both included). Rates are minor units per hour. */
export const priceListSchema = z.strictObject({
  id,
  validFrom: calendarDate,
  validTo: calendarDate.nullable(),
  currency,
  hourlyMinor: rateMinor,
  byPerson: z.record(id, rateMinor).default({}),
  byRole: z.record(line(60), rateMinor).default({}),
  byWork: z.record(line(60), rateMinor).default({})
})

/** A valid price list. */
export type PriceList = z.infer<typeof priceListSchema>

/** Work whose rate is asked for. `ownRateMinor` is a rate written on the entry itself, in the list's currency. */
export interface RatedWork {
  readonly workDate: string
  readonly personId: string | null
  readonly role: string | null
  readonly work: string | null
  readonly ownRateMinor: number | null
}

/** The rate and why it is that one. */
export interface HourlyRate {
  readonly rateMinor: number
  readonly currency: string
  readonly listId: string
  readonly source: 'entry' | 'person' | 'role' | 'work' | 'list'
}

/** Reads a price list from outside; a refusal names the field and the reason. */
export function parsePriceList(input: unknown): Result<PriceList, Refusal> {
  const parsed = priceListSchema.safeParse(input)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  return refuse('invalid-input', { field: issue?.path.join('.') ?? '', expected: issue?.message ?? 'expected a price list' })
}

/** Finds the rate of work; of several valid lists the one that began last holds. Refused when no list is valid on the day. */
export function hourlyRate(work: RatedWork, lists: readonly PriceList[]): Result<HourlyRate, Refusal> {
  const list = lists
    .filter((each) => each.validFrom <= work.workDate && (each.validTo === null || work.workDate <= each.validTo))
    .toSorted((a, b) => (a.validFrom === b.validFrom ? (a.id < b.id ? 1 : -1) : a.validFrom < b.validFrom ? 1 : -1))[0]
  if (!list) return refuse('invalid-input', { field: 'workDate', expected: 'expected a price list that is valid on the day of the work' })
  const found = [
    { source: 'entry', rate: work.ownRateMinor },
    { source: 'person', rate: work.personId === null ? null : list.byPerson[work.personId] },
    { source: 'role', rate: work.role === null ? null : list.byRole[work.role] },
    { source: 'work', rate: work.work === null ? null : list.byWork[work.work] }
  ] as const
  for (const { source, rate } of found) {
    if (rate !== null && rate !== undefined) return ok({ rateMinor: rate, currency: list.currency, listId: list.id, source })
  }
  return ok({ rateMinor: list.hourlyMinor, currency: list.currency, listId: list.id, source: 'list' })
}
