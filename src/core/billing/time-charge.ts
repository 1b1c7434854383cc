// Charges for time, from real minutes to money: round by the client's rule, split at the site's opening hours, multiply, price each part.
// Every charge carries its parts as data, so that a line of an invoice can show its arithmetic. Durations are whole seconds.

import type { OpeningHours } from '../sla/opening-hours.ts'
import { multiplyRatio } from './rounding.ts'
import { type BilledSegment, billSegments, type Multipliers, segmentAmount, splitAtBoundaries, weightedSeconds } from './time-bands.ts'
import { roundEntries, type TimeRounding, type WorkedTime } from './time-rounding.ts'

/** An entry to be charged. `from` and `to` (UTC milliseconds) place it; `seconds` is what was worked between them, breaks left out. */
export interface ChargeableTime extends WorkedTime {
  readonly from: number
  readonly to: number
  readonly rateMinor: number
  /** Multiplier of this kind of work, in basis points: 10,000 for ordinary work. */
  readonly workMultiplier: number
  readonly isEmergency: boolean
}

/** A client's rules for time. `hours` are the opening hours in the site's zone. */
export interface TimeChargeRule {
  readonly rounding: TimeRounding
  readonly hours: OpeningHours
  readonly afterHours: number
  readonly emergency: number
  readonly combine: Multipliers['combine']
}

/** One part of a charge with its price. */
export interface ChargePart extends BilledSegment {
  readonly rateMinor: number
  readonly amountMinor: number
}

/** Charge for one entry: the parts add up to it. `weightedSeconds` is what it draws from a prepaid pool. */
export interface TimeCharge {
  readonly id: string
  readonly realSeconds: number
  readonly billedSeconds: number
  readonly weightedSeconds: number
  readonly amountMinor: number
  readonly parts: readonly ChargePart[]
}

/** Charges entries under one rule; returned in order of id, whatever order they came in. */
export function chargeTime(entries: readonly ChargeableTime[], rule: TimeChargeRule): readonly TimeCharge[] {
  const entriesById = new Map(entries.map((entry) => [entry.id, entry]))
  return roundEntries(entries, rule.rounding).flatMap(({ id, realSeconds, billedSeconds }) => {
    const entry = entriesById.get(id)
    if (!entry) return []
    const segments = billSegments(splitAtBoundaries(rule.hours, entry.from, entry.to), billedSeconds, {
      base: entry.workMultiplier,
      afterHours: rule.afterHours,
      emergency: entry.isEmergency ? rule.emergency : null,
      combine: rule.combine
    })
    const parts = pricedSegments(segments, entry.rateMinor)
    const amountMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0)
    return [{ id, realSeconds, billedSeconds, weightedSeconds: weightedSeconds(segments), amountMinor, parts }]
  })
}

/** Parts at an hourly rate, each rounded once. */
export function pricedSegments(segments: readonly BilledSegment[], rateMinor: number): readonly ChargePart[] {
  return segments.map((segment) => ({
    from: segment.from,
    to: segment.to,
    inHours: segment.inHours,
    billedSeconds: segment.billedSeconds,
    multiplier: segment.multiplier,
    rateMinor,
    amountMinor: segmentAmount(segment, rateMinor)
  }))
}

/** Price of time that costs more beyond a threshold: two lines, each rounded, in minor units. */
export function overtimeAmounts(
  seconds: number,
  thresholdSeconds: number,
  rateMinor: number,
  overtimeRateMinor: number
): { readonly regularMinor: number; readonly overtimeMinor: number } {
  const regular = Math.min(seconds, thresholdSeconds)
  return {
    regularMinor: multiplyRatio(rateMinor, regular, 3600),
    overtimeMinor: multiplyRatio(overtimeRateMinor, seconds - regular, 3600)
  }
}
