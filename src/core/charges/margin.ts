// What is left of what a client pays: charges and fees of some days less what the work and the parts of these days cost, per contract.
// Only who may see costs has the rows for it.

import type { PersonCost } from '../organisation/person-cost.entity.ts'
import { multiplyRatio } from '../billing/rounding.ts'
import type { Id } from '../kernel/ids.ts'
import type { PartCost } from '../stock/part-cost.entity.ts'
import { readyWork } from './billable-work.ts'
import { type ClientFacts, clientCharges, zonesOf } from './client-charges.ts'
import type { DateRange } from './fee-periods.ts'
import { gatherFixed, standingMinor } from './fixed-work.ts'
import type { PriceBook } from './price-book.ts'

/** Rows of what things cost. */
export interface CostFacts {
  readonly personCosts: readonly PersonCost[]
  readonly partCosts: readonly PartCost[]
}

/** Margin under one contract (null: under none) in one currency, minor units. `uncosted`: minutes and parts whose cost nobody wrote down. */
export interface Margin {
  readonly contractId: Id | null
  readonly currency: string
  readonly chargedMinor: number
  readonly timeCostMinor: number
  readonly partCostMinor: number
  readonly marginMinor: number
  readonly workedSeconds: number
  readonly uncosted: number
}

/** Margins of a client over some days, computed and fixed charges alike; work that isn't billable costs as well. */
export function clientMargins(book: PriceBook, facts: ClientFacts, range: DateRange, costs: CostFacts): readonly Margin[] {
  const margins = new Map<string, Margin>()
  const isIn = (date: string): boolean => range.from <= date && date <= range.to
  const add = (contractId: Id | null, currency: string, more: Partial<Margin>): void => {
    const key = `${contractId ?? ''} ${currency}`
    const before = margins.get(key) ?? { contractId, currency, ...nothing }
    const sum = (field: keyof typeof nothing): number => before[field] + (more[field] ?? 0)
    const counted = { chargedMinor: sum('chargedMinor'), timeCostMinor: sum('timeCostMinor'), partCostMinor: sum('partCostMinor') }
    const marginMinor = counted.chargedMinor - counted.timeCostMinor - counted.partCostMinor
    margins.set(key, { contractId, currency, ...counted, marginMinor, workedSeconds: sum('workedSeconds'), uncosted: sum('uncosted') })
  }
  const { lines } = clientCharges(book, facts, range)
  // What was credited was given back, and a deposit is money for what is charged later.
  const credited = new Set(facts.invoices.filter(({ creditedById }) => creditedById !== null).map(({ id }) => id))
  const fixed = gatherFixed(facts)
  const kept = fixed.charges
    .filter(({ invoiceId, kind }) => kind !== 'deposit' && !credited.has(invoiceId ?? ''))
    .map((charge) => ({ ...charge, netMinor: standingMinor(fixed, charge) }))
  for (const { contractId, currency, netMinor, date } of [...lines, ...kept])
    if (isIn(date)) add(contractId, currency, { chargedMinor: netMinor })
  addTime(book, facts, range, costs, add)
  addParts(book, facts, isIn, costs, add)
  return [...margins.values()].toSorted((a, b) => ((a.contractId ?? '~') < (b.contractId ?? '~') ? -1 : 1))
}

const nothing = { chargedMinor: 0, timeCostMinor: 0, partCostMinor: 0, marginMinor: 0, workedSeconds: 0, uncosted: 0 }

type Add = (contractId: Id | null, currency: string, more: Partial<Margin>) => void

function addTime(book: PriceBook, facts: ClientFacts, range: DateRange, { personCosts }: CostFacts, add: Add): void {
  const costOf = new Map(personCosts.map((row) => [row.personId, row]))
  const entries = facts.entries.map((entry) => ({ ...entry, billable: true }))
  const zoneOf = zonesOf(book, facts)
  const ready = readyWork(book, { ...facts, entries, clientId: facts.client.id, zoneOf, fixed: new Map() }, range.to)
  for (const { entry, verdict, date, seconds } of [...ready.works, ...ready.settled]) {
    if (date < range.from) continue
    const cost = costOf.get(entry.personId)
    if (!cost) add(verdict.contractId, facts.client.currency, { workedSeconds: seconds, uncosted: Math.round(seconds / 60) })
    else add(verdict.contractId, cost.currency, { workedSeconds: seconds, timeCostMinor: multiplyRatio(cost.costRateMinor, seconds, 3600) })
  }
}

function addParts(book: PriceBook, facts: ClientFacts, isIn: (date: string) => boolean, { partCosts }: CostFacts, add: Add): void {
  const costOf = new Map(partCosts.map((row) => [row.partId, row]))
  const zoneOf = zonesOf(book, facts)
  for (const part of facts.parts) {
    const zone = zoneOf(facts.tickets.get(part.ticketId)?.siteId ?? null)
    if (part.returnedAt !== null || !isIn(book.dateAt(zone, part.at))) continue
    const cost = part.partId ? costOf.get(part.partId) : undefined
    if (cost) add(null, cost.currency, { partCostMinor: cost.costMinor * part.quantity })
    else add(null, part.currency, { uncosted: part.quantity })
  }
}
