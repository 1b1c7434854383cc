// From the cases' words to the engine's: rounding of time, rates, overtime and multipliers. One adapter per kind.

import { hourlyRate } from '#core/billing/rates.ts'
import { multiplyRatio } from '#core/billing/rounding.ts'
import { billSegments, type BilledSegment, type Multipliers, splitAtBoundaries } from '#core/billing/time-bands.ts'
import { overtimeAmounts } from '#core/billing/time-charge.ts'
import { roundEntries, type TimeRounding, type WorkedTime } from '#core/billing/time-rounding.ts'
import { hoursOf } from './calendars.ts'
import type { ConformanceFile, Fields } from './format.ts'
import { type Kind, kind } from './kinds.ts'
import type { Input } from './reader.ts'

/** Kinds of time and its price, by name. */
export const timeKinds: { readonly [name: string]: Kind } = {
  round_time: kind(
    'minutes seconds entries_minutes entries[].minutes entries[].seconds entries[].ticket entries[].date entries[].period ' +
      'minimum increment mode scope rate_cents available_minutes max_minutes used_minutes previously_billed_minutes',
    roundTime
  ),
  rate_precedence: kind('entry_rate_cents user_type_rate_cents catalogue_rate_cents', ratePrecedence),
  overtime: kind('minutes threshold_minutes rate_cents overtime_rate_cents', overtime),
  weighted_minutes: kind(
    'calendar calendar_inline holidays from to billable_minutes base_multiplier after_hours_multiplier emergency_multiplier combine',
    weightedMinutes
  )
}

const modes: { readonly [mode: string]: TimeRounding['mode'] } = {
  up: 'up',
  down: 'down',
  nearest: 'nearest',
  nearest_half_up: 'nearest',
  nearest_half_down: 'nearest-half-down'
}

const scopes = { entry: 'entry', ticket: 'ticket', period: 'period', day: 'day' } as const

/** An entry of a case, with the day and the period that it may be rounded with. */
interface Entry extends WorkedTime {
  readonly day: string
}

function roundTime(input: Input): Fields {
  const scope = input.word('scope', scopes, 'entry')
  const rule = {
    minimumMinutes: input.number('minimum', 0),
    incrementMinutes: input.number('increment', 0),
    mode: input.word('mode', modes, 'up')
  }
  const entries = entriesOf(input)
  const rate = input.has('rate_cents') ? input.integer('rate_cents') : 0
  const most = mostSeconds(input)
  const billedBy = (each: keyof typeof scopes) => upTo(most, billed(entries, rule, each))
  return {
    billed_minutes: sum(billedBy(scope)) / 60,
    billed_minutes_scope_entry: sum(billedBy('entry')) / 60,
    billed_minutes_scope_ticket: sum(billedBy('ticket')) / 60,
    billed_minutes_scope_day: sum(billedBy('day')) / 60,
    billed_minutes_scope_period: sum(billedBy('period')) / 60,
    real_minutes: sum(entries.map((entry) => entry.seconds)) / 60,
    amount_cents: input.has('rate_cents') ? sum(billedBy(scope).map((seconds) => multiplyRatio(rate, seconds, 3600))) : undefined
  }
}

/** Seconds one after the other, until the most is used up. */
function upTo(most: number, seconds: readonly number[]): readonly number[] {
  let left = most
  return seconds.map((each) => {
    const taken = Math.min(each, left)
    left -= taken
    return taken
  })
}

/** What a contract has left is the most that entries can take from it. */
function mostSeconds(input: Input): number {
  if (input.has('available_minutes')) return input.number('available_minutes') * 60
  if (!input.has('max_minutes')) return Number.POSITIVE_INFINITY
  return Math.max(0, input.number('max_minutes') - input.number('used_minutes', 0)) * 60
}

function entriesOf(input: Input): readonly Entry[] {
  if (input.has('entries')) return input.inputs('entries').map((entry, index) => entryOf(secondsOf(entry), index, entry))
  if (input.has('entries_minutes')) {
    return input.numbers('entries_minutes').map((minutes, index) => entryOf(Math.round(minutes * 60), index, null))
  }
  return [entryOf(secondsOf(input), 0, null)]
}

function entryOf(seconds: number, index: number, entry: Input | null): Entry {
  const date = entry?.has('date') ? entry.date('date') : '2026-01-01'
  const ticketId = entry?.has('ticket') ? String(entry.get('ticket')) : 'ticket'
  const period = entry?.text('period', date.slice(0, 7)) ?? date.slice(0, 7)
  return { id: String(index).padStart(6, '0'), ticketId, period, day: date, seconds }
}

function secondsOf(input: Input): number {
  return Math.round(input.has('seconds') ? input.number('seconds') : input.number('minutes') * 60)
}

/** Billed seconds of each entry. A day is a short period. */
function billed(entries: readonly Entry[], rule: Omit<TimeRounding, 'scope'>, scope: keyof typeof scopes): readonly number[] {
  if (scope !== 'day') return roundEntries(entries, { ...rule, scope }).map((entry) => entry.billedSeconds)
  const byDay = entries.map((entry) => ({ ...entry, period: entry.day }))
  return roundEntries(byDay, { ...rule, scope: 'period' }).map((entry) => entry.billedSeconds)
}

/** The rate that holds; without any the work has no price, which is an error. */
function ratePrecedence(input: Input): Fields {
  const own = input.has('entry_rate_cents') ? input.integer('entry_rate_cents') : null
  const role = input.has('user_type_rate_cents') ? input.integer('user_type_rate_cents') : null
  const general = input.has('catalogue_rate_cents') ? input.integer('catalogue_rate_cents') : null
  const list = {
    id: 'list',
    validFrom: '2020-01-01',
    validTo: null,
    currency: 'EUR',
    hourlyMinor: general ?? 0,
    byPerson: {},
    byRole: role === null ? {} : { role },
    byWork: {}
  }
  const lists = own === null && role === null && general === null ? [] : [list]
  const rate = hourlyRate({ workDate: '2026-01-01', personId: null, role: 'role', work: null, ownRateMinor: own }, lists)
  return { rate_cents: rate.ok ? rate.value.rateMinor : null, error: !rate.ok }
}

function overtime(input: Input): Fields {
  const seconds = input.number('minutes') * 60
  // Without a threshold, or a rate beyond it, there is no overtime.
  const hasOvertime = input.has('threshold_minutes') && input.has('overtime_rate_cents')
  const rate = input.integer('rate_cents')
  const threshold = hasOvertime ? input.number('threshold_minutes') * 60 : seconds
  const amounts = overtimeAmounts(seconds, threshold, rate, hasOvertime ? input.integer('overtime_rate_cents') : rate)
  return {
    amount_cents: amounts.regularMinor + amounts.overtimeMinor,
    regular_cents: amounts.regularMinor,
    overtime_cents: amounts.overtimeMinor,
    overtime_minutes: Math.max(0, seconds - threshold) / 60
  }
}

function weightedMinutes(input: Input, file: ConformanceFile): Fields {
  const hours = hoursOf(input, file)
  const multipliers: Multipliers = {
    base: multiplierOf(input, 'base_multiplier'),
    afterHours: multiplierOf(input, 'after_hours_multiplier'),
    emergency: input.has('emergency_multiplier') ? multiplierOf(input, 'emergency_multiplier') : null,
    combine: input.word('combine', { max: 'max', multiply: 'multiply', add: 'add' } as const, 'max')
  }
  const from = input.instant('from')
  const to = input.instant('to')
  // In milliseconds instead of seconds: the engine shares out whole units, and the cases count hundredths of a minute.
  const billable = Math.round(input.number('billable_minutes', (to - from) / 60_000) * 60_000)
  const segments = billSegments(splitAtBoundaries(hours, from, to), billable, multipliers)
  const minutesOf = (parts: readonly BilledSegment[]) => sum(parts.map((segment) => segment.billedSeconds)) / 60_000
  return {
    weighted_minutes: sum(segments.map((segment) => segment.billedSeconds * segment.multiplier)) / 600_000_000,
    in_hours_minutes: minutesOf(segments.filter((segment) => segment.inHours)),
    after_hours_minutes: minutesOf(segments.filter((segment) => !segment.inHours))
  }
}

/** A multiplier of the cases in basis points. One that isn't positive isn't set, and counts once. */
function multiplierOf(input: Input, name: string): number {
  const times = input.number(name, 1)
  return times > 0 ? Math.round(times * 10_000) : 10_000
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
