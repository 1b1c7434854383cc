// Fixed fees: what a contract owes for one period, by its model, cut to the days on which it is in force and to the units and the
// indexation that hold on each of them. Parts of a period under one price add up to its fee to the last cent.

import { multiplyRatio } from '../billing/rounding.ts'
import { prorate } from '../billing/proration.ts'
import { priceByTiers, type TierLine, tierTotal } from '../billing/tiers.ts'
import type { Contract } from '../contracts/contract.entity.ts'
import { addDays, addMonths, daysInclusive } from '../sla/calendar-date.ts'
import type { FeePeriod, FeeTerm } from './fee-periods.ts'

/** What of a contract decides about its fee. */
export type FeeTerms = Pick<Contract, 'model' | 'feeMinor' | 'tiers' | 'tierModel' | 'units' | 'unitSteps' | 'indexation'>

/** A stretch of a fee period under one price. `fullMinor` is the fee of the whole period at that price. */
export interface FeePart {
  readonly from: string
  readonly to: string
  readonly days: number
  /** Users, devices or whatever is paid for; 1 for a flat fee. */
  readonly units: number
  /** How often the fee had been raised by then. */
  readonly raises: number
  readonly tiers: readonly TierLine[]
  readonly fullMinor: number
  readonly amountMinor: number
}

/** The fee of one period with its arithmetic. */
export interface Fee {
  readonly period: FeePeriod
  readonly parts: readonly FeePart[]
  readonly amountMinor: number
}

/** When a contract's fee is due. @param endsOn the end of the term, prolonged by renewals */
export function feeTermOf(row: Pick<Contract, 'startsOn' | 'interval' | 'billing'>, endsOn: string | null): FeeTerm {
  return { startsOn: row.startsOn, endsOn, interval: row.interval, billing: row.billing ?? 'in-advance' }
}

/**
 * The fee of one period.
 * @param counted how many users or devices there are, where the contract doesn't say a number
 */
export function feeOf(terms: FeeTerms, counted: number, period: FeePeriod): Fee {
  const stretches = stretchesOf(terms, counted, period).map((stretch) => ({ ...stretch, ...fullFee(terms, stretch.units, stretch.raises) }))
  const amounts = partAmounts(stretches, period.days)
  const parts = stretches.map(({ from, to, units, raises, tiers, fullMinor }, index): FeePart => {
    return { from, to, days: daysInclusive(from, to), units, raises, tiers, fullMinor, amountMinor: amounts[index] ?? 0 }
  })
  return { period, parts, amountMinor: parts.reduce((sum, part) => sum + part.amountMinor, 0) }
}

/** The fee of a whole period for so many units after so many raises, with its steps where it has some. */
export function fullFee(terms: FeeTerms, units: number, raises: number): Pick<FeePart, 'tiers' | 'fullMinor'> {
  if (terms.model !== 'tiered') return { tiers: [], fullMinor: raised(terms, terms.feeMinor, raises) * units }
  const tiers = tierLines(terms, units, raises)
  return { tiers, fullMinor: tierTotal(tiers) }
}

/** Amounts of the stretches of a period, in order; those under one price add up to its share of the fee to the last cent. */
export function partAmounts(stretches: readonly Pick<FeePart, 'from' | 'to' | 'fullMinor'>[], periodDays: number): readonly number[] {
  let covered = 0
  let billed = 0
  let before: number | null = null
  return stretches.map(({ from, to, fullMinor }) => {
    if (before !== fullMinor) [covered, billed] = [0, 0]
    before = fullMinor
    covered += daysInclusive(from, to)
    const upToHere = prorate(fullMinor, covered, periodDays)
    const amountMinor = upToHere - billed
    billed = upToHere
    return amountMinor
  })
}

/** True when the steps of a tiered fee end below the number of units, so that it has no price. */
export function lacksTier({ model }: FeeTerms, fee: Fee): boolean {
  return model === 'tiered' && fee.parts.some(({ units, tiers }) => units > 0 && tiers.length === 0)
}

/** True when the fee is for each of something. */
export function isPerUnit({ model }: Pick<Contract, 'model'>): boolean {
  return model === 'per-user' || model === 'per-device' || model === 'tiered'
}

/** Units that are paid for on a date. */
export function unitsOn(terms: FeeTerms, counted: number, date: string): number {
  if (!isPerUnit(terms)) return 1
  const step = (terms.unitSteps ?? []).filter(({ from }) => from <= date).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
  return step?.units ?? terms.units ?? counted
}

/** How often a fee was raised by a date. */
export function raisesBy({ indexation }: Pick<Contract, 'indexation'>, date: string): number {
  if (!indexation || date < indexation.from) return 0
  let raises = 1
  while (addMonths(indexation.from, raises * indexation.everyMonths) <= date) raises += 1
  return raises
}

/** An amount after so many raises, each rounded to the minor unit: what a letter announcing it would say. */
export function raised({ indexation }: Pick<Contract, 'indexation'>, amountMinor: number, raises: number): number {
  let amount = amountMinor
  for (let raise = 0; raise < raises; raise += 1) amount += multiplyRatio(amount, indexation?.basisPoints ?? 0, 10_000)
  return amount
}

function tierLines(terms: FeeTerms, units: number, raises: number): readonly TierLine[] {
  const tiers = terms.tiers.map(({ upTo, unitFeeMinor }) => ({ upTo, unitMinor: raised(terms, unitFeeMinor, raises) }))
  const priced = priceByTiers(units, tiers, terms.tierModel ?? 'graduated')
  return priced.ok ? priced.value : []
}

interface Stretch {
  readonly from: string
  readonly to: string
  readonly units: number
  readonly raises: number
}

/** The days in force of a period, cut where units or indexation change. */
function stretchesOf(terms: FeeTerms, counted: number, { inForceFrom, inForceTo }: FeePeriod): readonly Stretch[] {
  const cuts = [...(terms.unitSteps ?? []).map(({ from }) => from), ...raiseDates(terms, inForceTo)]
    .filter((date) => inForceFrom < date && date <= inForceTo)
    .toSorted()
  const starts = [...new Set([inForceFrom, ...cuts])]
  return starts.map((from, index) => {
    const next = starts[index + 1]
    const to = next === undefined ? inForceTo : addDays(next, -1)
    return { from, to, units: unitsOn(terms, counted, from), raises: raisesBy(terms, from) }
  })
}

function raiseDates({ indexation }: FeeTerms, until: string): readonly string[] {
  if (!indexation) return []
  const dates: string[] = []
  for (let at = indexation.from; at <= until; at = addMonths(indexation.from, dates.length * indexation.everyMonths)) dates.push(at)
  return dates
}
