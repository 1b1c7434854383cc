// From ready work to priced work: rounded by the rule of its prices, split at the opening hours of its site, multiplied, priced part by part.
// Invariant: splitting never changes billed time, and the order in which entries arrived never changes anything.

import { apportion, multiplyRatio } from '../billing/rounding.ts'
import { type BilledSegment, billSegments, splitAtBoundaries, weightedSeconds } from '../billing/time-bands.ts'
import { type ChargePart, pricedSegments } from '../billing/time-charge.ts'
import { roundDuration } from '../billing/time-rounding.ts'
import type { BillableWork } from './billable-work.ts'
import type { FixedWork } from './fixed-work.ts'

/** Work with its price at the hourly rate, before blocks, incident prices and caps. */
export interface PricedWork extends BillableWork {
  readonly billedSeconds: number
  /** What is billed for the whole entry; more than `billedSeconds` where another part of it has another verdict. */
  readonly entryBilledSeconds: number
  /** Billed time at the base rate: what it draws from a block of hours. */
  readonly weightedSeconds: number
  readonly parts: readonly ChargePart[]
  readonly amountMinor: number
}

/** An entry as the rule rounds it: whole, however its parts are judged, so that cutting it never makes more of it. */
interface RoundedEntry {
  /** Its first part here: the one whose prices round it. */
  readonly leader: BillableWork
  readonly members: number[]
  isFixed: boolean
  seconds: number
  billed: number
}

/** Prices work. What is fixed keeps the time that was billed for it, and open work of the same scope gets what the scope still lacks. */
export function priceWork(works: readonly BillableWork[]): readonly PricedWork[] {
  const billed: number[] = []
  const whole: number[] = []
  const entries = entriesOf(works)
  roundEntries(entries)
  for (const entry of entries) {
    for (const index of entry.members) {
      const work = works[index]
      billed[index] = work ? shareOf(work, entry.billed) : 0
      whole[index] = entry.billed
    }
  }
  return works.map((work, index) => priceOne(work, billed[index] ?? 0, whole[index] ?? 0))
}

/** Entries with the places of their parts; parts that are covered or left out are no work here, but their time counts. */
function entriesOf(works: readonly BillableWork[]): readonly RoundedEntry[] {
  const entries: RoundedEntry[] = []
  const cut = new Map<string, RoundedEntry>()
  for (const [index, work] of works.entries()) {
    const known = cut.get(work.entry.id)
    if (known) {
      known.members.push(index)
      known.isFixed &&= work.fixed !== null
      continue
    }
    const made = { leader: work, members: [index], isFixed: work.fixed !== null, seconds: work.entry.rawMinutes * 60, billed: 0 }
    entries.push(made)
    if (work.split !== null || work.fixed !== null) cut.set(work.entry.id, made)
  }
  return entries
}

function roundEntries(entries: readonly RoundedEntry[]): void {
  const scopes = new Map<string, RoundedEntry[]>()
  for (const entry of entries) {
    const { leader } = entry
    const { rounding } = leader.prices.period
    if (entry.isFixed && leader.fixed) entry.billed = fixedSeconds(leader, leader.fixed)
    else if (rounding.scope === 'entry') entry.billed = roundDuration(entry.seconds, rounding)
    if (rounding.scope === 'entry') continue
    const key = scopeKey(leader)
    const scope = scopes.get(key)
    if (scope) scope.push(entry)
    else scopes.set(key, [entry])
  }
  for (const scope of scopes.values()) shareScope(scope)
}

/** The billed time of a part: of what isn't billed yet its share by the time that was worked in it. */
function shareOf({ split, fixed }: BillableWork, billedSeconds: number): number {
  if (split === null) return fixed && fixed.stretches !== null ? fixed.billedSeconds : billedSeconds
  return apportion(Math.max(0, billedSeconds - split.billedBefore), split.seconds)[split.place] ?? 0
}

/** Time that was billed before. Of work without a charge only its draw is known, which counts after-hours time more than once. */
function fixedSeconds(work: BillableWork, { charge, entryBilledSeconds, weightedSeconds: drawn }: FixedWork): number {
  if (charge !== null || drawn === 0) return entryBilledSeconds
  const drawing = work.stretches.reduce((sum, { from, to }) => sum + to - from, 0)
  const weighted = weightedSeconds(segmentsOf(work, drawing))
  return weighted === 0 ? entryBilledSeconds : multiplyRatio(drawn, work.entry.endedAt - work.entry.startedAt, weighted)
}

/** Work that is rounded as one: the same prices and verdict, and the same ticket or month. */
function scopeKey({ prices, verdict, entry, date }: BillableWork): string {
  const { id, rounding } = prices.period
  return `${prices.list.id} ${id} ${verdict.type} ${verdict.contractId ?? ''} ${rounding.scope === 'ticket' ? entry.ticketId : date.slice(0, 7)}`
}

function shareScope(scope: readonly RoundedEntry[]): void {
  const open = scope.filter(({ isFixed }) => !isFixed)
  const rule = scope[0]?.leader.prices.period.rounding
  if (!rule || open.length === 0) return
  const total = roundDuration(
    scope.reduce((sum, { seconds }) => sum + seconds, 0),
    rule
  )
  const before = scope.reduce((sum, { isFixed, billed }) => sum + (isFixed ? billed : 0), 0)
  const parts = apportion(
    Math.max(0, total - before),
    open.map(({ seconds }) => seconds)
  )
  for (const [place, entry] of open.entries()) entry.billed = parts[place] ?? 0
}

function priceOne(work: BillableWork, billedSeconds: number, entryBilledSeconds: number): PricedWork {
  const segments = segmentsOf(work, billedSeconds)
  const parts = pricedSegments(segments, work.rate.rateMinor)
  // Field by field: spreading so many fields, a hundred thousand times, costs more than pricing.
  return {
    id: work.id,
    verdict: work.verdict,
    from: work.from,
    stretches: work.stretches,
    seconds: work.seconds,
    split: work.split,
    isArrival: work.isArrival,
    fixed: work.fixed,
    entry: work.entry,
    ticket: work.ticket,
    date: work.date,
    prices: work.prices,
    hours: work.hours,
    rate: work.rate,
    afterHoursBasisPoints: work.afterHoursBasisPoints,
    isEmergency: work.isEmergency,
    billedSeconds,
    entryBilledSeconds,
    weightedSeconds: weightedSeconds(segments),
    parts,
    amountMinor: parts.reduce((sum, part) => sum + part.amountMinor, 0)
  }
}

/** The work split at the opening hours of its site, with the billed time shared out. */
function segmentsOf(
  { stretches, hours, prices, afterHoursBasisPoints, isEmergency }: BillableWork,
  billedSeconds: number
): readonly BilledSegment[] {
  const [first, ...others] = stretches
  const segments =
    first && others.length === 0
      ? splitAtBoundaries(hours, first.from, first.to)
      : stretches.flatMap(({ from, to }) => splitAtBoundaries(hours, from, to))
  return billSegments(segments, billedSeconds, {
    base: 10_000,
    afterHours: afterHoursBasisPoints,
    emergency: isEmergency ? prices.period.emergencyBasisPoints : null,
    combine: prices.period.combine
  })
}
