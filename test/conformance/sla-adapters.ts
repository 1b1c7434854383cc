// From the cases' words to the engine's: business time, calendars and working days. One adapter per kind.

import type { Refusal } from '#core/kernel/refusal.ts'
import type { Result } from '#core/kernel/result.ts'
import { calendarSchema, type HolidayRule, isHoliday } from '#core/sla/calendar.ts'
import { dayNumber } from '#core/sla/calendar-date.ts'
import { businessMs, deadlineAfter, deadlineBefore, isOpenAt, nextOpening, offsetFrom, remainingMs } from '#core/sla/business-time.ts'
import { openingHours, type OpeningHours, type Span } from '#core/sla/opening-hours.ts'
import { wallToInstant } from '#core/sla/wall-time.ts'
import { rollWorkingDays, stepWorkingDays } from '#core/sla/working-days.ts'
import { type Adapter, type ConformanceFile, type Fields, fieldsOf, instantOf, isoOf, listOf, numberOf, textOf } from './format.ts'
import { ticketAdapter } from './ticket-adapter.ts'

/** Adapters of business time and SLA clocks, by kind. */
export const slaAdapters: { readonly [kind: string]: Adapter } = {
  deadline: (input, file) => ({
    due: isoOf(valueOf(deadlineAfter(hoursOf(input, file), instantOf(input['start']), budgetOf(input), pausesOf(input))))
  }),
  deadline_backward: (input, file) => ({
    at: isoOf(valueOf(deadlineBefore(hoursOf(input, file), instantOf(input['start']), budgetOf(input), pausesOf(input))))
  }),
  elapsed: (input, file) => ({
    minutes: wholeMinutes(businessMs(hoursOf(input, file), instantOf(input['from']), instantOf(input['to']), pausesOf(input)))
  }),
  is_open: (input, file) => ({ open: isOpenAt(hoursOf(input, file), instantOf(input['at'])) }),
  next_open: (input, file) => ({ at: isoOf(nextOpening(hoursOf(input, file), instantOf(input['at']))) }),
  remaining: (input, file) => {
    const ms = remainingMs(hoursOf(input, file), instantOf(input['due']), instantOf(input['now']))
    return { minutes: Math.sign(ms) * wholeMinutes(Math.abs(ms)) + 0 }
  },
  deadline_working_days: workingDays,
  business_days_biz: (input, file) => ({
    at: isoOf(valueOf(rollWorkingDays(hoursOf(input, file), instantOf(input['start']), numberOf(input['days']))))
  }),
  escalation_offset: escalation,
  local_to_utc: (input) => {
    const [date = '', time = ''] = textOf(input['local']).split('T')
    const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
    return { utc: isoOf(wallToInstant(textOf(input['timezone']), dayNumber(date), hour * 3600 + minute * 60 + second)) }
  },
  is_holiday: (input) => ({ holiday: isHoliday(listOf(input['rules']).map(holidayOf), textOf(input['date'])) }),
  error: (input, file) => {
    try {
      // Handed over as they stand: refusing them is the engine's part, not the adapter's.
      const start = input['start'] === undefined ? 0 : typeof input['start'] === 'string' ? Date.parse(input['start']) : Number.NaN
      const minutes = Number(input['seconds'] === undefined ? (input['minutes'] ?? 0) : Number(input['seconds']) / 60)
      valueOf(deadlineAfter(hoursOf(input, file), start, minutes * 60_000, pausesOf(input)))
      return { error: false }
    } catch (error) {
      if (error instanceof Refused) return { error: true, field: error.refusal.field, reason: error.refusal.expected }
      throw error
    }
  },
  ticket: (input, file) => ticketAdapter(input, hoursOf(input, file))
}

/** Thrown by an adapter when the engine refuses the input. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(`refused: ${refusal.field ?? ''} ${refusal.expected ?? refusal.type}`)
    this.refusal = refusal
  }
}

function valueOf<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Refused(result.error)
  return result.value
}

/** A calendar of the cases as the engine reads it; refused like any other input. Used by the billing adapters too. */
export function hoursOf(input: Fields, file: ConformanceFile): OpeningHours {
  const named = input['calendar_inline'] ?? input['calendar']
  if (named === undefined) return openingHours(calendarSchema.parse({ timeZone: 'UTC', alwaysOpen: true, weekly: {} }))
  const source = fieldsOf(typeof named === 'string' ? file.calendars?.[named] : named)
  const parsed = calendarSchema.safeParse({
    timeZone: source['timezone'],
    alwaysOpen: source['always_open'] ?? false,
    weekly: source['weekly'] ?? {},
    holidays: [
      ...listOf(source['holidays']).map((date) => ({ name: '', from: date, to: date, everyYear: false })),
      ...listOf(source['recurring_holidays']).map((monthDay) => yearly(textOf(monthDay)))
    ],
    shifts: source['shifts'] ?? {},
    breaks: source['breaks'] ?? {}
  })
  if (parsed.success) return openingHours(parsed.data)
  const issue = parsed.error.issues[0]
  throw new Refused({ type: 'invalid-input', field: issue?.path.join('.') ?? '', expected: issue?.message ?? '' })
}

/** Yearly dates need some year to be written in; 2000 is one that has 29 February. */
function yearly(monthDay: string): HolidayRule {
  return { name: '', from: `2000-${monthDay}`, to: `2000-${monthDay}`, everyYear: true }
}

function holidayOf(rule: unknown): HolidayRule {
  const fields = fieldsOf(rule)
  const from = textOf(fields['from'])
  return { name: '', from, to: textOf(fields['to'] ?? from), everyYear: fields['every_year'] === true }
}

function budgetOf(input: Fields): number {
  return input['seconds'] === undefined ? numberOf(input['minutes']) * 60_000 : numberOf(input['seconds']) * 1000
}

function pausesOf(input: Fields): readonly Span[] {
  return listOf(input['pauses'])
    .map(fieldsOf)
    .map((pause) => ({ from: instantOf(pause['from']), to: instantOf(pause['to']) }))
}

function wholeMinutes(ms: number): number {
  return Math.floor(ms / 60_000)
}

function workingDays(input: Fields, file: ConformanceFile): Fields {
  const hours = hoursOf(input, file)
  const landing = input['end_of_day'] === true ? 'end-of-day' : 'wall-time'
  const due = valueOf(stepWorkingDays(hours, instantOf(input['start']), numberOf(input['working_days']), landing))
  const paused = numberOf(input['then_add_paused_seconds'], 0)
  return { due: isoOf(valueOf(offsetFrom(hours, due, paused * 1000))) }
}

function escalation(input: Fields, file: ConformanceFile): Fields {
  const hours = hoursOf(input, file)
  const due = instantOf(input['due'])
  const days = input['offset_working_days']
  const fires =
    days === undefined
      ? offsetFrom(hours, due, numberOf(input['offset_minutes']) * 60_000)
      : stepWorkingDays(hours, due, numberOf(days), 'wall-time')
  return { fires_at: isoOf(valueOf(fires)) }
}
