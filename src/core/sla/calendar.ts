// Business calendar: when a team is there. What passes this schema opens again after every instant; calendars that never open,
// reversed or overlapping intervals and unknown zones are refused with the field and the reason.

import { z } from 'zod'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { calendarDate, text, timeZone } from '../kernel/schema.ts'
import { dateOfDay, daysInclusive } from './calendar-date.ts'

/** Names of the weekdays, Monday first, as calendars spell them. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const openingTime = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'expected a time of day from 00:00 to 24:00')
/** Opening intervals of one day. */
export const openingIntervals = z.array(z.tuple([openingTime, openingTime])).max(48)

/** One stretch of a day, wall time, half open: `['09:00', '17:00']`. The end may be `24:00`. */
export type OpeningInterval = readonly [open: string, close: string]

/** A closed day or range of days, both ends included; `everyYear` repeats it by month and day, whatever the year it was written for. */
export const holidayRule = z.strictObject({ name: text(120), from: calendarDate, to: calendarDate, everyYear: z.boolean() })

/** One closed day or range. */
export type HolidayRule = z.infer<typeof holidayRule>

/**
 * A calendar. `weekly` hours hold on every day that has no shift; a shift replaces the weekly hours of its date; breaks are closed stretches
 * of a date; a holiday closes its dates whatever else is said. `alwaysOpen` ignores all of them.
 */
export const calendarSchema = z
  .strictObject({
    timeZone,
    alwaysOpen: z.boolean().default(false),
    weekly: z.strictObject({
      mon: openingIntervals.default([]),
      tue: openingIntervals.default([]),
      wed: openingIntervals.default([]),
      thu: openingIntervals.default([]),
      fri: openingIntervals.default([]),
      sat: openingIntervals.default([]),
      sun: openingIntervals.default([])
    }),
    holidays: z.array(holidayRule).max(2000).default([]),
    shifts: z.record(calendarDate, openingIntervals).default({}),
    breaks: z.record(calendarDate, openingIntervals).default({})
  })
  .superRefine((calendar, context) => {
    for (const fault of faultsOf(calendar)) context.addIssue({ code: 'custom', path: fault.path, message: fault.reason })
  })

/** A valid calendar. */
export type Calendar = z.infer<typeof calendarSchema>

/**
 * Reads a calendar from outside.
 * @returns the calendar, or a refusal whose `field` is the path at fault and whose `expected` is the reason
 */
export function parseCalendar(input: unknown): Result<Calendar, Refusal> {
  const parsed = calendarSchema.safeParse(input)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  return refuse('invalid-input', { field: issue?.path.join('.') ?? '', expected: issue?.message ?? 'expected a calendar' })
}

/** True when a rule closes the date. */
export function isHoliday(rules: readonly HolidayRule[], date: string): boolean {
  return rules.some((rule) => (rule.everyYear ? coversMonthDay(rule, date.slice(5)) : rule.from <= date && date <= rule.to))
}

/** Minutes after midnight of a wall time `HH:MM`; `24:00` is 1440. */
export function minutesOfTime(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

function coversMonthDay(rule: HolidayRule, monthDay: string): boolean {
  const from = rule.from.slice(5)
  const to = rule.to.slice(5)
  return from <= to ? from <= monthDay && monthDay <= to : monthDay >= from || monthDay <= to
}

interface Fault {
  readonly path: (string | number)[]
  readonly reason: string
}

function faultsOf(calendar: z.infer<typeof calendarSchema>): Fault[] {
  if (calendar.alwaysOpen) return []
  const faults: Fault[] = []
  for (const day of weekdays) faults.push(...intervalFaults(['weekly', day], calendar.weekly[day]))
  for (const [date, intervals] of Object.entries(calendar.shifts)) faults.push(...intervalFaults(['shifts', date], intervals))
  for (const [date, intervals] of Object.entries(calendar.breaks)) faults.push(...intervalFaults(['breaks', date], intervals))
  for (const [index, rule] of calendar.holidays.entries()) {
    if (rule.to < rule.from) faults.push({ path: ['holidays', index, 'to'], reason: 'expected a date that is not before the first day' })
  }
  if (weekdays.every((day) => calendar.weekly[day].length === 0)) {
    faults.push({ path: ['weekly'], reason: 'expected opening hours on at least one weekday: this calendar never opens' })
  } else if (isClosedAllYear(calendar.holidays)) {
    faults.push({ path: ['holidays'], reason: 'expected at least one day of the year without a holiday: this calendar never opens' })
  }
  return faults
}

function intervalFaults(path: readonly string[], intervals: readonly OpeningInterval[]): Fault[] {
  const faults: Fault[] = []
  const sorted = intervals.map(([open, close], index) => ({ index, open: minutesOfTime(open), close: minutesOfTime(close) }))
  sorted.sort((a, b) => a.open - b.open || a.index - b.index)
  for (const [position, interval] of sorted.entries()) {
    const before = sorted[position - 1]
    if (interval.close <= interval.open) {
      faults.push({
        path: [...path, interval.index],
        reason: 'expected an end after the start; hours past midnight belong to the next day'
      })
    } else if (before && before.close > interval.open) {
      faults.push({ path: [...path, interval.index], reason: 'expected intervals that do not overlap' })
    }
  }
  return faults
}

function isClosedAllYear(rules: readonly HolidayRule[]): boolean {
  const yearly = rules.filter((rule) => rule.everyYear)
  if (yearly.some((rule) => daysInclusive(rule.from, rule.to) >= 366)) return true
  for (let day = 0; day < 365; day += 1) {
    const monthDay = dateOfDay(day).slice(5)
    if (!yearly.some((rule) => coversMonthDay(rule, monthDay))) return false
  }
  return true
}
