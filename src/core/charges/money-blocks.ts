// Money that was paid in advance: it pays open lines in order of their day, as far as it goes, in its own currency. Fees are not paid from it.

import { drawDown } from '../billing/draw-down.ts'
import type { BillingPeriod } from '../billing/billing-period.entity.ts'
import type { PrepaidBlockRow } from '../billing/prepaid-block.entity.ts'
import { groupBy } from '../kernel/group-by.ts'
import type { Id } from '../kernel/ids.ts'
import { type BlockBalance, balancesOf } from './block-balance.ts'
import { type ChargeLine, chargeIdOf, reason } from './charge-line.ts'
import { moneyBlocks } from './hour-blocks.ts'
import { lump } from './line-quantity.ts'
import { isInRun, type RunScope } from './run-scope.ts'

/** Lines with what was paid taken off, what a posting notes of it, and what is left of the blocks. */
export interface PaidLines {
  readonly lines: readonly ChargeLine[]
  readonly draws: BillingPeriod['draws']
  readonly balances: readonly BlockBalance[]
}

/** Pays lines from a client's money blocks, currency by currency. */
export function payFromMoney(scope: RunScope, rows: readonly PrepaidBlockRow[], lines: readonly ChargeLine[]): PaidLines {
  const currencies = new Set(rows.filter(({ kind }) => kind === 'money').map(({ currency }) => currency))
  let paid: PaidLines = { lines, draws: [], balances: [] }
  for (const currency of [...currencies].sort()) paid = payIn(scope, rows, paid, currency)
  return paid
}

function payIn(scope: RunScope, rows: readonly PrepaidBlockRow[], before: PaidLines, currency: string): PaidLines {
  const blocks = moneyBlocks(rows, currency)
  const idOf = (line: ChargeLine): Id => chargeIdOf(scope.clientId, line.key)
  const payable = before.lines.filter((line) => line.currency === currency && line.netMinor > 0)
  const { fixed } = scope
  const open = payable.map((line) => ({
    id: idOf(line),
    workDate: line.date,
    startedAt: 0,
    seconds: line.netMinor,
    contractId: line.contractId
  }))
  const drawnBefore = groupBy(fixed.moneyDraws, ({ workId }) => workId)
  const charged = fixed.charges.flatMap(({ id, date, contractId }) => {
    const seconds = (drawnBefore.get(id) ?? []).reduce((sum, draw) => sum + draw.seconds, 0)
    return seconds === 0 || fixed.adjustedIds.has(id) || scope.goneIds.has(id)
      ? []
      : [{ id, workDate: date, startedAt: 0, seconds, contractId }]
  })
  const own = new Set(blocks.map(({ id }) => id))
  const draws = fixed.moneyDraws.filter(({ blockId }) => blockId !== null && own.has(blockId))
  const drawn = drawDown(blocks, [...open, ...charged], { through: fixed.through ?? '', draws, fixedIds: fixed.chargeIds })
  const taken = [...drawn.adjustments, ...drawn.draws].filter(({ blockId }) => blockId !== null)
  const byLine = groupBy(taken, ({ workId }) => workId)
  const paying = new Set(payable)
  const inRun = new Set(payable.filter(({ date }) => isInRun(scope, date)).map(idOf))
  const openIds = new Set(open.map(({ id }) => id))
  return {
    lines: before.lines.map((line) => (paying.has(line) ? payLine(line, byLine.get(idOf(line)) ?? []) : line)),
    draws: [
      ...before.draws,
      ...taken
        .filter(({ workId }) => inRun.has(workId) || !openIds.has(workId))
        .map(({ workId, blockId, seconds }) => ({ workId, blockId, seconds: 0, amountMinor: seconds }))
    ],
    balances: [...before.balances, ...balancesOf(blocks, drawn, 'minor')]
  }
}

function payLine(line: ChargeLine, taken: readonly { readonly blockId: string | null; readonly seconds: number }[]): ChargeLine {
  const paidMinor = taken.reduce((sum, { seconds }) => sum + seconds, 0)
  if (paidMinor === 0) return line
  const netMinor = line.netMinor - paidMinor
  const steps = taken.map(({ blockId, seconds }) => reason('paid', { blockId, amountMinor: seconds }))
  return { ...line, ...lump(netMinor), netMinor, steps: [...line.steps, ...steps, reason('amount', { netMinor })] }
}
