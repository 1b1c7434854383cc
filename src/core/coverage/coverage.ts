// Whether work is covered, drawn from prepaid blocks, billable or excluded, by which clause, at which rate, and which SLA policy follows.
// Pure: the same rows and question give the same verdict on every device and on the server, whatever order the rows came in.
// Of all clauses that match, the most specific one decides, then the contracts' and clauses' own order, then the id.

import { periodOn } from '../billing/price-list.rules.ts'
import { isIncident } from '../charges/billable-work.ts'
import type { ContractCover } from '../contracts/contract-cover.entity.ts'
import { groupBy } from '../kernel/group-by.ts'
import type { Id } from '../kernel/ids.ts'
import { isOpenAt } from '../sla/business-time.ts'
import { addDays } from '../sla/calendar-date.ts'
import { type HoursBook, openHoursBook } from '../sla/hours-book.ts'
import { workKinds } from '../work/time-entry.entity.ts'
import { criteriaOf } from './clause-rank.ts'
import type { CoverageFacts, CoverageQuestion, CoverageStep, CoverageVerdict, TermsSource } from './coverage-facts.ts'
import { hourTurns } from './hour-turns.ts'
import { decidingClause, isInForce, missOf, type PreparedClause, prepareClauses } from './prepared-clauses.ts'

/** Coverage of all clients, ready for many questions. */
export interface Coverage {
  readonly hours: HoursBook
  verdict(question: CoverageQuestion): CoverageVerdict
  /** The same verdict, with every step that led to it. */
  explain(question: CoverageQuestion): { readonly verdict: CoverageVerdict; readonly steps: readonly CoverageStep[] }
  /** The policy that holds for work at a moment, at night too. Null: nothing is promised. */
  slaPolicyOf(question: CoverageQuestion): { readonly policyId: Id; readonly source: TermsSource } | null
  /** Dates after which another verdict may hold for a client: ends and beginnings of contracts and clauses, ascending. */
  turnsOf(clientId: Id): readonly string[]
  /** Instants after the question's and before `to` at which hours of cover begin or end, so that another verdict may hold; ascending. */
  hourTurns(question: CoverageQuestion, to: number): readonly number[]
}

/** A client's part of the index. */
interface ClientCover {
  readonly covers: readonly ContractCover[]
  readonly clauses: readonly PreparedClause[]
  readonly namesWorkKinds: boolean
  readonly blocks: CoverageFacts['blocks']
  readonly client: CoverageFacts['clients'][number] | null
}

interface Book {
  readonly facts: CoverageFacts
  readonly hours: HoursBook
  readonly lists: ReadonlyMap<Id, CoverageFacts['priceLists'][number]>
  clientOf(clientId: Id): ClientCover
}

/** Lays the rows out; clients are prepared when they are first asked about. Keep the result while the rows stay the same. */
export function openCoverage(facts: CoverageFacts): Coverage {
  const book = layOut(facts)
  const turns = new Map<Id, readonly string[]>()
  return {
    hours: book.hours,
    verdict: (question) => judge(book, question, null),
    explain(question) {
      const steps: CoverageStep[] = []
      return { verdict: judge(book, question, steps), steps }
    },
    slaPolicyOf: (question) => promiseFor(book, question, dateOf(book, question)),
    turnsOf(clientId) {
      let found = turns.get(clientId)
      if (!found) {
        found = turnsOf(book.clientOf(clientId).covers)
        turns.set(clientId, found)
      }
      return found
    },
    hourTurns: (question, to) => hourTurns(book.clientOf(question.clientId).clauses, book.hours, question, dateOf(book, question), to)
  }
}

/** The day by whose terms work is judged: the one it began on, at the site. */
function dateOf({ hours }: Book, { date, zone, at }: CoverageQuestion): string {
  return date ?? hours.dateAt(zone, at)
}

/** Days on which contracts and clauses begin, and days after which they end, ascending. */
function turnsOf(covers: readonly ContractCover[]): readonly string[] {
  const ends = covers.flatMap((cover) => [
    { from: cover.startsOn, to: cover.endsOn },
    ...cover.clauses.map(({ validFrom, validTo }) => ({ from: validFrom ?? null, to: validTo ?? null }))
  ])
  const days = ends.flatMap(({ from, to }) => [...(from === null ? [] : [from]), ...(to === null ? [] : [addDays(to, 1)])])
  return [...new Set(days)].sort()
}

function layOut(facts: CoverageFacts): Book {
  const policies = new Map(facts.policies.map((policy) => [policy.id, policy]))
  const named = new Map(facts.policies.filter(({ archivedAt }) => archivedAt === null).map((policy) => [policy.name, policy.id]))
  const clients = new Map(facts.clients.map((client) => [client.id, client]))
  const covers = groupBy(facts.covers, ({ clientId }) => clientId)
  const blocks = groupBy(facts.blocks, ({ clientId }) => clientId)
  const prepared = new Map<Id, ClientCover>()
  // Contracts from before policies were records only know the policy's name.
  const policyOf = (cover: ContractCover): Id | null =>
    cover.slaPolicyId ?? (cover.slaPolicyName === null ? null : (named.get(cover.slaPolicyName) ?? null))
  const calendarOf = (policyId: Id | null): Id | null => (policyId === null ? null : (policies.get(policyId)?.calendarId ?? null))

  function clientOf(clientId: Id): ClientCover {
    let found = prepared.get(clientId)
    if (!found) {
      const own = (covers.get(clientId) ?? []).toSorted(byPosition)
      found = {
        covers: own,
        clauses: prepareClauses(own, policyOf, calendarOf, facts.organisation.calendarId ?? null),
        namesWorkKinds: own.some(({ clauses }) => clauses.some((clause) => clause.workKinds.length > 0)),
        blocks: (blocks.get(clientId) ?? []).filter(({ archivedAt }) => archivedAt === null).toSorted(byUse),
        client: clients.get(clientId) ?? null
      }
      prepared.set(clientId, found)
    }
    return found
  }

  return { facts, hours: openHoursBook(facts.calendars), lists: new Map(facts.priceLists.map((list) => [list.id, list])), clientOf }
}

function judge(book: Book, question: CoverageQuestion, steps: CoverageStep[] | null): CoverageVerdict {
  const own = book.clientOf(question.clientId)
  const date = dateOf(book, question)
  steps?.push({ type: 'moment', date, zone: question.zone, at: question.at })
  if (steps) tellContracts(own, date, steps)
  const decided = decidingClause(own.clauses, question, date, book.hours)
  if (steps) tellClauses(book, own, decided, question, date, steps)
  const type = decided?.clause.verdict ?? 'billable'
  const cover = decided?.cover ?? own.covers.find((each) => isInForce(each, date)) ?? null
  const including = type === 'drawn' && cover?.includesHours ? cover : null
  const block = type === 'drawn' && including === null ? (blockOn(own, cover, date) ?? null) : null
  if (including) steps?.push({ type: 'included-hours', contractId: including.id, name: including.name })
  else if (type === 'drawn') steps?.push(block ? { type: 'block', blockId: block.id, name: block.name } : { type: 'no-block' })
  const price = priceOf(book, own, cover, decided, question, date)
  const isAtListPrice = type === 'billable' && price.source === 'price-list'
  const incidentMinor = isAtListPrice && isIncident({ kind: question.ticketKind }) ? price.incidentMinor : null
  if (type !== 'covered') tellPrice(price, incidentMinor, steps)
  const sla = promiseFor(book, question, date)
  steps?.push(sla ? { type: 'sla', ...sla } : { type: 'no-sla' })
  return {
    type,
    date,
    contractId: decided ? decided.cover.id : null,
    contractName: decided ? decided.cover.name : '',
    clauseId: decided ? decided.clause.id : null,
    clauseTitle: decided ? decided.clause.title : '',
    blockId: block ? block.id : null,
    blockName: block ? block.name : '',
    fromIncluded: including !== null,
    rateMinor: price.rateMinor,
    incidentMinor,
    rateSource: price.source,
    currency: price.currency,
    priceListId: price.listId,
    afterHoursBasisPoints: price.afterHoursBasisPoints,
    isAfterHours: price.isAfterHours,
    slaPolicyId: sla ? sla.policyId : null,
    slaSource: sla ? sla.source : null
  }
}

interface Price {
  readonly rateMinor: number | null
  /** Of an incident, in the list's currency. */
  readonly incidentMinor: number | null
  readonly source: CoverageVerdict['rateSource']
  readonly currency: string
  readonly listId: Id | null
  readonly afterHoursBasisPoints: number | null
  readonly isAfterHours: boolean
}

/** The rate of a clause, else of its contract, else of the price list: the contract's, the client's or the organisation's, as of the day. */
function priceOf(
  { facts, hours, lists }: Book,
  { client }: ClientCover,
  cover: ContractCover | null,
  decided: PreparedClause | null,
  { workKind, zone, at }: CoverageQuestion,
  date: string
): Price {
  const listId = cover?.priceListId ?? client?.priceListId ?? facts.organisation.priceListId ?? null
  const list = listId === null ? undefined : lists.get(listId)
  const period = list ? periodOn(list, date) : null
  const opening = list?.calendarId ? hours.hoursAt(list.calendarId, zone) : null
  const afterHoursBasisPoints = decided?.clause.afterHoursBasisPoints ?? period?.afterHoursBasisPoints ?? null
  const common = {
    listId,
    incidentMinor: period?.incidentMinor ?? null,
    afterHoursBasisPoints,
    isAfterHours: opening !== null && !isOpenAt(opening, at)
  }
  const ofClause = decided?.clause.rateMinor ?? null
  if (cover && ofClause !== null) return { ...common, rateMinor: ofClause, source: 'clause', currency: cover.currency }
  const ofContract = cover?.hourlyRateMinor ?? null
  if (cover && ofContract !== null) return { ...common, rateMinor: ofContract, source: 'contract', currency: cover.currency }
  if (!list || !period) return { ...common, rateMinor: null, source: null, currency: cover?.currency ?? facts.organisation.currency }
  // As charges have it: a price for travelling by the hour goes before the kind of work's.
  const ofTravel = workKind === 'travel' ? period.travelPerHourMinor : null
  const ofList = ofTravel ?? (workKind === null ? undefined : period.byWork[workKind]) ?? period.hourlyMinor
  return { ...common, rateMinor: ofList, source: 'price-list', currency: list.currency }
}

/**
 * The promise at a moment, at night too. Where the kind of work isn't known yet it is the one of remote work, else of work on site: a contract
 * that leaves work on site out still promises an answer.
 */
function promiseFor(book: Book, question: CoverageQuestion, date: string): { policyId: Id; source: TermsSource } | null {
  const own = book.clientOf(question.clientId)
  const { workKind } = question
  // Where no clause names a kind of work, all kinds have one answer.
  for (const asked of workKind !== null || !own.namesWorkKinds ? [workKind] : workKinds) {
    const decided = decidingClause(own.clauses, question, date, null, asked)
    const found = decided && policyFor(book, own, decided)
    if (found?.source === 'clause' || found?.source === 'contract') return found
  }
  return policyFor(book, own, null)
}

/**
 * The policy that follows: the clause's own; else the contract's where it covers or draws, or sells nothing but rates and hours; else what the
 * client, or the organisation, has for everything else. Excluded work and work outside of all clauses promises only the latter.
 */
function policyFor({ facts }: Book, { client }: ClientCover, decided: PreparedClause | null): { policyId: Id; source: TermsSource } | null {
  if (decided && decided.clause.verdict !== 'excluded') {
    const own = decided.clause.slaPolicyId
    if (own) return { policyId: own, source: 'clause' }
    const sellsRates = decided.cover.model === 'rate-agreement' || decided.cover.model === 'prepaid-hours'
    if (decided.slaPolicyId !== null && (decided.clause.verdict !== 'billable' || sellsRates))
      return { policyId: decided.slaPolicyId, source: 'contract' }
  }
  if (client?.slaPolicyId) return { policyId: client.slaPolicyId, source: 'client' }
  return facts.organisation.slaPolicyId ? { policyId: facts.organisation.slaPolicyId, source: 'organisation' } : null
}

/** The block that is drawn first: hours before money, which only pays what no hours cover. */
function blockOn({ blocks }: ClientCover, cover: ContractCover | null, date: string): CoverageFacts['blocks'][number] | undefined {
  const valid = blocks.filter(
    (block) =>
      (block.contractId === null || block.contractId === cover?.id) &&
      (block.validFrom === null || block.validFrom <= date) &&
      (block.expiresOn === null || date <= block.expiresOn)
  )
  return valid.find(({ kind }) => kind === 'hours') ?? valid[0]
}

function tellContracts({ covers }: ClientCover, date: string, steps: CoverageStep[]): void {
  const known = covers.filter(({ archivedAt }) => archivedAt === null)
  if (known.length === 0) steps.push({ type: 'no-contract' })
  for (const cover of known) {
    const { id: contractId, name, model, startsOn: from, endsOn: to } = cover
    steps.push(
      isInForce(cover, date) ? { type: 'contract', contractId, name, model } : { type: 'not-in-force', contractId, name, from, to }
    )
  }
}

function tellClauses(
  { hours }: Book,
  { clauses, covers }: ClientCover,
  decided: PreparedClause | null,
  question: CoverageQuestion,
  date: string,
  steps: CoverageStep[]
): void {
  for (const each of clauses) {
    if (!isInForce(each.cover, date)) continue
    const named = { contractId: each.cover.id, clauseId: each.clause.id, title: each.clause.title }
    const because = missOf(each, question, date, hours)
    if (each === decided) steps.push({ type: 'matched', ...named, criteria: criteriaOf(each.clause) })
    else if (because) steps.push({ type: 'missed', ...named, because })
    else if (decided) steps.push({ type: 'outranked', ...named, by: each.specificity < decided.specificity ? 'specificity' : 'order' })
  }
  if (!decided && covers.some((cover) => isInForce(cover, date))) steps.push({ type: 'no-clause' })
}

function tellPrice(price: Price, incidentMinor: number | null, steps: CoverageStep[] | null): void {
  const { rateMinor, source, currency, listId, afterHoursBasisPoints, isAfterHours } = price
  steps?.push(rateMinor === null || source === null ? { type: 'no-rate' } : { type: 'rate', source, rateMinor, currency, listId })
  if (incidentMinor !== null) steps?.push({ type: 'incident-price', incidentMinor, currency })
  else if (isAfterHours && afterHoursBasisPoints !== null) steps?.push({ type: 'after-hours', basisPoints: afterHoursBasisPoints })
}

function byPosition(a: ContractCover, b: ContractCover): number {
  return a.position - b.position || compareText(a.startsOn, b.startsOn) || compareText(a.id, b.id)
}

function byUse(a: CoverageFacts['blocks'][number], b: CoverageFacts['blocks'][number]): number {
  return a.position - b.position || compareText(a.boughtOn, b.boughtOn) || compareText(a.id, b.id)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
