// After-hours and emergency time: an entry is split where the site's calendar opens and closes, and each part has its own multiplier.
// The split never changes the minutes: billed time is rounded first, then shared out by the clock.

import { isOpenAt } from '../sla/business-time.ts'
import { daysBetween, type OpeningHours } from '../sla/opening-hours.ts'
import { apportion, multiplyRatio } from './rounding.ts'

/** Multipliers in basis points, 10,000 is once the rate. `emergency` applies whatever the hour and is null for ordinary work. */
export interface Multipliers {
  readonly base: number
  readonly afterHours: number
  readonly emergency: number | null
  /** How several multipliers meet: the highest alone, all multiplied, or their surcharges added. */
  readonly combine: 'max' | 'multiply' | 'add'
}

/** Part of an entry inside or outside the hours, UTC milliseconds. */
export interface TimeSegment {
  readonly from: number
  readonly to: number
  readonly inHours: boolean
}

/** A part with what is billed for it. */
export interface BilledSegment extends TimeSegment {
  readonly billedSeconds: number
  /** Basis points. */
  readonly multiplier: number
}

/** Splits a stretch of time where the calendar opens or closes. The parts follow each other without gap; an empty stretch stays one part. */
export function splitAtBoundaries(hours: OpeningHours, from: number, to: number): readonly TimeSegment[] {
  if (to <= from) return [{ from, to: from, inHours: isOpenAt(hours, from) }]
  const segments: TimeSegment[] = []
  let at = from
  const { first, last } = daysBetween(hours, from, to)
  for (let day = first; day <= last; day += 1) {
    for (const span of hours.spansOn(day)) {
      const open = Math.max(span.from, at)
      const close = Math.min(span.to, to)
      if (open >= close) continue
      append(segments, at, open, false)
      append(segments, open, close, true)
      at = close
    }
  }
  append(segments, at, to, false)
  return segments
}

/** Shares billed time out over the parts of an entry by the clock, with each part's multiplier. The billed seconds add up. */
export function billSegments(segments: readonly TimeSegment[], billedSeconds: number, multipliers: Multipliers): readonly BilledSegment[] {
  const parts = apportion(
    billedSeconds,
    segments.map((segment) => segment.to - segment.from)
  )
  return segments.map((segment, index) => ({
    from: segment.from,
    to: segment.to,
    inHours: segment.inHours,
    billedSeconds: parts[index] ?? 0,
    multiplier: multiplierOf(segment.inHours, multipliers)
  }))
}

/** Billed seconds weighted by their multipliers: what the work draws from a pool that is counted at the base rate. Rounded to a second. */
export function weightedSeconds(segments: readonly BilledSegment[]): number {
  return multiplyRatio(
    segments.reduce((sum, segment) => sum + segment.billedSeconds * segment.multiplier, 0),
    1,
    10_000
  )
}

/** Minor units for one part at an hourly rate, rounded once. */
export function segmentAmount(segment: BilledSegment, rateMinor: number): number {
  return multiplyRatio(rateMinor, segment.billedSeconds * segment.multiplier, 3600 * 10_000)
}

function append(segments: TimeSegment[], from: number, to: number, inHours: boolean): void {
  const last = segments.at(-1)
  if (from >= to) return
  if (last?.inHours === inHours) segments[segments.length - 1] = { ...last, to }
  else segments.push({ from, to, inHours })
}

function multiplierOf(inHours: boolean, multipliers: Multipliers): number {
  const applying = [multipliers.base]
  if (!inHours) applying.push(multipliers.afterHours)
  if (multipliers.emergency !== null) applying.push(multipliers.emergency)
  if (multipliers.combine === 'max') return Math.max(...applying)
  if (multipliers.combine === 'add') return 10_000 + applying.reduce((sum, multiplier) => sum + multiplier - 10_000, 0)
  return applying.reduce((product, multiplier) => multiplyRatio(product, multiplier, 10_000), 10_000)
}
