// All that one client owes in a run: the one path from rows to lines. A pure function of the rows: the order in which they arrived, or in
// which they are handed in, never changes a cent.

import { drawDown, type Draw, type DrawDown, type DrawingWork } from '../billing/draw-down.ts'
import type { BillingPeriod } from '../billing/billing-period.entity.ts'
import type { PrepaidBlockRow } from '../billing/prepaid-block.entity.ts'
import type { Client } from '../clients/client.entity.ts'
import type { Site } from '../clients/site.entity.ts'
import type { Contract } from '../contracts/contract.entity.ts'
import { lastDay } from '../contracts/contract-term.ts'
import { groupBy } from '../kernel/group-by.ts'
import type { Id } from '../kernel/ids.ts'
import type { Ticket } from '../tickets/ticket.entity.ts'
import { lineWords } from '../words/charges.ts'
import { documentLanguageOf } from '../words/document-language.ts'
import type { PartUse } from '../work/part-use.entity.ts'
import type { TimeEntry } from '../work/time-entry.entity.ts'
import { type BillingProblem, type Judge, type ReadyWork, readyWork, type Turns } from './billable-work.ts'
import { type BlockBalance, balancesOf } from './block-balance.ts'
import { blockLines } from './block-lines.ts'
import type { ChargeLine } from './charge-line.ts'
import { type Counted, feeLines } from './fee-lines.ts'
import type { DateRange } from './fee-periods.ts'
import { type Fixed, type FixedCharge, type FixedFacts, gatherFixed } from './fixed-work.ts'
import { type DrawBlock, hourBlocks } from './hour-blocks.ts'
import { jobLines } from './job-lines.ts'
import { payFromMoney } from './money-blocks.ts'
import { partLines } from './part-lines.ts'
import type { PriceBook } from './price-book.ts'
import { goneWork, reversalLines } from './reversals.ts'
import { isInRun, type RunScope } from './run-scope.ts'
import { owedMinor, settledLines, timeLines } from './time-lines.ts'
import { entryIdOf } from './work-parts.ts'
import { type PricedWork, priceWork } from './work-prices.ts'

/** Rows of one client. */
export interface ClientFacts extends FixedFacts {
  readonly client: Client
  readonly sites: readonly Pick<Site, 'id' | 'timeZone'>[]
  readonly contracts: readonly Contract[]
  readonly blocks: readonly PrepaidBlockRow[]
  /** Tickets by id: this client's, others may be among them. */
  readonly tickets: ReadonlyMap<Id, Ticket>
  readonly entries: readonly TimeEntry[]
  readonly parts: readonly PartUse[]
  readonly counted: Counted
  readonly judge: Judge
  readonly turns: Turns
}

/** What a client owes. */
export interface ClientCharges {
  readonly clientId: Id
  /** Computed lines, those of nothing included, in the order of a document: fees, then by day. */
  readonly lines: readonly ChargeLine[]
  /** Charges that stand and are on no document yet. */
  readonly waiting: readonly FixedCharge[]
  /** What a posting of the run's days would note of the work. */
  readonly draws: BillingPeriod['draws']
  readonly balances: readonly BlockBalance[]
  readonly problems: readonly BillingProblem[]
  /** Last day that is posted. */
  readonly postedThrough: string | null
}

/** Computes what one client owes for a run's days. */
export function clientCharges(book: PriceBook, facts: ClientFacts, range: DateRange): ClientCharges {
  const fixed = gatherFixed(facts)
  const { client } = facts
  const zoneOf = zonesOf(book, facts)
  const ready = readyWork(book, { ...facts, clientId: client.id, zoneOf, fixed: fixed.works }, range.to)
  const hasMoney = facts.blocks.some(({ kind }) => kind === 'money')
  const taxRateId = client.taxRateId ?? null
  const dateOf = (entry: TimeEntry): string => book.dateAt(zoneOf(facts.tickets.get(entry.ticketId)?.siteId ?? null), entry.startedAt)
  const gone = goneWork(fixed, { entries: facts.entries, parts: facts.parts, dateOf })
  const goneIds = new Set(gone.charges.map(({ id }) => id))
  const words = lineWords[documentLanguageOf(client, book.organisation)]
  const scope: RunScope = { clientId: client.id, range, fixed, book, taxRateId, words, hasMoney, goneIds, problems: [...ready.problems] }
  const works = priceWork(ready.works)
  const blocks = hourBlocks(facts.blocks, facts.contracts, lastDay, range.to)
  const drawn = drawHours(blocks, works, ready, fixed)
  const drawsByWork = groupBy([...drawn.adjustments, ...drawn.draws], ({ workId }) => workId)
  const timeNets = new Map(works.filter((work) => !work.fixed).map((work) => [work.id, owedMinor(work, drawsByWork.get(work.id) ?? [])]))
  const open = [
    ...timeLines(scope, works, drawsByWork),
    ...jobLines(scope, works, timeNets, gone),
    ...partLines(scope, { tickets: facts.tickets, zoneOf, parts: facts.parts })
  ]
  const paid = payFromMoney(scope, facts.blocks, open)
  const lines = [
    ...feeLines(scope, facts.contracts, facts.counted),
    ...blockLines(scope, facts.blocks, facts.contracts),
    ...paid.lines.filter(({ date }) => isInRun(scope, date)),
    ...settledLines(scope, ready.settled, client.currency),
    ...reversalLines(scope, gone)
  ]
  return {
    clientId: client.id,
    lines: lines.sort(asPrinted),
    waiting: fixed.charges.filter((each) => isWaiting(each, fixed) && each.date <= range.to),
    draws: [...hourNotes(scope, ready, drawsByWork, drawn), ...paid.draws],
    balances: [...balancesOf(blocks, drawn, 'seconds'), ...paid.balances],
    problems: scope.problems,
    postedThrough: fixed.through
  }
}

/** True for charges that no document bills yet. */
function isWaiting({ id, invoiceId, netMinor }: FixedCharge, fixed: Fixed): boolean {
  return invoiceId === null && netMinor !== 0 && !fixed.documentedIds.has(id)
}

/** Time zones of a client's sites; work at no known site is in the organisation's own. */
export function zonesOf(book: PriceBook, { sites }: Pick<ClientFacts, 'sites'>): (siteId: Id | null) => string {
  const zones = new Map(sites.map(({ id, timeZone }) => [id, timeZone]))
  return (siteId) => zones.get(siteId ?? '') ?? book.organisation.timeZone
}

/** Fixed work keeps what it drew, whatever its contract says today; open work draws if its contract says so. */
function drawHours(blocks: readonly DrawBlock[], works: readonly PricedWork[], ready: ReadyWork, fixed: Fixed): DrawDown {
  const drawing: DrawingWork[] = []
  const put = ({ id, date, from, verdict }: ReadyWork['settled'][number], seconds: number): void => {
    if (seconds !== 0) drawing.push({ id, workDate: date, startedAt: from, seconds, contractId: verdict.contractId })
  }
  for (const work of works) {
    if (work.fixed) put(work, work.fixed.weightedSeconds)
    else if (work.verdict.type === 'drawn') put(work, work.weightedSeconds)
  }
  for (const work of ready.settled) if (work.fixed) put(work, work.fixed.weightedSeconds)
  if (blocks.length === 0 && fixed.hourDraws.length === 0) return { draws: [], adjustments: [], balances: [] }
  return drawDown(blocks, drawing, { through: fixed.through ?? '', draws: fixed.hourDraws, fixedIds: new Set(fixed.works.keys()) })
}

/** What a posting notes, by entry: what each took, nothing for those that took nothing, and what is given back. */
function hourNotes(
  scope: RunScope,
  { works, settled }: ReadyWork,
  drawsByWork: ReadonlyMap<Id, readonly Draw[]>,
  { adjustments }: DrawDown
): BillingPeriod['draws'] {
  const open = [...works, ...settled].filter(({ fixed, date }) => fixed === null && isInRun(scope, date))
  const openIds = new Set(open.map(({ id }) => id))
  const taken = open.flatMap(({ id }) => drawsByWork.get(id) ?? [{ workId: id, blockId: null, seconds: 0 }])
  return [...taken, ...adjustments.filter(({ workId }) => !openIds.has(workId))].map(({ workId, blockId, seconds }) => {
    return { workId: entryIdOf(workId), blockId, seconds, amountMinor: 0 }
  })
}

function asPrinted(a: ChargeLine, b: ChargeLine): number {
  const byKind = Number(b.kind === 'fee') - Number(a.kind === 'fee')
  if (byKind !== 0) return byKind
  return a.date === b.date ? (a.key < b.key ? -1 : 1) : a.date < b.date ? -1 : 1
}
