// How the fee of the period that runs is used up: what the covered work would have cost without the contract, day by day. It may come to more
// than the fee: then the contract gives more than it takes, which is what somebody wants to see before it is renewed.

import type { Contract } from '../contracts/contract.entity.ts'
import { lastDay } from '../contracts/contract-term.ts'
import { sourceId } from '../kernel/ids.ts'
import type { Judge } from './billable-work.ts'
import { readyWork } from './billable-work.ts'
import type { BurnDown } from './burn-down.ts'
import { type ClientFacts, zonesOf } from './client-charges.ts'
import { feePeriodsIn } from './fee-periods.ts'
import { feeOf, feeTermOf } from './fees.ts'
import type { PriceBook } from './price-book.ts'
import { priceWork } from './work-prices.ts'

/**
 * One for each contract that owes a fee for the period in which a day lies, in the contract's currency.
 * @param today calendar date up to which work is counted
 */
export function feeBurns(book: PriceBook, facts: ClientFacts, today: string): readonly BurnDown[] {
  return facts.contracts.flatMap((row) => (row.archivedAt === null ? feeBurn(book, facts, row, today) : []))
}

function feeBurn(book: PriceBook, facts: ClientFacts, row: Contract, today: string): readonly BurnDown[] {
  const end = lastDay(row)
  const reach = row.interval === 'once' ? { from: row.startsOn, to: row.startsOn } : { from: today, to: today }
  const [period] = feePeriodsIn(feeTermOf(row, end), reach)
  if (!period || today < row.startsOn || (end !== null && end < today)) return []
  const total = feeOf(row, row.model === 'per-device' ? facts.counted.devices : facts.counted.users, period).amountMinor
  if (total === 0) return []
  const ready = readyWork(
    book,
    { ...facts, judge: asBilled(facts.judge, row), clientId: row.clientId, zoneOf: zonesOf(book, facts), fixed: new Map() },
    today
  )
  const priced = priceWork(ready.works).filter(({ date, rate }) => period.inForceFrom <= date && rate.currency === row.currency)
  const draws = priced.map(({ entry, ticket, date, amountMinor }) => ({ workId: entry.id, ticketId: ticket.id, date, amount: amountMinor }))
  const used = draws.reduce((sum, { amount }) => sum + amount, 0)
  const balance = {
    blockId: sourceId('fee-burn', `${row.id}/${period.from}`),
    contractId: row.id,
    name: null,
    unit: 'minor' as const,
    total,
    used,
    left: total - used,
    validFrom: period.inForceFrom,
    expiresOn: row.interval === 'once' ? end : period.inForceTo
  }
  return [{ balance, draws, isFee: true, unpriced: ready.problems.length }]
}

/** Judges what a contract covers as if it were billed at the prices that hold without it; leaves all other work out. */
function asBilled(judge: Judge, { id }: Contract): Judge {
  return (ticket, entry, date) => {
    const verdict = judge(ticket, entry, date)
    const isOwn = verdict.type === 'covered' && verdict.contractId === id
    return { ...verdict, type: isOwn ? 'billable' : 'excluded' }
  }
}
