// A calendar made ready for arithmetic: the open stretches of each day as UTC instants, computed once per day and kept.
// Within a day they are ascending, disjoint and inside the day; touching ones are joined. Same calendar, same stretches: the memory is no state.

import { assert } from '../kernel/assert.ts'
import { knownYears } from '../kernel/schema.ts'
import { type Calendar, isHoliday, minutesOfTime, type OpeningInterval, weekdays } from './calendar.ts'
import { dateOfDay, dayMs, dayNumber, weekdayOfDay } from './calendar-date.ts'
import { secondsOfDay, startOfDay, wallToInstant } from './wall-time.ts'

/** A stretch of time, UTC milliseconds, half open. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Opening hours by day. Days are day numbers of the calendar's zone (calendar-date.ts). */
export interface OpeningHours {
  readonly timeZone: string
  /** Open stretches of a day. */
  spansOn(day: number): readonly Span[]
  /** The day that an instant belongs to. */
  dayOf(at: number): number
}

/**
 * The days from one instant to another, first and last, within the years that anything can lie in: whatever a row says, a walk over days
 * ends, and nothing is open before or after.
 */
export function daysBetween(hours: OpeningHours, from: number, to: number): { readonly first: number; readonly last: number } {
  return { first: Math.max(earliestDay, hours.dayOf(from)), last: Math.min(latestDay, hours.dayOf(to)) }
}

const earliestDay = dayNumber(`${knownYears.first}-01-01`) - 1
const latestDay = dayNumber(`${knownYears.last + 1}-01-01`)

function isKnown(day: number): boolean {
  return earliestDay <= day && day <= latestDay
}

/** Makes a valid calendar ready for arithmetic. Keep the result: it remembers every day it was asked about. */
export function openingHours(calendar: Calendar): OpeningHours {
  const { timeZone } = calendar
  const starts = new Map<number, number>()
  const spansByDay = new Map<number, readonly Span[]>()

  function startOf(day: number): number {
    let start = starts.get(day)
    if (start === undefined) {
      // Zones have no rules for days that nobody means, and not every one of them can be written as a date.
      start = isKnown(day) ? startOfDay(timeZone, day) : day * dayMs
      starts.set(day, start)
    }
    return start
  }

  // Questions about one moment come one after the other, so the day that was found last is mostly asked for again.
  let latest = { day: 0, from: 0, to: 0 }

  return {
    timeZone,
    spansOn(day) {
      let spans = spansByDay.get(day)
      if (!spans) {
        spans = isKnown(day) ? spansOfDay(calendar, day, startOf(day), startOf(day + 1)) : []
        spansByDay.set(day, spans)
      }
      return spans
    },
    dayOf(at) {
      if (latest.from <= at && at < latest.to) return latest.day
      let day = Math.floor(at / dayMs)
      while (startOf(day) > at) day -= 1
      while (startOf(day + 1) <= at) day += 1
      latest = { day, from: startOf(day), to: startOf(day + 1) }
      return day
    }
  }
}

function spansOfDay(calendar: Calendar, day: number, start: number, end: number): readonly Span[] {
  if (start >= end) return []
  if (calendar.alwaysOpen) return [{ from: start, to: end }]
  const date = dateOfDay(day)
  if (isHoliday(calendar.holidays, date)) return []
  const weekday = weekdays[weekdayOfDay(day)]
  assert(weekday, 'a week has seven days')
  // A day of 24 hours that begins at midnight has no clock change: plain arithmetic, many times faster than the zone's rules.
  const isPlain = end - start === dayMs && secondsOfDay(calendar.timeZone, start) === 0
  const bounds = { zone: calendar.timeZone, day, start, end, isPlain }
  const open = toSpans(calendar.shifts[date] ?? calendar.weekly[weekday], bounds)
  return subtractSpans(joinSpans(open), joinSpans(toSpans(calendar.breaks[date] ?? [], bounds)))
}

interface DayBounds {
  readonly zone: string
  readonly day: number
  readonly start: number
  readonly end: number
  readonly isPlain: boolean
}

/** Intervals of wall time as instants of one day; one that a clock change swallows whole is dropped. */
function toSpans(intervals: readonly OpeningInterval[], bounds: DayBounds): Span[] {
  const spans: Span[] = []
  for (const [open, close] of intervals) {
    const from = Math.max(bounds.start, instantOf(minutesOfTime(open), bounds))
    const to = Math.min(bounds.end, instantOf(minutesOfTime(close), bounds))
    if (from < to) spans.push({ from, to })
  }
  return spans
}

function instantOf(minutes: number, bounds: DayBounds): number {
  return bounds.isPlain ? bounds.start + minutes * 60_000 : wallToInstant(bounds.zone, bounds.day, minutes * 60)
}

/** Sorts spans and joins those that touch or overlap; empty ones vanish. */
export function joinSpans(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = []
  for (const span of spans.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else joined.push(span)
  }
  return joined
}

/** What is left of sorted, disjoint spans without the closed ones (sorted and disjoint too). */
export function subtractSpans(spans: readonly Span[], closed: readonly Span[]): readonly Span[] {
  // Most days have no pause; their stretches are handed on as they are.
  if (!closed.some((gap) => spans.some((span) => gap.from < span.to && span.from < gap.to))) return spans
  const left: Span[] = []
  for (const span of spans) {
    let from = span.from
    for (const gap of closed) {
      if (gap.to <= from) continue
      if (gap.from >= span.to) break
      if (gap.from > from) left.push({ from, to: gap.from })
      from = Math.max(from, gap.to)
    }
    if (from < span.to) left.push({ from, to: span.to })
  }
  return left
}
