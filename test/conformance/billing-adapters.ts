// From the cases' words to the engine's: rounding, rates, pools, fees and tax. One adapter per kind.

import { allowancePeriod, consumedShare, includedMinutes, overageAmount, runAllowance } from '#core/billing/allowance.ts'
import { drawDown } from '#core/billing/draw-down.ts'
import { poolLedger } from '#core/billing/pool-ledger.ts'
import { prorate } from '#core/billing/proration.ts'
import { hourlyRate } from '#core/billing/rates.ts'
import { apportion, multiplyRatio } from '#core/billing/rounding.ts'
import { taxByBrackets, taxByComponents, taxDocument, type TaxLine, type TaxRule } from '#core/billing/tax.ts'
import { priceByTiers, tierTotal } from '#core/billing/tiers.ts'
import { billSegments, type Multipliers, splitAtBoundaries, weightedSeconds } from '#core/billing/time-bands.ts'
import { overtimeAmounts } from '#core/billing/time-charge.ts'
import { roundDuration, roundEntries, type TimeRounding } from '#core/billing/time-rounding.ts'
import { dateOfDay, dayNumber, daysInclusive } from '#core/sla/calendar-date.ts'
import { type Adapter, type ConformanceFile, type Fields, fieldsOf, instantOf, listOf, numberOf, textOf } from './format.ts'
import { hoursOf } from './sla-adapters.ts'

/** Adapters of billing arithmetic, by kind. */
export const billingAdapters: { readonly [kind: string]: Adapter } = {
  round_time: roundTime,
  rate_precedence: ratePrecedence,
  overtime: overtime,
  weighted_minutes: weightedMinutes,
  bucket_chain: bucketChain,
  bucket_overage: bucketOverage,
  apportion: (input) => ({ parts_cents: apportion(numberOf(input['total_cents']), numbersOf(input['weights'])) }),
  draw_move: drawMove,
  proration_policy: (input) => ({
    included_minutes_first_month: includedMinutes(
      { includedMinutes: numberOf(input['included_minutes']), rollover: 'none', isProrated: false },
      31 - numberOf(input['start_day']) + 1,
      31
    )
  }),
  hour_block_fifo: hourBlocks,
  calendar_date: (input) => ({ stored: dateOfDay(dayNumber(textOf(input['picked']))) }),
  over_allowance: overAllowance,
  proration: proration,
  usage_tiers: usageTiers,
  tax_document: (input) => taxFields(numbersOf(input['lines_cents']), rateOf(input), { rounding: 'document', base: 'positive-lines' }),
  tax_brackets: (input) => ({
    tax_cents: taxByBrackets(
      numberOf(input['amount_cents']),
      listOf(input['brackets'])
        .map(fieldsOf)
        .map((bracket) => ({ upToMinor: endOf(bracket), rate: rateOf(bracket) }))
    )
  }),
  tax_compound: (input) => ({
    tax_cents: sum(
      taxByComponents(
        numberOf(input['amount_cents']),
        listOf(input['components'])
          .map(fieldsOf)
          .map((each) => ({ rate: rateOf(each), isCompound: each['compound'] === true }))
      )
    )
  }),
  tax_discount: (input) =>
    taxFields([numberOf(input['charge_cents']), numberOf(input['discount_cents'])], rateOf(input), {
      rounding: 'document',
      base: 'positive-lines'
    }),
  tax_line_vs_document: (input) => {
    const lines = numbersOf(input['lines_cents'])
    return {
      per_line_tax_cents: taxFields(lines, rateOf(input), { rounding: 'line', base: 'net' })['tax_cents'],
      document_tax_cents: taxFields(lines, rateOf(input), { rounding: 'document', base: 'net' })['tax_cents']
    }
  }
}

function roundTime(input: Fields): Fields {
  const rule = roundingOf(input)
  const seconds = input['seconds'] === undefined ? undefined : numberOf(input['seconds'])
  const entries =
    input['entries_minutes'] === undefined
      ? [seconds ?? numberOf(input['minutes']) * 60]
      : numbersOf(input['entries_minutes']).map((minutes) => minutes * 60)
  const billed = billedMinutes(entries, rule)
  const rate = input['rate_cents']
  return {
    billed_minutes: billed,
    billed_minutes_scope_entry: billedMinutes(entries, { ...rule, scope: 'entry' }),
    billed_minutes_scope_ticket: billedMinutes(entries, { ...rule, scope: 'ticket' }),
    billed_minutes_scope_period: billedMinutes(entries, { ...rule, scope: 'period' }),
    real_minutes: sum(entries) / 60,
    amount_cents: typeof rate === 'number' ? multiplyRatio(rate, billed * 60, 3600) : undefined
  }
}

const modes: { readonly [mode: string]: TimeRounding['mode'] } = {
  up: 'up',
  down: 'down',
  nearest: 'nearest',
  nearest_half_up: 'nearest',
  nearest_half_down: 'nearest-half-down'
}

function roundingOf(input: Fields): TimeRounding {
  const mode = modes[textOf(input['mode'] ?? 'up')]
  const scope = (['entry', 'ticket', 'period'] as const).find((each) => each === (input['scope'] ?? 'entry'))
  if (!mode || !scope) throw new Error('unknown rounding')
  return { minimumMinutes: numberOf(input['minimum'], 0), incrementMinutes: numberOf(input['increment'], 0), mode, scope }
}

function billedMinutes(entries: readonly number[], rule: TimeRounding): number {
  const worked = entries.map((seconds, index) => ({ id: String(index).padStart(6, '0'), ticketId: 't', period: 'p', seconds }))
  if (worked.length === 1) return roundDuration(entries[0] ?? 0, rule) / 60
  return sum(roundEntries(worked, rule).map((entry) => entry.billedSeconds)) / 60
}

function ratePrecedence(input: Fields): Fields {
  const byRole = typeof input['user_type_rate_cents'] === 'number' ? { role: input['user_type_rate_cents'] } : {}
  const own = input['entry_rate_cents']
  const list = {
    id: 'list',
    validFrom: '2020-01-01',
    validTo: null,
    currency: 'EUR',
    hourlyMinor: numberOf(input['catalogue_rate_cents'], 0),
    byPerson: {},
    byRole,
    byWork: {}
  }
  const work = { workDate: '2026-01-01', personId: null, role: 'role', work: null, ownRateMinor: typeof own === 'number' ? own : null }
  const rate = hourlyRate(work, [list])
  return { rate_cents: rate.ok ? rate.value.rateMinor : null }
}

function overtime(input: Fields): Fields {
  const amounts = overtimeAmounts(
    numberOf(input['minutes']) * 60,
    numberOf(input['threshold_minutes']) * 60,
    numberOf(input['rate_cents']),
    numberOf(input['overtime_rate_cents'])
  )
  return { amount_cents: amounts.regularMinor + amounts.overtimeMinor }
}

function weightedMinutes(input: Fields, file: ConformanceFile): Fields {
  const hours = hoursOf({ calendar: calendarOf(input['calendar'], file) }, file)
  const combine = (['max', 'multiply', 'add'] as const).find((each) => each === (input['combine'] ?? 'max'))
  if (!combine) throw new Error('unknown way to combine multipliers')
  const multipliers: Multipliers = {
    base: Math.round(numberOf(input['base_multiplier'], 1) * 10_000),
    afterHours: Math.round(numberOf(input['after_hours_multiplier'], 1) * 10_000),
    emergency: null,
    combine
  }
  const from = instantOf(input['from'])
  const to = instantOf(input['to'])
  const billable = numberOf(input['billable_minutes'], (to - from) / 60_000) * 60
  return { weighted_minutes: weightedSeconds(billSegments(splitAtBoundaries(hours, from, to), billable, multipliers)) / 60 }
}

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** A calendar by name, inline, or in words such as `UTC Mon-Fri 09:00-17:00`. */
function calendarOf(calendar: unknown, file: ConformanceFile): unknown {
  const words = typeof calendar === 'string' && !file.calendars?.[calendar] ? /^(\S+) (\w{3})-(\w{3}) (\S+)-(\S+)$/.exec(calendar) : null
  if (!words) return calendar
  const [, timezone = '', first = '', last = '', open = '', close = ''] = words
  const days = dayNames.slice(dayNames.indexOf(first.toLowerCase()), dayNames.indexOf(last.toLowerCase()) + 1)
  return { timezone, weekly: Object.fromEntries(days.map((day) => [day, [[open, close]]])) }
}

function bucketChain(input: Fields): Fields {
  const rollover = input['rollover'] === 'one_period_base_only' ? 'unused-base' : 'none'
  const allowance = { includedMinutes: numberOf(input['included']), rollover, isProrated: false } as const
  const periods = runAllowance(allowance, numbersOf(input['consumed']))
  return {
    rolled_in: periods.map((period) => period.rolledInMinutes),
    available: periods.map((period) => period.availableMinutes),
    overage: periods.map((period) => period.overageMinutes)
  }
}

function bucketOverage(input: Fields): Fields {
  const used = numberOf(input['used_minutes'])
  const period = allowancePeriod(numberOf(input['included_minutes']), numberOf(input['rolled_in_minutes'], 0), used)
  return { overage_minutes: period.overageMinutes, amount_cents: overageAmount(period, numberOf(input['overage_rate_cents_per_hour'], 0)) }
}

function drawMove(input: Fields): Fields {
  const moved = numberOf(input['moved'])
  const ledger = poolLedger([
    { id: '1', entryId: 'rest', at: 0, poolId: 'old', seconds: (numberOf(input['old_pool_used']) - moved) * 60 },
    { id: '2', entryId: 'others', at: 0, poolId: 'new', seconds: numberOf(input['new_pool_used'], 0) * 60 },
    { id: '3', entryId: 'moved', at: 0, poolId: 'old', seconds: moved * 60 },
    { id: '4', entryId: 'moved', at: 1, poolId: 'new', seconds: moved * 60 }
  ])
  return { old_pool_used: (ledger.usedByPool.get('old') ?? 0) / 60, new_pool_used: (ledger.usedByPool.get('new') ?? 0) / 60 }
}

function hourBlocks(input: Fields): Fields {
  const blocks = numbersOf(input['blocks_remaining']).map((minutes, index) => ({
    id: String(index).padStart(6, '0'),
    boughtOn: '2026-01-01',
    validFrom: null,
    expiresOn: null,
    seconds: minutes * 60
  }))
  const work = { id: 'work', workDate: '2026-01-01', startedAt: 0, seconds: numberOf(input['entry_minutes']) * 60 }
  const { draws, balances } = drawDown(blocks, [work])
  return {
    allocated: balances.map((balance) => balance.usedSeconds / 60),
    remaining: balances.map((balance) => balance.leftSeconds / 60),
    unallocated: sum(draws.filter((draw) => draw.blockId === null).map((draw) => draw.seconds)) / 60
  }
}

function overAllowance(input: Fields): Fields {
  const period = allowancePeriod(numberOf(input['max_minutes']), 0, sum(numbersOf(input['entries'])))
  const share = consumedShare(period)
  return { consumed: period.consumedMinutes, percent: share === null ? null : share / 100 }
}

function proration(input: Fields): Fields {
  const start = input['period_start']
  const end = input['period_end']
  const periodDays = typeof start === 'string' && typeof end === 'string' ? daysInclusive(start, end) : numberOf(input['period_days'])
  return { amount_cents: prorate(numberOf(input['amount_cents']), numberOf(input['covered_days']), periodDays) }
}

function usageTiers(input: Fields): Fields {
  const tiers = listOf(input['tiers'])
    .map(fieldsOf)
    .map((tier) => ({ upTo: endOf(tier), unitMinor: numberOf(tier['rate_cents']) }))
  const lines = priceByTiers(numberOf(input['quantity']), tiers, input['model'] === 'volume' ? 'volume' : 'graduated')
  if (!lines.ok) throw new Error(`refused: ${lines.error.expected ?? ''}`)
  return { amount_cents: tierTotal(lines.value) }
}

function taxFields(lines: readonly number[], rate: number, rule: TaxRule): Fields {
  const taxed = taxDocument(
    lines.map((netMinor, index): TaxLine => ({ id: String(index), netMinor, category: 'S', rate })),
    rule
  )
  return { tax_cents: taxed.taxMinor, line_tax_cents: taxed.lineTaxes.map((line) => line.taxMinor), total_cents: taxed.grossMinor }
}

/** Percent of a case as basis points. */
function rateOf(fields: Fields): number {
  return Math.round(numberOf(fields['rate_percent']) * 100)
}

function endOf(fields: Fields): number | null {
  return fields['to'] === null || fields['to'] === undefined ? null : numberOf(fields['to'])
}

function numbersOf(value: unknown): readonly number[] {
  return listOf(value).map((each) => numberOf(each))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
