// What work costs by default: rates and rules by period of validity, all in one currency. Work is priced by the period of its own day.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { basisPoints, calendarDate, currency, id, instant, line, minor, text } from '../kernel/schema.ts'
import { workKinds } from '../work/time-entry.entity.ts'
import { timeRoundingSchema } from './time-rounding.ts'

const price = minor.nonnegative('expected an amount that is not negative')
const multiplier = basisPoints.min(0).max(100_000)

/**
 * Prices of one period, `validFrom` to `validTo` (both included; null: without end). Rates are minor units per hour, multipliers basis
 * points (10,000 is once). Null amounts: not charged. `incidentMinor` is one price per incident instead of time; `timeCapMinor` the most
 * that the time of one job costs; `callOutAfterHoursMinor` null: as in hours.
 */
export const pricePeriod = z.strictObject({
  id,
  validFrom: calendarDate,
  validTo: calendarDate.nullable(),
  hourlyMinor: price,
  byPerson: z.record(id, price),
  byRole: z.record(line(60), price),
  byWork: z.partialRecord(z.literal([...workKinds]), price),
  rounding: timeRoundingSchema,
  afterHoursBasisPoints: multiplier,
  emergencyBasisPoints: multiplier,
  combine: z.literal(['max', 'multiply', 'add']),
  callOutMinor: price.nullable(),
  callOutAfterHoursMinor: price.nullable(),
  incidentMinor: price.nullable(),
  travelPerHourMinor: price.nullable(),
  travelPerKilometreMinor: price.nullable(),
  travelPerVisitMinor: price.nullable(),
  timeCapMinor: price.nullable()
})

/** Price list record. `calendarId`: the hours outside of which the after-hours multiplier holds; null: there is no after-hours. */
export const priceList = defineEntity({
  name: 'price_list',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    name: line(120),
    currency,
    calendarId: id.nullable(),
    taxRateId: id.nullable(),
    periods: z.array(pricePeriod).max(100),
    notes: text(8000),
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: {
    name: 'ask',
    currency: 'ask',
    calendarId: 'ask',
    taxRateId: 'ask',
    periods: 'ask',
    notes: 'text',
    archivedAt: 'derived',
    updatedAt: 'max'
  },
  columns: {},
  search: ['name'],
  references: { calendarId: 'calendar', taxRateId: 'tax_rate' }
})

/** Price list row. */
export type PriceListRow = RowOf<typeof priceList>

/** Prices of one period. */
export type PricePeriod = z.infer<typeof pricePeriod>
