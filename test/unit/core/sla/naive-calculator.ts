// A second calculator of business time, minute by minute, to check the engine against. It must not import anything of core:
// zones come from Intl instead of Temporal, and every answer is found by stepping through minutes and asking whether each is open.
// All instants are UTC minutes (not milliseconds).

/** A calendar in the calculator's own words. Times are minutes after midnight on the wall, 1440 is 24:00; dates are YYYY-MM-DD. */
export interface NaiveCalendar {
  readonly zone: string
  /** Monday first. */
  readonly weekly: readonly (readonly (readonly [number, number])[])[]
  readonly holidays: ReadonlySet<string>
  /** MM-DD. */
  readonly yearlyHolidays: ReadonlySet<string>
  readonly shifts: ReadonlyMap<string, readonly (readonly [number, number])[]>
  readonly breaks: ReadonlyMap<string, readonly (readonly [number, number])[]>
}

/** A pause, half open. */
export interface NaivePause {
  readonly from: number
  readonly to: number
}

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, Map<number, number>>()
let recent = { zone: '', quarter: 0, offset: 0 }
const walls = new Map<string, number>()

/** Minutes that the zone's clock is ahead of UTC. Clock changes fall on quarters of an hour in all zones that the tests use. */
export function offsetAt(zone: string, minute: number): number {
  const quarter = minute - (((minute % 15) + 15) % 15)
  if (recent.zone === zone && recent.quarter === quarter) return recent.offset
  const midnight = quarter - (((quarter % 1440) + 1440) % 1440)
  const before = askedOffset(zone, midnight)
  // Equal at both ends of a day: no change in between. Only days with a change are asked quarter by quarter.
  const offset = askedOffset(zone, midnight + 1440) === before ? before : askedOffset(zone, quarter)
  recent = { zone, quarter, offset }
  return offset
}

function askedOffset(zone: string, minute: number): number {
  let known = offsets.get(zone)
  if (!known) offsets.set(zone, (known = new Map()))
  let offset = known.get(minute)
  if (offset === undefined) {
    offset = wallMinute(zone, minute) - minute
    known.set(minute, offset)
  }
  return offset
}

/** True when the minute that begins at this instant is open. */
export function isOpenMinute(calendar: NaiveCalendar, minute: number): boolean {
  const today = Math.floor((minute + offsetAt(calendar.zone, minute)) / 1440)
  for (let day = today - 1; day <= today + 1; day += 1) {
    const { open, closed } = resolvedDay(calendar, day)
    if (open.some(([from, to]) => from <= minute && minute < to)) return !closed.some(([from, to]) => from <= minute && minute < to)
  }
  return false
}

/** Open minutes between two instants, without pauses. */
export function countOpenMinutes(calendar: NaiveCalendar, from: number, to: number, pauses: readonly NaivePause[]): number {
  let count = 0
  for (let minute = from; minute < to; minute += 1) {
    if (!isPaused(pauses, minute) && isOpenMinute(calendar, minute)) count += 1
  }
  return count
}

/** How many of a stretch's minutes lie inside the hours of cover, and how many outside: each minute is asked by itself. */
export function countCoveredMinutes(
  calendar: NaiveCalendar,
  from: number,
  to: number
): { readonly inside: number; readonly outside: number } {
  const inside = countOpenMinutes(calendar, from, to, [])
  return { inside, outside: Math.max(0, to - from) - inside }
}

/** What a rule bills for so many minutes, found by counting up minute by minute. */
export function billedMinutes(minutes: number, minimum: number, increment: number): number {
  if (minutes === 0) return 0
  for (let billed = Math.max(minutes, minimum); ; billed += 1) if (increment === 0 || billed % increment === 0) return billed
}

/** The end of the minute in which the budget runs out; with no budget, the first open minute. Null after `limit` minutes. */
export function walkForward(
  calendar: NaiveCalendar,
  start: number,
  budget: number,
  pauses: readonly NaivePause[],
  limit: number
): number | null {
  let left = budget
  for (let minute = start; minute < start + limit; minute += 1) {
    if (isPaused(pauses, minute) || !isOpenMinute(calendar, minute)) continue
    if (left === 0) return minute
    left -= 1
    if (left === 0) return minute + 1
  }
  return null
}

/** The mirror image: the beginning of the minute in which the budget is used up going back. */
export function walkBackward(
  calendar: NaiveCalendar,
  end: number,
  budget: number,
  pauses: readonly NaivePause[],
  limit: number
): number | null {
  let left = budget
  for (let minute = end - 1; minute >= end - limit; minute -= 1) {
    if (isPaused(pauses, minute) || !isOpenMinute(calendar, minute)) continue
    if (left === 0) return minute + 1
    left -= 1
    if (left === 0) return minute
  }
  return null
}

/** Date of a day number. */
export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

function isPaused(pauses: readonly NaivePause[], minute: number): boolean {
  return pauses.some((pause) => pause.from <= minute && minute < pause.to)
}

function intervalsOn(calendar: NaiveCalendar, day: number): readonly (readonly [number, number])[] {
  const date = dateOf(day)
  if (calendar.holidays.has(date) || calendar.yearlyHolidays.has(date.slice(5))) return []
  return calendar.shifts.get(date) ?? calendar.weekly[(new Date(day * 86_400_000).getUTCDay() + 6) % 7] ?? []
}

function breaksOn(calendar: NaiveCalendar, day: number): readonly (readonly [number, number])[] {
  return calendar.breaks.size === 0 ? [] : (calendar.breaks.get(dateOf(day)) ?? [])
}

interface ResolvedDay {
  readonly open: readonly (readonly [number, number])[]
  readonly closed: readonly (readonly [number, number])[]
}

/** Cases come one after the other, so only the days of the calendar at hand are kept. */
let latest: { calendar: NaiveCalendar | null; days: Map<number, ResolvedDay> } = { calendar: null, days: new Map() }

/** A day's intervals and breaks as instants, looked up once per calendar and day. */
function resolvedDay(calendar: NaiveCalendar, day: number): ResolvedDay {
  if (latest.calendar !== calendar) latest = { calendar, days: new Map() }
  const { days } = latest
  let resolved = days.get(day)
  if (!resolved) {
    const toInstants = ([from, to]: readonly [number, number]) =>
      [firstShown(calendar.zone, day * 1440 + from), firstShown(calendar.zone, day * 1440 + to)] as const
    resolved = { open: intervalsOn(calendar, day).map(toInstants), closed: breaksOn(calendar, day).map(toInstants) }
    days.set(day, resolved)
  }
  return resolved
}

/** The first instant at which the zone's clock shows a wall minute (a quarter of an hour); one that is skipped is looked for one gap later. */
function firstShown(zone: string, wall: number): number {
  const key = `${zone} ${wall}`
  const known = walls.get(key)
  if (known !== undefined) return known
  let found = wall
  for (let minute = wall - 15 * 60; minute <= wall + 15 * 60; minute += 15) {
    const shown = minute + offsetAt(zone, minute)
    const shownBefore = minute - 15 + offsetAt(zone, minute - 15)
    if (shown === wall) {
      found = minute
      break
    }
    if (shownBefore < wall && shown > wall) {
      found = minute + (wall - shownBefore - 15)
      break
    }
  }
  walls.set(key, found)
  return found
}

/** What the zone's clock shows at an instant, as minutes since 1970 on that clock. */
function wallMinute(zone: string, minute: number): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric'
    })
    formats.set(zone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(new Date(minute * 60_000)).map((part) => [part.type, Number(part.value)]))
  return Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'], parts['hour'], parts['minute']) / 60_000
}
