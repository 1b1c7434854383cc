// Dates and times as other systems write them. 3/4/2016 is read only after somebody said which comes first, day or month:
// a wrong guess would shift half of a history without an error. Times without a zone are wall times of a zone that is asked for.

import { Temporal } from 'temporal-polyfill'
import { knownYears } from '../kernel/schema.ts'

/** What comes first in a date. Dates that begin with the year, and those that name the month, are clear in every order. */
export const dateOrders = ['day-first', 'month-first', 'year-first'] as const

/** Order of day, month and year. */
export type DateOrder = (typeof dateOrders)[number]

/** What the values of a file say about their order. `sure`: no value contradicts, and at least one proves it. */
export interface DateOrderGuess {
  readonly order: DateOrder | null
  readonly sure: boolean
  /** A value that proves the order, or else one that leaves it open; null when there is no date at all. */
  readonly example: string | null
}

/** A date with its wall time, as written. `offsetMinutes` null: no zone was written. */
export interface WallTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly hasTime: boolean
  readonly offsetMinutes: number | null
}

/** Why a text is no date. */
export type DateProblem = 'no-date' | 'no-such-day' | 'no-such-year' | 'no-such-time' | 'unknown-zone' | 'bare-number'

const time = String.raw`(?:(?:T|,?\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp])?\.?(?:[Mm]\.?)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?`
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${time}$`)
const yearLast = new RegExp(String.raw`^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})${time}$`)
const dayName = new RegExp(String.raw`^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[- ]([A-Za-z]{3,9})\.?[- ,]+(\d{4})${time}$`)
const monthName = new RegExp(String.raw`^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${time}$`)
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** What the values say about the order of their dates. Blank and unreadable ones are passed over. */
export function guessDateOrder(values: Iterable<string>): DateOrderGuess {
  const seen: Record<DateOrder, string | null> = { 'day-first': null, 'month-first': null, 'year-first': null }
  let open: string | null = null
  for (const value of values) {
    const text = value.trim()
    const match = yearLast.exec(text)
    if (match && Number(match[1]) > 12) seen['day-first'] ??= text
    else if (match && Number(match[2]) > 12) seen['month-first'] ??= text
    else if (match) open ??= text
    else if (yearFirst.test(text)) seen['year-first'] ??= text
  }
  const proven = seen['day-first'] ?? seen['month-first']
  if (seen['day-first'] !== null && seen['month-first'] !== null) return { order: 'day-first', sure: false, example: seen['month-first'] }
  if (proven !== null) return { order: seen['day-first'] === null ? 'month-first' : 'day-first', sure: true, example: proven }
  if (open !== null) return { order: null, sure: false, example: open }
  return { order: seen['year-first'] === null ? null : 'year-first', sure: true, example: seen['year-first'] }
}

/** Reads a date in that order. */
export function readWallTime(value: string, order: DateOrder): WallTime | DateProblem {
  const text = value.trim()
  const iso = yearFirst.exec(text)
  if (iso) return wallTime(iso[1], iso[2], iso[3], iso.slice(4))
  const digits = yearLast.exec(text)
  if (digits) {
    const dayIsFirst = order === 'day-first'
    return wallTime(digits[3], dayIsFirst ? digits[2] : digits[1], dayIsFirst ? digits[1] : digits[2], digits.slice(4))
  }
  const named = dayName.exec(text)
  if (named) return wallTime(named[3], monthNumber(named[2]), named[1], named.slice(4))
  const american = monthName.exec(text)
  if (american) return wallTime(american[3], monthNumber(american[1]), american[2], american.slice(4))
  return noDate(text, order)
}

/** A spreadsheet's days and a machine's seconds are bare numbers; a zone by its letters may mean several (CST, IST), so it isn't guessed. */
function noDate(text: string, order: DateOrder): DateProblem {
  if (/^\d{5}([.,]\d+)?$|^\d{10}(\d{3})?$/.test(text)) return 'bare-number'
  const named = /^(.*\d)\s*\[?[A-Za-z][\w/+-]+\]?$/.exec(text)
  return named?.[1] !== undefined && typeof readWallTime(named[1], order) !== 'string' ? 'unknown-zone' : 'no-date'
}

/** Turns dates of a zone into UTC milliseconds. Remembers each day's offset, since a log has few days and many rows. */
export function createInstantReader(order: DateOrder, zone: string): (value: string) => number | DateProblem {
  const offsets = new Map<number, number | null>()
  return (value) => {
    const wall = readWallTime(value, order)
    if (typeof wall === 'string') return wall
    const utc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second)
    if (wall.offsetMinutes !== null) return utc - wall.offsetMinutes * 60_000
    const day = Date.UTC(wall.year, wall.month - 1, wall.day)
    let offset = offsets.get(day)
    if (offset === undefined) {
      offset = offsetOfDay(wall, zone)
      offsets.set(day, offset)
    }
    return offset === null ? exactInstant(wall, zone) : utc - offset
  }
}

/** The calendar date (YYYY-MM-DD) of a value, its time left out. */
export function readCalendarDate(value: string, order: DateOrder): { readonly date: string } | DateProblem {
  const wall = readWallTime(value, order)
  if (typeof wall === 'string') return wall
  return { date: `${pad(wall.year, 4)}-${pad(wall.month, 2)}-${pad(wall.day, 2)}` }
}

function wallTime(
  year: string | undefined,
  month: string | number | undefined,
  day: string | undefined,
  rest: readonly (string | undefined)[]
): WallTime | DateProblem {
  const [hourText, minuteText, secondText, half, zone] = rest
  const fullYear = Number(year) + (year?.length === 2 ? (Number(year) < 70 ? 2000 : 1900) : 0)
  const wall = { year: fullYear, month: Number(month), day: Number(day) }
  if (wall.year < knownYears.first || wall.year > knownYears.last) return 'no-such-year'
  if (!isDay(wall.year, wall.month, wall.day)) return 'no-such-day'
  const hour = hourOf(Number(hourText ?? 0), half)
  const minute = Number(minuteText ?? 0)
  const second = Number(secondText ?? 0)
  const offsetMinutes = offsetOf(zone)
  if (offsetMinutes !== null && Math.abs(offsetMinutes) > mostOffset) return 'no-such-time'
  const hasTime = hourText !== undefined
  if (hour === 24 && half === undefined && minute + second === 0)
    return { ...dayAfter(wall), hour: 0, minute, second, hasTime, offsetMinutes }
  if (hour === null || hour > 23 || minute > 59 || second > 59) return 'no-such-time'
  return { ...wall, hour, minute, second, hasTime, offsetMinutes }
}

/** No zone is further from UTC. */
const mostOffset = 18 * 60

/** 24:00 is the midnight at which a day ends. */
function dayAfter({ year, month, day }: { year: number; month: number; day: number }): { year: number; month: number; day: number } {
  const next = new Date(Date.UTC(year, month - 1, day + 1))
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() }
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null
  if (!/^[+-]/.test(zone)) return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + (zone.length > 3 ? Number(zone.slice(-2)) : 0)
  return zone.startsWith('-') ? -minutes : minutes
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function monthNumber(name: string | undefined): number {
  return months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
}

/** Offset in milliseconds of a whole day; null on a day on which the clocks change. */
function offsetOfDay(wall: WallTime, zone: string): number | null {
  const day = Temporal.PlainDate.from({ year: wall.year, month: wall.month, day: wall.day })
  const start = day.toZonedDateTime(zone)
  const end = day.add({ days: 1 }).toZonedDateTime(zone)
  return start.offsetNanoseconds === end.offsetNanoseconds ? start.offsetNanoseconds / 1_000_000 : null
}

function exactInstant(wall: WallTime, zone: string): number {
  const { year, month, day, hour, minute, second } = wall
  return Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }).toZonedDateTime(zone).epochMilliseconds
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
