// What a client pays for and what that covers. Effective-dated: last March is judged by the contract of last March.

import { z } from 'zod'
import { assetKinds } from '../assets/asset.entity.ts'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { basisPoints, calendarDate, currency, customValues, id, instant, line, minor, text } from '../kernel/schema.ts'
import { workKinds } from '../work/time-entry.entity.ts'

/** How a contract is priced. */
export const contractModels = ['flat-fee', 'per-user', 'per-device', 'tiered', 'prepaid-hours', 'rate-agreement'] as const
/** What happens at the end of the term. */
export const contractRenewals = ['none', 'manual', 'automatic'] as const
/** How often the fee is due; `once` for a block of hours. */
export const feeIntervals = ['monthly', 'quarterly', 'yearly', 'once'] as const
/** What a clause says about the work it matches. */
export const clauseVerdicts = ['covered', 'drawn', 'billable', 'excluded'] as const

/** One coverage clause; the first that matches decides. Empty lists match everything. Rates are per hour, minor units. */
export const contractClause = z.strictObject({
  id,
  title: line(200),
  verdict: z.literal([...clauseVerdicts]),
  assetKinds: z.array(z.literal([...assetKinds])).max(20),
  assetIds: z.array(id).max(1000),
  siteIds: z.array(id).max(200),
  workKinds: z.array(z.literal([...workKinds])).max(3),
  hours: z.literal(['business', 'always']),
  rateMinor: minor.nonnegative().nullable(),
  afterHoursBasisPoints: basisPoints.nullable(),
  note: text(2000)
})

/** One step of a tiered fee: up to `upTo` units (null: without end) a unit costs `unitFeeMinor`. */
export const feeTier = z.strictObject({ upTo: z.int().positive().nullable(), unitFeeMinor: minor.nonnegative() })

/** Contract record. `feeMinor` is per `interval`, for per-user and per-device per unit; `endsOn` null: open end. */
export const contract = defineEntity({
  name: 'contract',
  schema: z.strictObject({
    id,
    clientId: id,
    name: line(200),
    model: z.literal([...contractModels]),
    startsOn: calendarDate,
    endsOn: calendarDate.nullable(),
    renewal: z.literal([...contractRenewals]),
    noticeDays: z.int().min(0).max(3660),
    feeMinor: minor.nonnegative(),
    currency,
    interval: z.literal([...feeIntervals]),
    units: z.int().min(0).nullable(),
    tiers: z.array(feeTier).max(20),
    prepaidMinutes: z.int().min(0).nullable(),
    hourlyRateMinor: minor.nonnegative().nullable(),
    clauses: z.array(contractClause).max(100),
    slaPolicyName: text(120).nullable(),
    notes: text(65_536),
    custom: customValues,
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'client',
  temperature: 'hot',
  requires: 'contract.read',
  merge: {
    clientId: 'ask',
    name: 'ask',
    model: 'ask',
    startsOn: 'ask',
    endsOn: 'ask',
    renewal: 'ask',
    noticeDays: 'ask',
    feeMinor: 'ask',
    currency: 'ask',
    interval: 'ask',
    units: 'ask',
    tiers: 'ask',
    prepaidMinutes: 'ask',
    hourlyRateMinor: 'ask',
    clauses: 'ask',
    slaPolicyName: 'ask',
    notes: 'text',
    custom: 'keys',
    archivedAt: 'derived',
    updatedAt: 'max'
  },
  columns: { endsOn: 'text' },
  search: ['name'],
  references: { clientId: 'client' }
})

/** Contract row. */
export type Contract = RowOf<typeof contract>
