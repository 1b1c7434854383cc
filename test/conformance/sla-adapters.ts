// From the cases' words to the engine's: business time, calendars and working days. One adapter per kind.

import { businessMs, deadlineAfter, deadlineBefore, isOpenAt, nextOpening, offsetFrom, remainingMs } from '#core/sla/business-time.ts'
import { type HolidayRule, isHoliday } from '#core/sla/calendar.ts'
import { dayNumber } from '#core/sla/calendar-date.ts'
import type { Span } from '#core/sla/opening-hours.ts'
import { slaTargets } from '#core/sla/sla-terms.ts'
import { wallToInstant } from '#core/sla/wall-time.ts'
import { rollWorkingDays, stepWorkingDays } from '#core/sla/working-days.ts'
import { hoursOf, Refused, valueOf } from './calendars.ts'
import type { ConformanceFile, Fields } from './format.ts'
import { type Kind, kind } from './kinds.ts'
import { Input, isoOf, wrong } from './reader.ts'
import { ticketAdapter, ticketFields } from './ticket-adapter.ts'

const budget = 'calendar calendar_inline holidays start minutes seconds pauses[].from pauses[].to'
const moment = 'calendar calendar_inline holidays at'

/** Kinds of business time and SLA clocks, by name. */
export const slaKinds: { readonly [name: string]: Kind } = {
  deadline: kind(budget, (input, file) => ({
    due: isoOf(unlessPaused(input, valueOf(deadlineAfter(hoursOf(input, file), input.instant('start'), budgetOf(input), pausesOf(input)))))
  })),
  deadline_backward: kind(budget, (input, file) => ({
    at: isoOf(valueOf(deadlineBefore(hoursOf(input, file), input.instant('start'), budgetOf(input), pausesOf(input))))
  })),
  elapsed: kind('calendar calendar_inline holidays from to pauses[].from pauses[].to', (input, file) => {
    const ms = businessMs(hoursOf(input, file), input.instant('from'), input.instant('to'), pausesOf(input, input.instant('to')))
    return { minutes: wholeMinutes(ms), seconds: Math.floor(ms / 1000) }
  }),
  is_open: kind(moment, (input, file) => ({ open: isOpenAt(hoursOf(input, file), input.instant('at')) })),
  next_open: kind(moment, (input, file) => ({ at: isoOf(nextOpening(hoursOf(input, file), input.instant('at'))) })),
  remaining: kind('calendar calendar_inline holidays due now', (input, file) => {
    const ms = remainingMs(hoursOf(input, file), input.instant('due'), input.instant('now'))
    return { minutes: Math.sign(ms) * wholeMinutes(Math.abs(ms)) + 0 }
  }),
  deadline_working_days: kind('calendar calendar_inline holidays start working_days end_of_day then_add_paused_seconds', workingDays),
  business_days_biz: kind('calendar calendar_inline holidays start days', (input, file) => ({
    at: isoOf(valueOf(rollWorkingDays(hoursOf(input, file), input.instant('start'), input.number('days'))))
  })),
  escalation_offset: kind('calendar calendar_inline holidays due offset_minutes offset_seconds offset_working_days', escalation),
  local_to_utc: kind('timezone local', localToUtc),
  is_holiday: kind('rules[].from rules[].to rules[].every_year rules[].name date', (input) => ({
    holiday: isHoliday(input.inputs('rules').map(holidayOf), input.text('date', ''))
  })),
  error: kind(`${budget} timezone weekly`, rejected),
  ticket: kind(ticketFields, ticketAdapter)
}

/** Asks for a deadline as an SLA would: a target that no policy may promise is refused like a calendar that never opens. */
function rejected(input: Input, file: ConformanceFile): Fields {
  // The hours may stand in the input itself.
  const own = { timezone: input.get('timezone') ?? 'UTC', weekly: input.get('weekly') ?? { mon: [['00:00', '24:00']] } }
  const hasOwn = input.has('timezone') || input.has('weekly')
  const hours = hoursOf(hasOwn ? new Input({ ...input.value, calendar_inline: own }) : input, file)
  const target = input.has('seconds') ? input.number('seconds') / 60 : input.has('minutes') ? input.number('minutes') : null
  const parsed = slaTargets.safeParse({ firstResponseMinutes: null, nextResponseMinutes: null, resolutionMinutes: target })
  if (!parsed.success) throw new Refused({ type: 'invalid-input', field: 'minutes', expected: parsed.error.issues[0]?.message ?? '' })
  const start = input.has('start') ? input.instant('start') : 0
  valueOf(deadlineAfter(hours, start, (target ?? 0) * 60_000, pausesOf(input)))
  return {}
}

function budgetOf(input: Input): number {
  return input.has('seconds') ? input.number('seconds') * 1000 : input.number('minutes') * 60_000
}

/** Pauses that have ended, and those that last (without `to`) up to a moment. */
function pausesOf(input: Input, until: number | null = null): readonly Span[] {
  return input.inputs('pauses').flatMap((pause) => {
    const from = pause.instant('from')
    if (!pause.has('to')) return until === null ? [] : [{ from, to: Math.max(from, until) }]
    const to = pause.instant('to')
    if (to < from) throw wrong(pause.at('to'), 'an instant that is not before its start', pause.get('to'))
    return [{ from, to }]
  })
}

/** A deadline beyond the moment since which a pause lasts is not known yet. */
function unlessPaused(input: Input, due: number): number | null {
  return input.inputs('pauses').some((pause) => !pause.has('to') && pause.instant('from') < due) ? null : due
}

function holidayOf(rule: Input): HolidayRule {
  const from = rule.text('from')
  return { name: '', from, to: rule.text('to', from), everyYear: rule.flag('every_year', false) }
}

function wholeMinutes(ms: number): number {
  return Math.floor(ms / 60_000)
}

function workingDays(input: Input, file: ConformanceFile): Fields {
  const hours = hoursOf(input, file)
  const landing = input.flag('end_of_day', false) ? 'end-of-day' : 'wall-time'
  const due = valueOf(stepWorkingDays(hours, input.instant('start'), input.number('working_days'), landing))
  return { due: isoOf(valueOf(offsetFrom(hours, due, input.number('then_add_paused_seconds', 0) * 1000))) }
}

function escalation(input: Input, file: ConformanceFile): Fields {
  const hours = hoursOf(input, file)
  const due = input.instant('due')
  const stepped = input.has('offset_working_days')
    ? valueOf(stepWorkingDays(hours, due, input.number('offset_working_days'), 'wall-time'))
    : due
  const isTimed = input.has('offset_minutes') || input.has('offset_seconds') || !input.has('offset_working_days')
  const offset = input.has('offset_seconds') ? input.number('offset_seconds') * 1000 : isTimed ? input.number('offset_minutes') * 60_000 : 0
  return { fires_at: isoOf(valueOf(offsetFrom(hours, stepped, offset))) }
}

function localToUtc(input: Input): Fields {
  const local = input.text('local')
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?$/.exec(local)
  if (!parts) throw wrong(input.at('local'), 'a wall time such as 2026-03-29T02:30:00', local)
  const [, date = '', hour, minute, second] = parts
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second ?? 0)
  return { utc: isoOf(wallToInstant(input.text('timezone'), dayNumber(date), seconds)) }
}
