// Public holidays of a region, computed from the rules of holiday-table.ts: only days on which work rests by law; days that are merely
// observed, and banks' own holidays, close nothing. Dates that follow no rule are known for the years of the table.

import type { HolidayRule } from './calendar.ts'
import { dateOfDay, dayNumber, weekdayOfDay } from './calendar-date.ts'
import { holidayEntries, holidayRegionRows, tableYears } from './holiday-table.ts'

/** A region whose holidays are known: a country (`DE`) or a part of one (`DE-BE`), with its name. */
export interface HolidayRegion {
  readonly code: string
  readonly name: string
}

/** One public holiday. */
export interface PublicHoliday {
  readonly date: string
  readonly name: string
}

interface Region extends HolidayRegion {
  readonly places: readonly number[]
}

let regions: ReadonlyMap<string, Region> | null = null
const rulesByRegion = new Map<string, readonly HolidayRule[]>()

/** All regions; parts of a country follow it. */
export function holidayRegions(): readonly HolidayRegion[] {
  return [...table().values()].map(({ code, name }) => ({ code, name }))
}

/** True for a region of the table. */
export function isHolidayRegion(code: string): boolean {
  return table().has(code)
}

/** Holidays of a region in a year, by date; none for a region that is not known. */
export function publicHolidays(code: string, year: number): readonly PublicHoliday[] {
  const found = (table().get(code)?.places ?? []).flatMap((place) => {
    const [name = '', rules = ''] = (entries()[place] ?? '').split('=')
    return rules.split(' ').flatMap((rule) => {
      const date = dateOfRule(rule, year)
      return date === null ? [] : [{ date, name }]
    })
  })
  return found.sort((a, b) => compareText(a.date, b.date) || compareText(a.name, b.name))
}

/** Holidays of a region as a calendar takes them, for every year of the table. */
export function publicHolidayRules(code: string): readonly HolidayRule[] {
  let rules = rulesByRegion.get(code)
  if (!rules) {
    const [first, last] = tableYears
    const years = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    rules = years.flatMap((year) =>
      publicHolidays(code, year).map(({ date, name }) => ({ name: name.slice(0, 120), from: date, to: date, everyYear: false }))
    )
    rulesByRegion.set(code, rules)
  }
  return rules
}

let entryList: readonly string[] | null = null

function entries(): readonly string[] {
  entryList ??= holidayEntries.flatMap((row) => row.split(';'))
  return entryList
}

function table(): ReadonlyMap<string, Region> {
  regions ??= new Map(
    holidayRegionRows.map((row) => {
      const [code = '', name = '', places = ''] = row.split('|')
      return [code, { code, name, places: places.split(' ').map((place) => Number.parseInt(place, 36)) }]
    })
  )
  return regions
}

/**
 * A rule's date in a year; null when it has none. `MM-DD` is that day; `E±n` and `O±n` so many days after the western and the orthodox
 * Easter Sunday; `MM/w/n` the n-th weekday w (0 Sunday) of a month, `L` the last; eight digits one date. `[from-to]` bounds the years.
 */
function dateOfRule(rule: string, year: number): string | null {
  const bounds = /\[(\d*)-(\d*)\]$/.exec(rule)
  if (bounds && ((bounds[1] && year < Number(bounds[1])) || (bounds[2] && year > Number(bounds[2])))) return null
  const form = bounds ? rule.slice(0, bounds.index) : rule
  if (/^\d{8}$/.test(form)) return form.startsWith(String(year)) ? `${form.slice(0, 4)}-${form.slice(4, 6)}-${form.slice(6)}` : null
  if (form.startsWith('E')) return dateOfDay(westernEaster(year) + Number(form.slice(1)))
  if (form.startsWith('O')) return dateOfDay(orthodoxEaster(year) + Number(form.slice(1)))
  return form.includes('/') ? weekdayDate(form, year) : `${year}-${form}`
}

function weekdayDate(form: string, year: number): string {
  const [month = '', weekday = '', which = ''] = form.split('/')
  // The table counts from Sunday, days of the week here from Monday.
  const wanted = (Number(weekday) + 6) % 7
  const first = dayNumber(`${year}-${month}-01`)
  if (which !== 'L') return dateOfDay(first + ((wanted - weekdayOfDay(first) + 7) % 7) + (Number(which) - 1) * 7)
  const next = month === '12' ? `${year + 1}-01-01` : `${year}-${String(Number(month) + 1).padStart(2, '0')}-01`
  const last = dayNumber(next) - 1
  return dateOfDay(last - ((weekdayOfDay(last) - wanted + 7) % 7))
}

/** Day number of Easter Sunday, Gregorian (Meeus, Jones, Butcher). */
function westernEaster(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  return dayOfMonth(year, h + l - 7 * m + 114)
}

/** Day number of the orthodox Easter Sunday (Meeus, Julian), 13 days later in our calendar from 1900 to 2099. */
function orthodoxEaster(year: number): number {
  const d = (19 * (year % 19) + 15) % 30
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
  return dayOfMonth(year, d + e + 114) + 13
}

function dayOfMonth(year: number, n: number): number {
  const month = String(Math.floor(n / 31)).padStart(2, '0')
  return dayNumber(`${year}-${month}-01`) + (n % 31)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
