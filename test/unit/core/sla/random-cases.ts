// Random cases of business time from a seed, aimed at what goes wrong in practice: clock changes, pauses, holidays, 24:00 and budgets that
// end exactly at closing. Each case says which of them it has, so that the test can prove its aim. Imports nothing of core.

import { countOpenMinutes, dateOf, isOpenMinute, type NaiveCalendar, type NaivePause, offsetAt } from './naive-calculator.ts'

/** One case; instants in UTC minutes. */
export interface RandomCase {
  readonly calendar: NaiveCalendar
  readonly start: number
  readonly end: number
  readonly budget: number
  readonly pauses: readonly NaivePause[]
  readonly traits: ReadonlySet<Trait>
}

/** What a case is about. */
export const traits = ['clock change', 'pause', 'holiday', '24:00', 'boundary'] as const
/** One of them. */
export type Trait = (typeof traits)[number]

/** Number from 0 up to, not including, `below`. */
export type Chance = (below: number) => number

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'UTC',
  'Pacific/Auckland',
  'America/Los_Angeles',
  'Asia/Tehran'
]

/** A seeded generator of integers (mulberry32). */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

/** Makes a case. Six of ten begin shortly before a clock change where the zone has any. */
export function randomCase(chance: Chance): RandomCase {
  const zone = zones[chance(zones.length)] ?? 'UTC'
  const changes = clockChanges(zone)
  const change = changes[chance(Math.max(1, changes.length))]
  const near =
    change !== undefined && chance(10) < 6 ? change - chance(2 * 1440) : Date.UTC(2014 + chance(12), chance(12), 1 + chance(28)) / 60_000
  const first = Math.floor(near / 1440)
  const calendar = randomCalendar(chance, zone, first)
  const start = first * 1440 + chance(2880)
  const end = start + 60 + chance(3 * 1440)
  const pauses = Array.from({ length: chance(2) * (1 + chance(3)) }, () => randomPause(chance, start))
  const closing = chance(10) < 3 ? closingAfter(calendar, start + chance(1440)) : null
  const budget = closing === null ? chance(chance(3) === 0 ? 30 : 1200) : countOpenMinutes(calendar, start, closing, pauses)
  const found = new Set<Trait>()
  if (changes.some((each) => start <= each && each <= end)) found.add('clock change')
  if (pauses.some((pause) => countOpenMinutes(calendar, Math.max(start, pause.from), Math.min(end, pause.to), []) > 0)) found.add('pause')
  for (let day = Math.floor(start / 1440); day <= end / 1440; day += 1) {
    if (calendar.holidays.has(dateOf(day)) || calendar.yearlyHolidays.has(dateOf(day).slice(5))) found.add('holiday')
    if (endsAtMidnight(calendar, day)) found.add('24:00')
  }
  if (closing !== null && budget > 0) found.add('boundary')
  return { calendar, start, end, budget, pauses, traits: found }
}

function randomCalendar(chance: Chance, zone: string, day: number): NaiveCalendar {
  const weekly = Array.from({ length: 7 }, () => (chance(5) === 0 ? [] : randomIntervals(chance)))
  if (weekly.every((intervals) => intervals.length === 0)) weekly[0] = [[540, 1020]]
  const dates = Array.from({ length: 6 }, (_, index) => dateOf(day + index))
  const some = (share: number) => dates.filter(() => chance(100) < share)
  return {
    zone,
    weekly,
    holidays: new Set(chance(2) === 0 ? some(25) : []),
    yearlyHolidays: new Set(chance(4) === 0 ? some(15).map((date) => date.slice(5)) : []),
    shifts: new Map(chance(3) === 0 ? some(20).map((date) => [date, randomIntervals(chance)]) : []),
    breaks: new Map(chance(3) === 0 ? some(30).map((date) => [date, randomIntervals(chance)]) : [])
  }
}

/** One to three intervals on quarters of an hour; one day in four ends at 24:00, and night hours are as likely as day hours. */
function randomIntervals(chance: Chance): (readonly [number, number])[] {
  const points = new Set<number>()
  const wanted = 2 * (1 + chance(3))
  if (chance(4) === 0) points.add(1440)
  if (chance(6) === 0) points.add(0)
  while (points.size < wanted) points.add(15 * chance(96))
  const sorted = [...points].sort((a, b) => a - b)
  return sorted.flatMap((point, index) => (index % 2 === 1 ? [[sorted[index - 1] ?? 0, point] as const] : []))
}

function randomPause(chance: Chance, start: number): NaivePause {
  const from = start - 300 + chance(3 * 1440)
  return { from, to: from + 1 + chance(chance(2) === 0 ? 90 : 2000) }
}

function closingAfter(calendar: NaiveCalendar, from: number): number | null {
  for (let minute = from; minute < from + 3 * 1440; minute += 1) {
    if (isOpenMinute(calendar, minute) && !isOpenMinute(calendar, minute + 1)) return minute + 1
  }
  return null
}

function endsAtMidnight(calendar: NaiveCalendar, day: number): boolean {
  const intervals = calendar.shifts.get(dateOf(day)) ?? calendar.weekly[(day + 3) % 7] ?? []
  return intervals.some(([, close]) => close === 1440)
}

const changesByZone = new Map<string, readonly number[]>()

/** Minutes at which the zone's clock changes, 2014 to 2026. */
function clockChanges(zone: string): readonly number[] {
  let changes = changesByZone.get(zone)
  if (!changes) {
    const found: number[] = []
    const last = Date.UTC(2026, 11, 31) / 60_000
    for (let day = Date.UTC(2014, 0, 1) / 60_000; day < last; day += 1440) {
      if (offsetAt(zone, day) !== offsetAt(zone, day + 1440)) found.push(changeWithin(zone, day))
    }
    changes = found
    changesByZone.set(zone, changes)
  }
  return changes
}

function changeWithin(zone: string, day: number): number {
  let minute = day
  while (offsetAt(zone, minute) === offsetAt(zone, day)) minute += 15
  return minute
}
