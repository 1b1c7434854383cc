// From ready work to priced work: rounded by the rule of its prices, split at the opening hours of its site, multiplied, priced part by part.
// Invariant: splitting never changes billed time, and the order in which entries arrived never changes anything.

import { apportion, multiplyRatio } from '../billing/rounding.ts'
import { type BilledSegment, billSegments, segmentAmount, splitAtBoundaries, weightedSeconds } from '../billing/time-bands.ts'
import type { ChargePart } from '../billing/time-charge.ts'
import { roundDuration } from '../billing/time-rounding.ts'
import type { BillableWork } from './billable-work.ts'
import type { FixedWork } from './fixed-work.ts'

/** Work with its price at the hourly rate, before blocks, incident prices and caps. */
export interface PricedWork extends BillableWork {
  readonly billedSeconds: number
  /** Billed time at the base rate: what it draws from a block of hours. */
  readonly weightedSeconds: number
  readonly parts: readonly ChargePart[]
  readonly amountMinor: number
}

/** Prices work. What is fixed keeps the time that was billed for it, and open work of the same scope gets what the scope still lacks. */
export function priceWork(works: readonly BillableWork[]): readonly PricedWork[] {
  const billed = billedTimes(works)
  return works.map((work, index) => priceOne(work, billed[index] ?? 0))
}

function billedTimes(works: readonly BillableWork[]): readonly number[] {
  const billed: number[] = []
  const scopes = new Map<string, number[]>()
  for (const [index, work] of works.entries()) {
    const { rounding } = work.prices.period
    if (work.fixed) billed[index] = fixedSeconds(work, work.fixed)
    if (rounding.scope === 'entry') billed[index] ??= roundDuration(work.seconds, rounding)
    else {
      const key = scopeKey(work)
      const scope = scopes.get(key)
      if (scope) scope.push(index)
      else scopes.set(key, [index])
    }
  }
  for (const scope of scopes.values()) shareScope(works, scope, billed)
  return billed
}

/** Time that was billed before. Of work without a charge only its draw is known, which counts after-hours time more than once. */
function fixedSeconds(work: BillableWork, { charge, billedSeconds, weightedSeconds: drawn }: FixedWork): number {
  if (charge !== null || drawn === 0) return billedSeconds
  const whole = work.entry.endedAt - work.entry.startedAt
  const weighted = weightedSeconds(segmentsOf(work, whole))
  return weighted === 0 ? billedSeconds : multiplyRatio(drawn, whole, weighted)
}

/** Work that is rounded as one: the same prices and verdict, and the same ticket or month. */
function scopeKey({ prices, verdict, entry, date }: BillableWork): string {
  const { id, rounding } = prices.period
  return `${prices.list.id} ${id} ${verdict.type} ${verdict.contractId ?? ''} ${rounding.scope === 'ticket' ? entry.ticketId : date.slice(0, 7)}`
}

function shareScope(works: readonly BillableWork[], scope: readonly number[], billed: number[]): void {
  const open = scope.filter((index) => !works[index]?.fixed)
  const rule = works[scope[0] ?? 0]?.prices.period.rounding
  if (!rule || open.length === 0) return
  const secondsOf = (index: number): number => works[index]?.seconds ?? 0
  const total = roundDuration(
    scope.reduce((sum, index) => sum + secondsOf(index), 0),
    rule
  )
  const before = scope.reduce((sum, index) => sum + (works[index]?.fixed ? (billed[index] ?? 0) : 0), 0)
  const parts = apportion(Math.max(0, total - before), open.map(secondsOf))
  for (const [place, index] of open.entries()) billed[index] = parts[place] ?? 0
}

function priceOne(work: BillableWork, billedSeconds: number): PricedWork {
  const { rate } = work
  const segments = segmentsOf(work, billedSeconds)
  const parts = segments.map((segment) => ({
    ...segment,
    rateMinor: rate.rateMinor,
    amountMinor: segmentAmount(segment, rate.rateMinor)
  }))
  const amountMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0)
  return { ...work, billedSeconds, weightedSeconds: weightedSeconds(segments), parts, amountMinor }
}

/** The work split at the opening hours of its site, with the billed time shared out. */
function segmentsOf(
  { entry, hours, prices, afterHoursBasisPoints, isEmergency }: BillableWork,
  billedSeconds: number
): readonly BilledSegment[] {
  return billSegments(splitAtBoundaries(hours, entry.startedAt, entry.endedAt), billedSeconds, {
    base: 10_000,
    afterHours: afterHoursBasisPoints,
    emergency: isEmergency ? prices.period.emergencyBasisPoints : null,
    combine: prices.period.combine
  })
}
