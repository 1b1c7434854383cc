// What a client pays for and what that covers. Effective-dated: last March is judged by the contract of last March.

import { z } from 'zod'
import { assetKinds } from '../assets/asset.entity.ts'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { basisPoints, calendarDate, currency, customValues, id, instant, line, minor, text } from '../kernel/schema.ts'
import { ticketKinds } from '../tickets/ticket.entity.ts'
import { workKinds } from '../work/time-entry.entity.ts'

/** How a contract is priced. */
export const contractModels = ['flat-fee', 'per-user', 'per-device', 'tiered', 'prepaid-hours', 'rate-agreement'] as const
/** What happens at the end of the term. */
export const contractRenewals = ['none', 'manual', 'automatic'] as const
/** How often the fee is due; `once` for a block of hours. */
export const feeIntervals = ['monthly', 'quarterly', 'yearly', 'once'] as const
/** What a clause says about the work it matches. */
export const clauseVerdicts = ['covered', 'drawn', 'billable', 'excluded'] as const

/**
 * One coverage clause. Empty lists match everything; of all that match, the most specific one decides, then `position`, then id
 * (coverage/verdict.ts). Rates are per hour, minor units; null: the price list's. `hours` `business` matches only while `calendarId` (else
 * the contract's, else the SLA policy's) is open. `services` are categories of tickets; dates are those of the work, both included.
 */
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
  note: text(2000),
  // Added later: clauses written before have none of these, which means the same as empty.
  ticketKinds: z
    .array(z.literal([...ticketKinds]))
    .max(5)
    .optional(),
  services: z.array(line(120)).max(50).optional(),
  validFrom: calendarDate.nullable().optional(),
  validTo: calendarDate.nullable().optional(),
  position: z.int().min(0).max(10_000).optional(),
  slaPolicyId: id.nullable().optional(),
  calendarId: id.nullable().optional()
})

/** Units that are paid for from a day on. */
export const unitStep = z.strictObject({ from: calendarDate, units: z.int().min(0).max(1_000_000) })

/** The fee rises by `basisPoints` every `everyMonths` months, for the first time on `from`. */
export const indexation = z.strictObject({
  basisPoints: basisPoints.min(-5000).max(10_000),
  everyMonths: z.int().min(1).max(120),
  from: calendarDate
})

/** One step of a tiered fee: up to `upTo` units (null: without end) a unit costs `unitFeeMinor`. */
export const feeTier = z.strictObject({ upTo: z.int().positive().nullable(), unitFeeMinor: minor.nonnegative() })

/**
 * Contract record. `feeMinor` is per `interval`, for per-user and per-device per unit; `endsOn` null: open end. `units` hold until the first
 * of `unitSteps`. `includedMinutes` are per interval. `renewalMonths`: by how much an automatic renewal prolongs. `position` orders contracts
 * whose clauses are equally specific.
 */
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
    archivedAt: instant.nullable(),
    // Added later: null or absent means none, `graduated`, `in-advance`, and 0.
    slaPolicyId: id.nullish(),
    priceListId: id.nullish(),
    calendarId: id.nullish(),
    taxRateId: id.nullish(),
    tierModel: z.literal(['graduated', 'volume']).nullish(),
    unitSteps: z.array(unitStep).max(500).nullish(),
    includedMinutes: z.int().min(0).max(6_000_000).nullish(),
    rollover: z.literal(['none', 'unused-base']).nullish(),
    indexation: indexation.nullish(),
    renewalMonths: z.int().min(1).max(120).nullish(),
    billing: z.literal(['in-advance', 'in-arrears']).nullish(),
    position: z.int().min(0).max(10_000).nullish()
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
    slaPolicyId: 'ask',
    priceListId: 'ask',
    calendarId: 'ask',
    taxRateId: 'ask',
    tierModel: 'ask',
    unitSteps: 'ask',
    includedMinutes: 'ask',
    rollover: 'ask',
    indexation: 'ask',
    renewalMonths: 'ask',
    billing: 'ask',
    position: 'ask',
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

/** One coverage clause. */
export type ContractClause = z.infer<typeof contractClause>
