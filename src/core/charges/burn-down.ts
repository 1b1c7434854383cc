// How prepaid hours and money were used up: each draw from each block, by the day of its work. A pure function of the rows, like the balance
// that it leads to, so a draw that arrives late stands at its own day.

import { groupBy } from '../kernel/group-by.ts'
import type { Id } from '../kernel/ids.ts'
import type { BlockBalance } from './block-balance.ts'
import { chargeIdOf } from './charge-line.ts'
import { type ClientFacts, clientCharges, zonesOf } from './client-charges.ts'
import { gatherFixed } from './fixed-work.ts'
import type { PriceBook } from './price-book.ts'

/** One draw. `amount` in the unit of its block (seconds or minor units), negative where it was given back; `ticketId` null: not known here. */
export interface BlockDraw {
  readonly workId: Id
  readonly ticketId: Id | null
  /** Date at the site. */
  readonly date: string
  readonly amount: number
}

/**
 * A block with all that was drawn from it, in order of its days. The amounts add up to what is used. `isFee`: no block, but the fee of a contract's
 * period against what its covered work would have cost; `unpriced` pieces of work have no price and are not in it.
 */
export interface BurnDown {
  readonly balance: BlockBalance
  readonly draws: readonly BlockDraw[]
  readonly isFee: boolean
  readonly unpriced: number
}

/** The earliest day that a calendar date can name. */
const firstDay = '0001-01-01'

/**
 * All blocks of a client, those that are used up too.
 * @param today calendar date up to which work is counted
 */
export function burnDown(book: PriceBook, facts: ClientFacts, today: string): readonly BurnDown[] {
  const { draws: open, balances, lines } = clientCharges(book, facts, { from: firstDay, to: today })
  const fixed = gatherFixed(facts)
  // Hours are drawn by work, money by lines.
  const works = new Map<Id, Dated>([
    ...timesOf(book, facts),
    ...lines.map((line) => [chargeIdOf(line.clientId, line.key), line] as const),
    ...fixed.charges.map((charge) => [charge.id, charge] as const)
  ])
  const drawn = [
    ...[...fixed.hourDraws, ...fixed.moneyDraws].map(({ workId, blockId, seconds }) => ({ workId, blockId, amount: seconds })),
    ...open.map(({ workId, blockId, seconds, amountMinor }) => ({ workId, blockId, amount: seconds + amountMinor }))
  ]
  const byBlock = groupBy(
    drawn.filter(({ amount }) => amount !== 0),
    ({ blockId }) => blockId
  )
  return balances.map((balance) => {
    const draws = (byBlock.get(balance.blockId) ?? []).map(({ workId, amount }): BlockDraw => {
      const work = works.get(workId)
      return { workId, ticketId: work?.ticketId ?? null, date: work?.date ?? today, amount }
    })
    return { balance, draws: draws.sort(byDay), isFee: false, unpriced: 0 }
  })
}

type Dated = Pick<BlockDraw, 'ticketId' | 'date'>

function timesOf(book: PriceBook, facts: ClientFacts): readonly (readonly [Id, Dated])[] {
  const zoneOf = zonesOf(book, facts)
  return facts.entries.map(({ id, ticketId, startedAt }) => {
    const siteId = facts.tickets.get(ticketId)?.siteId ?? null
    return [id, { ticketId, date: book.dateAt(zoneOf(siteId), startedAt) }]
  })
}

function byDay(a: BlockDraw, b: BlockDraw): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1
  return a.workId < b.workId ? -1 : a.workId > b.workId ? 1 : 0
}
