// What coverage is decided from, and what it answers. All of it is data: the words stand in the catalogue.

import type { Asset } from '../assets/asset.entity.ts'
import type { PrepaidBlockRow } from '../billing/prepaid-block.entity.ts'
import type { PriceListRow } from '../billing/price-list.entity.ts'
import type { Client } from '../clients/client.entity.ts'
import type { ContractClause, contractModels } from '../contracts/contract.entity.ts'
import type { ContractCover } from '../contracts/contract-cover.entity.ts'
import type { Id } from '../kernel/ids.ts'
import type { Organisation } from '../organisation/organisation.entity.ts'
import type { CalendarRow } from '../sla/calendar.entity.ts'
import type { SlaPolicyRow } from '../sla/sla-policy.entity.ts'
import type { Ticket } from '../tickets/ticket.entity.ts'
import type { TimeEntry } from '../work/time-entry.entity.ts'
import type { ClauseCriterion } from './clause-rank.ts'

/** The rows that decide. `covers` of all contracts that are visible (contract-cover.ts makes one of a contract that has none). */
export interface CoverageFacts {
  readonly organisation: Pick<Organisation, 'currency' | 'timeZone' | 'priceListId' | 'calendarId' | 'slaPolicyId'>
  readonly clients: readonly Pick<Client, 'id' | 'priceListId' | 'slaPolicyId'>[]
  readonly covers: readonly ContractCover[]
  readonly blocks: readonly PrepaidBlockRow[]
  readonly policies: readonly SlaPolicyRow[]
  readonly calendars: readonly CalendarRow[]
  readonly priceLists: readonly PriceListRow[]
}

/**
 * Work to be judged. `assets` are those that it is about, none for work about no asset; `service` is the ticket's category. `workKind` null:
 * not known yet, then no clause is left out for its kind of work. `zone` is the site's time zone, `at` the moment, UTC milliseconds. `date`:
 * the day by whose terms it is judged, where that isn't the moment's own: work past midnight keeps the terms of the day on which it began.
 */
export interface CoverageQuestion {
  readonly clientId: Id
  readonly assets: readonly Pick<Asset, 'id' | 'kind'>[]
  readonly siteId: Id | null
  readonly zone: string
  readonly ticketKind: Ticket['kind']
  readonly workKind: TimeEntry['kind'] | null
  readonly service: string | null
  readonly at: number
  readonly date?: string
}

/** Where a rate, a price list or a policy comes from. */
export type TermsSource = 'clause' | 'contract' | 'client' | 'organisation'

/**
 * The verdict. Without a clause that matches, work is `billable`. `drawn` takes the hours that its contract includes first
 * (`fromIncluded`), else the block that it names (`blockId` null too: no block is valid on that day, the work costs its rate). `rateMinor` per hour for what is not covered; null when no price is known.
 * `incidentMinor`: one price for the whole incident instead, whatever time it takes; only for billable work of a list that has one.
 * `afterHoursBasisPoints`: the multiplier outside the hours; `isAfterHours`: at this moment it holds.
 */
export interface CoverageVerdict {
  readonly type: ContractClause['verdict']
  readonly date: string
  readonly contractId: Id | null
  readonly contractName: string
  readonly clauseId: Id | null
  readonly clauseTitle: string
  readonly blockId: Id | null
  readonly blockName: string
  readonly fromIncluded: boolean
  readonly rateMinor: number | null
  readonly incidentMinor: number | null
  readonly rateSource: 'clause' | 'contract' | 'price-list' | null
  readonly currency: string
  readonly priceListId: Id | null
  readonly afterHoursBasisPoints: number | null
  readonly isAfterHours: boolean
  readonly slaPolicyId: Id | null
  readonly slaSource: TermsSource | null
}

/** Why a clause does not match. */
export type MissReason = ClauseCriterion | 'dates'

/** One step of the explanation, in order. */
export type CoverageStep =
  | { readonly type: 'moment'; readonly date: string; readonly zone: string; readonly at: number }
  | { readonly type: 'no-contract' }
  | { readonly type: 'contract'; readonly contractId: Id; readonly name: string; readonly model: (typeof contractModels)[number] }
  | { readonly type: 'not-in-force'; readonly contractId: Id; readonly name: string; readonly from: string; readonly to: string | null }
  | { readonly type: 'missed'; readonly contractId: Id; readonly clauseId: Id; readonly title: string; readonly because: MissReason }
  | {
      readonly type: 'outranked'
      readonly contractId: Id
      readonly clauseId: Id
      readonly title: string
      readonly by: 'specificity' | 'order'
    }
  | {
      readonly type: 'matched'
      readonly contractId: Id
      readonly clauseId: Id
      readonly title: string
      readonly criteria: readonly ClauseCriterion[]
    }
  | { readonly type: 'no-clause' }
  | { readonly type: 'block'; readonly blockId: Id; readonly name: string }
  | { readonly type: 'included-hours'; readonly contractId: Id; readonly name: string }
  | { readonly type: 'no-block' }
  | {
      readonly type: 'rate'
      readonly source: 'clause' | 'contract' | 'price-list'
      readonly rateMinor: number
      readonly currency: string
      readonly listId: Id | null
    }
  | { readonly type: 'incident-price'; readonly incidentMinor: number; readonly currency: string }
  | { readonly type: 'no-rate' }
  | { readonly type: 'after-hours'; readonly basisPoints: number }
  | { readonly type: 'sla'; readonly policyId: Id; readonly source: TermsSource }
  | { readonly type: 'no-sla' }
