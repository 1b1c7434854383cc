// The rows of an organisation sorted by client, so that a run takes one client after the other. What a person may not see is simply not
// there: a run of somebody who sees no contracts bills no fees.

import type { Asset } from '../assets/asset.entity.ts'
import type { BillingPeriod } from '../billing/billing-period.entity.ts'
import type { Charge } from '../billing/charge.entity.ts'
import type { Invoice } from '../billing/invoice.entity.ts'
import type { PrepaidBlockRow } from '../billing/prepaid-block.entity.ts'
import type { PriceListRow } from '../billing/price-list.entity.ts'
import type { TaxRate } from '../billing/tax-rate.entity.ts'
import type { Client } from '../clients/client.entity.ts'
import type { Contact } from '../clients/contact.entity.ts'
import type { Site } from '../clients/site.entity.ts'
import type { Contract } from '../contracts/contract.entity.ts'
import { coverOf } from '../contracts/contract-cover.ts'
import type { ContractCover } from '../contracts/contract-cover.entity.ts'
import { type Coverage, openCoverage } from '../coverage/coverage.ts'
import type { CoverageQuestion } from '../coverage/coverage-facts.ts'
import { groupBy } from '../kernel/group-by.ts'
import type { Id } from '../kernel/ids.ts'
import type { Organisation } from '../organisation/organisation.entity.ts'
import type { Person } from '../organisation/person.entity.ts'
import type { CalendarRow } from '../sla/calendar.entity.ts'
import type { SlaPolicyRow } from '../sla/sla-policy.entity.ts'
import type { Ticket } from '../tickets/ticket.entity.ts'
import type { PartUse } from '../work/part-use.entity.ts'
import type { TimeEntry } from '../work/time-entry.entity.ts'
import type { Judge, Turns, WorkVerdict } from './billable-work.ts'
import type { ClientFacts } from './client-charges.ts'
import { openPriceBook, type PriceBook } from './price-book.ts'

/** Rows that a run reads, by what they are. */
export interface RunRows {
  readonly organisation: Organisation
  readonly people: readonly Person[]
  readonly priceLists: readonly PriceListRow[]
  readonly calendars: readonly CalendarRow[]
  readonly taxRates: readonly TaxRate[]
  readonly policies: readonly SlaPolicyRow[]
  readonly clients: readonly Client[]
  readonly sites: readonly Site[]
  readonly contacts: readonly Contact[]
  readonly assets: readonly Asset[]
  readonly contracts: readonly Contract[]
  readonly covers: readonly ContractCover[]
  readonly blocks: readonly PrepaidBlockRow[]
  readonly tickets: readonly Ticket[]
  readonly charges: readonly Charge[]
  readonly periods: readonly BillingPeriod[]
  readonly invoices: readonly Invoice[]
  readonly entries: readonly TimeEntry[]
  readonly parts: readonly PartUse[]
}

/** Rows laid out for a run. */
export interface RunBook {
  readonly prices: PriceBook
  readonly coverage: Coverage
  readonly clients: readonly Client[]
  factsOf(client: Client): ClientFacts
}

/** Sorts the rows by client. */
export function openRunBook(rows: RunRows): RunBook {
  const laying = layOutRun(rows)
  for (;;) {
    const { value, done } = laying.next()
    if (done) return value
  }
}

/** The same in pieces: the large tables one by one, so that whoever has others to answer can do so in between. */
export function* layOutRun(rows: RunRows): Generator<void, RunBook, undefined> {
  const tickets = new Map(rows.tickets.map((ticket) => [ticket.id, ticket]))
  yield
  const entries = groupBy(rows.entries, clientIdOf)
  yield
  const covers = new Map(rows.covers.map((cover) => [cover.id, cover]))
  const known = [...rows.covers, ...rows.contracts.filter(({ id }) => !covers.has(id)).map(coverOf)]
  const coverage = openCoverage({ ...rows, covers: known })
  const by = {
    sites: groupBy(rows.sites, clientIdOf),
    contacts: groupBy(rows.contacts, clientIdOf),
    devices: groupBy(rows.assets.filter(isInUse), clientIdOf),
    contracts: groupBy(rows.contracts, clientIdOf),
    blocks: groupBy(rows.blocks, clientIdOf),
    charges: groupBy(rows.charges, clientIdOf),
    periods: groupBy(rows.periods, clientIdOf),
    invoices: groupBy(rows.invoices, clientIdOf),
    entries,
    parts: groupBy(rows.parts, clientIdOf)
  }
  yield
  const { judge, turns } = judgeBy(coverage, rows)
  return {
    prices: openPriceBook(rows),
    coverage,
    clients: rows.clients,
    factsOf(client) {
      const { id } = client
      return {
        client,
        sites: by.sites.get(id) ?? [],
        contracts: by.contracts.get(id) ?? [],
        blocks: by.blocks.get(id) ?? [],
        tickets,
        charges: by.charges.get(id) ?? [],
        periods: by.periods.get(id) ?? [],
        invoices: by.invoices.get(id) ?? [],
        entries: by.entries.get(id) ?? [],
        parts: by.parts.get(id) ?? [],
        counted: {
          users: client.size ?? (by.contacts.get(id) ?? []).filter(({ archivedAt }) => archivedAt === null).length,
          devices: (by.devices.get(id) ?? []).length
        },
        judge,
        turns
      }
    }
  }
}

function judgeBy(coverage: Coverage, { assets, sites, organisation }: RunRows): { readonly judge: Judge; readonly turns: Turns } {
  const byId = new Map(assets.map((asset) => [asset.id, asset]))
  const zones = new Map(sites.map(({ id, timeZone }) => [id, timeZone]))
  // Turns and verdict of an entry ask about the same ticket one after the other.
  let latest: { readonly ticket: Ticket; readonly assets: readonly Asset[] } | null = null
  const assetsOf = (ticket: Ticket): readonly Asset[] => {
    if (latest?.ticket !== ticket) latest = { ticket, assets: ticket.assetIds.flatMap((id) => byId.get(id) ?? []) }
    return latest.assets
  }
  const questionOf = (ticket: Ticket, entry: Pick<TimeEntry, 'kind' | 'startedAt'>, date: string): CoverageQuestion => ({
    clientId: ticket.clientId,
    assets: assetsOf(ticket),
    siteId: ticket.siteId,
    zone: zones.get(ticket.siteId ?? '') ?? organisation.timeZone,
    ticketKind: ticket.kind,
    workKind: entry.kind,
    service: ticket.category,
    at: entry.startedAt,
    date
  })
  return {
    judge(ticket, entry, date): WorkVerdict {
      const { rateSource, rateMinor, currency, ...verdict } = coverage.verdict(questionOf(ticket, entry, date))
      const own = rateSource === 'clause' || rateSource === 'contract' ? rateMinor : null
      const { type, contractId, clauseId, clauseTitle, priceListId, afterHoursBasisPoints } = verdict
      return { type, contractId, clauseId, clauseTitle, priceListId, rateMinor: own, currency, afterHoursBasisPoints }
    },
    turns: (ticket, entry, date) => coverage.hourTurns(questionOf(ticket, entry, date), entry.endedAt)
  }
}

function isInUse({ archivedAt, status }: Asset): boolean {
  return archivedAt === null && status === 'in-use'
}

function clientIdOf({ clientId }: { readonly clientId: Id }): Id {
  return clientId
}
