// The rows that a ticket's clocks are computed with, laid out once and again after one of them changed.

import { asset } from '#core/assets/asset.entity.ts'
import { client } from '#core/clients/client.entity.ts'
import { site } from '#core/clients/site.entity.ts'
import { contract } from '#core/contracts/contract.entity.ts'
import { coversOf } from '#core/contracts/contract-cover.ts'
import { contractCover } from '#core/contracts/contract-cover.entity.ts'
import { type Coverage, openCoverage } from '#core/coverage/coverage.ts'
import { type Organisation, organisation } from '#core/organisation/organisation.entity.ts'
import { calendar } from '#core/sla/calendar.entity.ts'
import { openSlaBook } from '#core/sla/sla-book.ts'
import { type SlaPolicyRow, slaPolicy } from '#core/sla/sla-policy.entity.ts'
import type { ClockContext } from '#core/sla/ticket-clocks-of.ts'
import type { BaseRow, EntityDefinition } from '#core/kernel/entity.ts'
import type { Id } from '#core/kernel/ids.ts'
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
  const policies = listOf(replica, slaPolicy)
  const [own] = listOf(replica, organisation)
  if (policies.length === 0 || !own) return null
  const coverage = coverageOf(replica, own, policies)
  return {
    coverage,
    sla: openSlaBook(policies, coverage.hours),
    zoneOf: (siteId) => (siteId === null ? null : rowOf(replica, site, siteId)?.timeZone) ?? own.timeZone,
    assetOf: (id) => rowOf(replica, asset, id)
  }
}

function coverageOf(replica: Rows, own: Organisation, policies: readonly SlaPolicyRow[]): Coverage {
  return openCoverage({
    organisation: own,
    clients: listOf(replica, client),
    covers: coversOf(listOf(replica, contract), listOf(replica, contractCover)),
    calendars: listOf(replica, calendar),
    policies,
    // Promises depend on no price.
    blocks: [],
    priceLists: []
  })
}

// The replica keeps rows as their entity's schema has them.
function listOf<Row extends BaseRow>(replica: Rows, entity: EntityDefinition<string, Row>): readonly Row[] {
  return [...replica.rows(entity.name)] as unknown as readonly Row[]
}

function rowOf<Row extends BaseRow>(replica: Rows, entity: EntityDefinition<string, Row>, id: Id): Row | null {
  return replica.get(entity.name, id) as unknown as Row | null
}
