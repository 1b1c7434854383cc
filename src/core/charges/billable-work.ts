// A client's working time made ready to be priced: when and where it was done, what the contract says of it, which prices hold on its day,
// and whether it was posted or charged before. Work that can't be priced is named, never passed over.

import { hourlyRate, type HourlyRate } from '../billing/rates.ts'
import type { Id } from '../kernel/ids.ts'
import type { OpeningHours } from '../sla/opening-hours.ts'
import type { Ticket } from '../tickets/ticket.entity.ts'
import type { TimeEntry } from '../work/time-entry.entity.ts'
import type { FixedWork } from './fixed-work.ts'
import type { HeldPrices, PriceBook } from './price-book.ts'
import { isSettled, partsOf, type WorkPart } from './work-parts.ts'

/**
 * What the coverage engine says of a piece of work, as far as money is concerned. `rateMinor` (in `currency`, else in the price list's) and
 * `afterHours` are a clause's or a contract's own.
 */
export interface WorkVerdict {
  readonly type: 'covered' | 'drawn' | 'billable' | 'excluded'
  readonly contractId: Id | null
  readonly clauseId: Id | null
  readonly clauseTitle: string
  readonly priceListId: Id | null
  readonly rateMinor: number | null
  readonly currency?: string
  readonly afterHoursBasisPoints: number | null
}

/** Judges work by contract as if it began at `startedAt`, by the terms of a day. */
export type Judge = (ticket: Ticket, entry: Pick<TimeEntry, 'kind' | 'startedAt'>, date: string) => WorkVerdict

/** Instants within an entry at which another verdict may begin to hold, ascending. */
export type Turns = (ticket: Ticket, entry: Pick<TimeEntry, 'kind' | 'startedAt' | 'endedAt'>, date: string) => readonly number[]

/** A piece of work with all that its price depends on. */
export interface BillableWork extends SettledWork {
  readonly prices: HeldPrices
  readonly hours: OpeningHours
  readonly rate: HourlyRate
  readonly afterHoursBasisPoints: number
  readonly isEmergency: boolean
}

/** Why something could not be priced; `date` says when. */
export interface BillingProblem {
  readonly type: 'no-price-list' | 'no-price-on-date' | 'no-tax-rate' | 'no-ticket' | 'no-tier'
  readonly clientId: Id
  readonly sourceEntity: string
  readonly sourceId: Id
  readonly date: string
}

/** Work of one client, to be made ready. */
export interface WorkFacts {
  readonly clientId: Id
  readonly tickets: ReadonlyMap<Id, Ticket>
  readonly zoneOf: (siteId: Id | null) => string
  readonly judge: Judge
  readonly turns: Turns
  readonly entries: readonly TimeEntry[]
  readonly fixed: ReadonlyMap<Id, FixedWork>
}

/** Work under one verdict: an entry, or the part of it that the verdict holds for. */
export interface SettledWork extends WorkPart {
  readonly entry: TimeEntry
  readonly ticket: Ticket
  /** Date at the site on which the entry began. */
  readonly date: string
  /** What a posting or an invoice fixed about it; null while it is open. */
  readonly fixed: FixedWork | null
}

/** Work that is ready, in order of day, start and id, and what could not be priced. */
export interface ReadyWork {
  /** Drawn or billable. */
  readonly works: readonly BillableWork[]
  /** Covered or excluded: nothing is owed for it by itself, a contract covers it, or leaves it to an offer of its own. */
  readonly settled: readonly SettledWork[]
  readonly problems: readonly BillingProblem[]
}

/** Makes a client's valid, billable work up to a day ready; voided entries and those marked as not billable are left out. */
export function readyWork(book: PriceBook, facts: WorkFacts, through: string): ReadyWork {
  const ready: { works: BillableWork[]; settled: SettledWork[]; problems: BillingProblem[] } = { works: [], settled: [], problems: [] }
  for (const entry of facts.entries) {
    if (entry.voidedAt !== null || !entry.billable) continue
    const ticket = facts.tickets.get(entry.ticketId)
    const zone = facts.zoneOf(ticket?.siteId ?? null)
    const date = book.dateAt(zone, entry.startedAt)
    if (date > through) continue
    if (!ticket) {
      ready.problems.push(problemOf('no-ticket', entry, date))
      continue
    }
    const judgedAt = (startedAt: number): WorkVerdict => facts.judge(ticket, { kind: entry.kind, startedAt }, date)
    for (const part of partsOf(entry, facts.fixed.get(entry.id) ?? null, facts.turns(ticket, entry, date), judgedAt)) {
      const priced = isSettled(part.verdict) ? null : withPrices(book, part, { entry, ticket, date }, zone)
      if (priced === null) ready.settled.push({ ...part, entry, ticket, date })
      else if (typeof priced === 'string') ready.problems.push(problemOf(priced, entry, date))
      else ready.works.push(priced)
    }
  }
  return { works: ready.works.sort(byMoment), settled: ready.settled.sort(byMoment), problems: ready.problems }
}

/** True for tickets that a price per incident settles. */
export function isIncident(ticket: Pick<Ticket, 'kind'>): boolean {
  return ticket.kind === 'incident' || ticket.kind === 'alert'
}

function problemOf(type: BillingProblem['type'], { clientId, id: sourceId }: TimeEntry, date: string): BillingProblem {
  return { type, clientId, sourceEntity: 'time_entry', sourceId, date }
}

/** Field by field: spreading a hundred thousand pieces of work costs more than pricing them. */
function withPrices(
  book: PriceBook,
  part: WorkPart,
  { entry, ticket, date }: Pick<SettledWork, 'entry' | 'ticket' | 'date'>,
  zone: string
): BillableWork | BillingProblem['type'] {
  const { verdict } = part
  if (verdict.priceListId === null) return 'no-price-list'
  const prices = book.pricesOn(verdict.priceListId, date)
  if (!prices) return 'no-price-on-date'
  return {
    id: part.id,
    verdict,
    from: part.from,
    stretches: part.stretches,
    seconds: part.seconds,
    split: part.split,
    isArrival: part.isArrival,
    fixed: part.fixed,
    entry,
    ticket,
    date,
    prices,
    hours: book.hoursAt(prices.list.calendarId, zone),
    rate: rateOf(book, entry, verdict, prices, date),
    afterHoursBasisPoints: verdict.afterHoursBasisPoints ?? prices.period.afterHoursBasisPoints,
    isEmergency: entry.emergency === true
  }
}

/** A price for travelling by the hour replaces every other rate of a journey, but one that the clause names. */
function rateOf(book: PriceBook, entry: TimeEntry, verdict: WorkVerdict, prices: HeldPrices, workDate: string): HourlyRate {
  const { period, list, rates } = prices
  const travelMinor = entry.kind === 'travel' ? period.travelPerHourMinor : null
  if (verdict.rateMinor === null && travelMinor !== null)
    return { rateMinor: travelMinor, currency: list.currency, listId: period.id, source: 'work' }
  const found = hourlyRate(
    { workDate, personId: entry.personId, role: book.roleOf(entry.personId), work: entry.kind, ownRateMinor: verdict.rateMinor },
    rates
  )
  if (found.ok && verdict.rateMinor !== null) return { ...found.value, currency: verdict.currency ?? list.currency }
  // The period was chosen because it holds on that day, so there is a rate.
  return found.ok ? found.value : { rateMinor: period.hourlyMinor, currency: list.currency, listId: period.id, source: 'list' }
}

function byMoment(a: SettledWork, b: SettledWork): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1
  return a.from - b.from || (a.id < b.id ? -1 : 1)
}
