// The rows that a ticket's clocks are computed with, laid out once and again after one of them changed.

import type { Asset } from '#core/assets/asset.entity.ts'
import type { Client } from '#core/clients/client.entity.ts'
import type { Site } from '#core/clients/site.entity.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { coversOf } from '#core/contracts/contract-cover.ts'
import type { ContractCover } from '#core/contracts/contract-cover.entity.ts'
import { type Coverage, openCoverage } from '#core/coverage/coverage.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import type { CalendarRow } from '#core/sla/calendar.entity.ts'
import { openSlaBook } from '#core/sla/sla-book.ts'
import type { SlaPolicyRow } from '#core/sla/sla-policy.entity.ts'
import type { ClockContext } from '#core/sla/ticket-clocks-of.ts'
import type { Replica } from '#store/replica.ts'

/** Entities whose rows decide about promises. Those of the whole organisation concern every ticket, the others their client's. */
export const promisingEntities = {
  everywhere: ['organisation', 'calendar', 'sla_policy'],
  ofClient: ['client', 'site', 'asset', 'contract', 'contract_cover']
} as const

/** Those of a client that are laid out; the others are read when they are asked for. */
export const laidOutEntities: readonly string[] = ['client', 'contract', 'contract_cover']

/** Everything that clocks need but the ticket and the moment. */
export type ClockRows = Omit<ClockContext, 'now'>

type Rows = Pick<Replica, 'get' | 'rows'>

/** Lays the rows out; null where nothing is promised to anybody. */
export function clockRows(replica: Rows): ClockRows | null {
  const policies = listOf<SlaPolicyRow>(replica, 'sla_policy')
  const [organisation] = listOf<Organisation>(replica, 'organisation')
  if (policies.length === 0 || !organisation) return null
  const coverage = coverageOf(replica, organisation, policies)
  return {
    coverage,
    sla: openSlaBook(policies, coverage.hours),
    zoneOf: (siteId) => (siteId === null ? null : rowOf<Site>(replica, 'site', siteId)?.timeZone) ?? organisation.timeZone,
    assetOf: (id) => rowOf<Asset>(replica, 'asset', id)
  }
}

function coverageOf(replica: Rows, organisation: Organisation, policies: readonly SlaPolicyRow[]): Coverage {
  return openCoverage({
    organisation,
    clients: listOf<Client>(replica, 'client'),
    covers: coversOf(listOf<Contract>(replica, 'contract'), listOf<ContractCover>(replica, 'contract_cover')),
    calendars: listOf<CalendarRow>(replica, 'calendar'),
    policies,
    // Promises depend on no price.
    blocks: [],
    priceLists: []
  })
}

// The replica keeps rows as their entity's schema has them.
function listOf<Row>(replica: Rows, entity: string): readonly Row[] {
  return [...replica.rows(entity)] as unknown as readonly Row[]
}

function rowOf<Row>(replica: Rows, entity: string, id: string): Row | null {
  return replica.get(entity, id) as unknown as Row | null
}
