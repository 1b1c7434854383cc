// From the cases' words to the engine's: included hours, prepaid blocks and what entries draw from them. One adapter per kind.

import { allowancePeriod, consumedShare, includedMinutes, overageAmount, runAllowance } from '#core/billing/allowance.ts'
import { drawDown } from '#core/billing/draw-down.ts'
import { poolLedger } from '#core/billing/pool-ledger.ts'
import { multiplyRatio } from '#core/billing/rounding.ts'
import { dateOfDay, dayNumber } from '#core/sla/calendar-date.ts'
import type { Fields } from './format.ts'
import { type Kind, kind } from './kinds.ts'
import { Input } from './reader.ts'

/** Kinds of pools, by name. */
export const poolKinds: { readonly [name: string]: Kind } = {
  bucket_chain: kind('included consumed rollover', bucketChain),
  bucket_overage: kind(
    'used_minutes included_minutes rolled_in_minutes overage_rate_cents_per_hour used_units included_units rolled_in_units ' +
      'overage_rate_cents_per_unit',
    bucketOverage
  ),
  draw_move: kind('old_pool_used new_pool_used moved old_multiplier new_multiplier', drawMove),
  proration_policy: kind('included_minutes start_day period_days prorate', (input) => {
    const days = input.integer('period_days', 31)
    const allowance = {
      includedMinutes: input.number('included_minutes'),
      rollover: 'none',
      isProrated: input.flag('prorate', false)
    } as const
    return { included_minutes_first_month: includedMinutes(allowance, days - input.integer('start_day') + 1, days) }
  }),
  hour_block_fifo: kind(
    'entry_minutes entry_date entries[].minutes entries[].date entries[].at blocks_remaining blocks[].minutes blocks[].bought_on ' +
      'blocks[].valid_from blocks[].expires_on blocks[].position',
    hourBlocks
  ),
  calendar_date: kind('picked zones', (input) => ({ stored: dateOfDay(dayNumber(input.date('picked'))) })),
  over_allowance: kind('max_minutes entries', overAllowance)
}

const rollovers = { one_period_base_only: 'unused-base', none: 'none' } as const

function bucketChain(input: Input): Fields {
  const allowance = { includedMinutes: input.number('included'), rollover: input.word('rollover', rollovers, 'none'), isProrated: false }
  const periods = runAllowance(allowance, input.numbers('consumed'))
  return {
    rolled_in: periods.map((period) => period.rolledInMinutes),
    available: periods.map((period) => period.availableMinutes),
    overage: periods.map((period) => period.overageMinutes)
  }
}

/** Overage in minutes at an hourly rate, or in units at a rate per unit. */
function bucketOverage(input: Input): Fields {
  const unit = input.has('used_units') ? 'units' : 'minutes'
  const period = allowancePeriod(input.number(`included_${unit}`), input.number(`rolled_in_${unit}`, 0), input.number(`used_${unit}`))
  const amount =
    unit === 'minutes'
      ? overageAmount(period, input.integer('overage_rate_cents_per_hour', 0))
      : multiplyRatio(input.integer('overage_rate_cents_per_unit', 0), period.overageMinutes, 1)
  return { [`available_${unit}`]: period.availableMinutes, [`overage_${unit}`]: period.overageMinutes, amount_cents: amount }
}

/** An entry moves between pools: it draws its minutes times the pool's multiplier. */
function drawMove(input: Input): Fields {
  const before = Math.round(input.number('moved') * input.number('old_multiplier', 1) * 60)
  const after = Math.round(input.number('moved') * input.number('new_multiplier', 1) * 60)
  const ledger = poolLedger([
    { id: '1', entryId: 'rest', at: 0, poolId: 'old', seconds: Math.round(input.number('old_pool_used') * 60) - before },
    { id: '2', entryId: 'others', at: 0, poolId: 'new', seconds: Math.round(input.number('new_pool_used', 0) * 60) },
    { id: '3', entryId: 'moved', at: 0, poolId: 'old', seconds: before },
    { id: '4', entryId: 'moved', at: 1, poolId: 'new', seconds: after }
  ])
  return { old_pool_used: (ledger.usedByPool.get('old') ?? 0) / 60, new_pool_used: (ledger.usedByPool.get('new') ?? 0) / 60 }
}

const someDay = '2026-01-01'

function hourBlocks(input: Input): Fields {
  const blocks = input.has('blocks')
    ? input.inputs('blocks').map((block, index) => blockOf(block, index))
    : input.numbers('blocks_remaining').map((minutes, index) => blockOf(new Input({ minutes }, `blocks_remaining[${index}]`), index))
  const works = input.has('entries')
    ? input.inputs('entries').map((entry, index) => workOf(entry, 'minutes', 'date', index))
    : [workOf(input, 'entry_minutes', 'entry_date', 0)]
  const { draws, balances } = drawDown(blocks, works)
  const used = new Map(balances.map((balance) => [balance.blockId, balance]))
  const uncovered = draws.filter((draw) => draw.blockId === null).reduce((total, draw) => total + draw.seconds, 0)
  return {
    allocated: blocks.map((block) => (used.get(block.id)?.usedSeconds ?? 0) / 60),
    remaining: blocks.map((block) => (used.get(block.id)?.leftSeconds ?? 0) / 60),
    unallocated: uncovered / 60,
    fully_covered: uncovered === 0
  }
}

function blockOf(block: Input, index: number) {
  return {
    id: String(index).padStart(6, '0'),
    boughtOn: block.has('bought_on') ? block.date('bought_on') : someDay,
    validFrom: block.has('valid_from') ? block.date('valid_from') : null,
    expiresOn: block.has('expires_on') ? block.date('expires_on') : null,
    position: block.integer('position', 0),
    seconds: Math.round(block.number('minutes') * 60)
  }
}

function workOf(entry: Input, minutes: string, date: string, index: number) {
  return {
    id: String(index).padStart(6, '0'),
    workDate: entry.has(date) ? entry.date(date) : someDay,
    startedAt: entry.has('at') ? entry.instant('at') : 0,
    seconds: Math.round(entry.number(minutes) * 60)
  }
}

function overAllowance(input: Input): Fields {
  const consumed = input.numbers('entries').reduce((total, minutes) => total + minutes, 0)
  const period = allowancePeriod(input.number('max_minutes'), 0, consumed)
  const share = consumedShare(period)
  return {
    consumed: period.consumedMinutes,
    percent: share === null ? null : share / 100,
    remaining_minutes: Math.max(0, period.availableMinutes - period.consumedMinutes),
    overage_minutes: period.overageMinutes
  }
}
