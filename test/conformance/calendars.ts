// Calendars of conformance cases as the engine reads them: by name, inline, or in words such as `UTC Mon-Fri 09:00-17:00`.
// A calendar that the engine refuses is refused here; a field that isn't known is an error, because it may open or close hours.

import type { Refusal } from '#core/kernel/refusal.ts'
import type { Result } from '#core/kernel/result.ts'
import { calendarSchema, type HolidayRule, weekdays } from '#core/sla/calendar.ts'
import { openingHours, type OpeningHours } from '#core/sla/opening-hours.ts'
import type { ConformanceFile } from './format.ts'
import { Input, InvalidInput, unknownFields, wrong } from './reader.ts'

/** Thrown by an adapter when the engine refuses the input. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(`refused: ${refusal.field ?? ''} ${refusal.expected ?? refusal.type}`)
    this.refusal = refusal
  }
}

/** The value of a result; a refusal is thrown. */
export function valueOf<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Refused(result.error)
  return result.value
}

const calendarFields = ['timezone', 'weekly', 'holidays', 'recurring_holidays', 'shifts', 'breaks', 'always_open', 'name', 'note']

/** Calendars by name, made ready once per file. */
const named = new WeakMap<ConformanceFile, Map<string, OpeningHours>>()

/** Opening hours of a case's calendar; always open where a case names none. `holidays` of the case close further dates. */
export function hoursOf(input: Input, file: ConformanceFile): OpeningHours {
  const calendar = input.get('calendar_inline') ?? input.get('calendar')
  const closed = input.list('holidays')
  if (typeof calendar !== 'string' || closed.length > 0) return readHours(sourceOf(calendar, input, file), closed)
  let known = named.get(file)
  if (!known) named.set(file, (known = new Map()))
  let hours = known.get(calendar)
  if (!hours) {
    hours = readHours(sourceOf(calendar, input, file), [])
    known.set(calendar, hours)
  }
  return hours
}

function sourceOf(calendar: unknown, input: Input, file: ConformanceFile): Input {
  if (calendar === undefined) return new Input({ timezone: 'UTC', always_open: true })
  if (typeof calendar !== 'string') return new Input(calendar, input.at(input.has('calendar_inline') ? 'calendar_inline' : 'calendar'))
  if (file.calendars && Object.hasOwn(file.calendars, calendar)) return new Input(file.calendars[calendar], `calendars.${calendar}`)
  return new Input(inWords(calendar, input.at('calendar')), input.at('calendar'))
}

function readHours(source: Input, closed: readonly unknown[]): OpeningHours {
  const unknown = unknownFields(source.value, calendarFields)
  if (unknown.length > 0) throw new InvalidInput(`${source.at(unknown[0] ?? '')}: a calendar has no such field`)
  const parsed = calendarSchema.safeParse({
    timeZone: source.get('timezone'),
    alwaysOpen: source.get('always_open') ?? false,
    weekly: source.get('weekly') ?? {},
    holidays: [
      ...[...source.list('holidays'), ...closed].map((date) => ({ name: '', from: date, to: date, everyYear: false })),
      ...source.list('recurring_holidays').map((monthDay) => yearly(monthDay, source.at('recurring_holidays')))
    ],
    shifts: source.get('shifts') ?? {},
    breaks: source.get('breaks') ?? {}
  })
  if (parsed.success) return openingHours(parsed.data)
  const issue = parsed.error.issues[0]
  throw new Refused({ type: 'invalid-input', field: issue?.path.join('.') ?? '', expected: issue?.message ?? '' })
}

/** Yearly dates need some year to be written in; 2000 is one that has 29 February. A whole date repeats by its month and day. */
function yearly(monthDay: unknown, path: string): HolidayRule {
  if (typeof monthDay !== 'string') throw wrong(path, 'dates such as 12-25', monthDay)
  const date = `2000-${monthDay.slice(-5)}`
  return { name: '', from: date, to: date, everyYear: true }
}

/** Words that say nothing more than the dates and hours beside them. */
const fillers = ['holiday', 'holidays', 'closed', 'on', 'and', 'with', 'except']

/** Reads `ZONE DAYS HOURS …`, such as `UTC Mon-Fri 09:00-17:00, Sat 10:00-14:00, holiday 2026-07-14` or `UTC 24x7`. */
function inWords(words: string, path: string): { readonly [field: string]: unknown } {
  const weekly: { [day: string]: [string, string][] } = {}
  const holidays: string[] = []
  let days: readonly string[] = []
  let isNewGroup = true
  const [timezone = '', ...rest] = words.split(/[\s,;]+/).filter((word) => word !== '')
  if (rest.length === 0) throw wrong(path, 'the name of a calendar of this file', words)
  for (const word of rest) {
    const hours = /^(\d\d:\d\d)[-–](\d\d:\d\d)$/.exec(word)
    if (/^(?:24[x/]7|always)$/i.test(word)) return { timezone, always_open: true }
    if (fillers.includes(word.toLowerCase())) continue
    if (/^\d{4}-\d\d-\d\d$/.test(word)) holidays.push(word)
    else if (hours) {
      for (const day of days) (weekly[day] ??= []).push([hours[1] ?? '', hours[2] ?? ''])
      isNewGroup = true
    } else {
      days = isNewGroup ? daysOf(word, path) : [...days, ...daysOf(word, path)]
      isNewGroup = false
    }
  }
  return { timezone, weekly, holidays }
}

function daysOf(word: string, path: string): readonly string[] {
  const names: readonly string[] = weekdays
  if (/^(?:daily|every-?day)$/i.test(word)) return names
  const [first = '', last = first] = word.toLowerCase().split(/[-–]/)
  const from = names.indexOf(first.slice(0, 3))
  const to = names.indexOf(last.slice(0, 3))
  if (from < 0 || to < from) throw wrong(path, 'the name of a calendar, or one in words such as UTC Mon-Fri 09:00-17:00', word)
  return names.slice(from, to + 1)
}
