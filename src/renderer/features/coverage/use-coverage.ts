// Coverage and promises of one client, ready for many questions: the few rows that decide, asked for live, so that a verdict on the
// screen changes the moment a contract does.

import { useMemo } from 'react'
import type { PrepaidBlockRow } from '#core/billing/prepaid-block.entity.ts'
import type { PriceListRow } from '#core/billing/price-list.entity.ts'
import type { Client } from '#core/clients/client.entity.ts'
import type { Site } from '#core/clients/site.entity.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { coversOf } from '#core/contracts/contract-cover.ts'
import type { ContractCover } from '#core/contracts/contract-cover.entity.ts'
import { type Coverage, openCoverage } from '#core/coverage/coverage.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import { nextOpening } from '#core/sla/business-time.ts'
import type { CalendarRow } from '#core/sla/calendar.entity.ts'
import { openSlaBook, type SlaBook } from '#core/sla/sla-book.ts'
import type { SlaPolicyRow } from '#core/sla/sla-policy.entity.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { useMay } from '#renderer/live/use-may.ts'
import { useSharedQuery } from '#renderer/live/use-shared-query.ts'

/** A client's coverage. */
export interface ClientCoverage {
  readonly coverage: Coverage
  readonly sla: SlaBook
  /** Zone of a site; the organisation's where there is none. */
  readonly zoneOf: (siteId: string | null) => string
  /** The moment itself while these hours are open, else the next opening. No calendar, or none that opens: the moment. */
  readonly openMoment: (calendarIds: readonly (string | null | undefined)[], zone: string, at: number) => number
  /** Name of an SLA policy or price list; empty where it isn't known. */
  readonly nameOf: (id: string) => string
}

const many = 2000

/** Null while loading, or when no client is asked about. */
export function useCoverage(clientId: string | null): ClientCoverage | null {
  const readsContracts = useMay('contract.read')
  const organisation = useSharedQuery<Organisation>({ entity: 'organisation', limit: 1 })
  const client = useRow<Client>('client', clientId).row
  const covers = useSharedQuery<ContractCover>(clientId === null ? null : ofClient('contract_cover', clientId))
  // Contracts from before covers were kept have none; who may see contracts sees them judged all the same.
  const contracts = useSharedQuery<Contract>(clientId === null || !readsContracts ? null : ofClient('contract', clientId))
  const blocks = useSharedQuery<PrepaidBlockRow>(clientId === null ? null : ofClient('prepaid_block', clientId))
  const sites = useSharedQuery<Site>(clientId === null ? null : ofClient('site', clientId))
  const policies = useSharedQuery<SlaPolicyRow>({ entity: 'sla_policy', limit: many })
  const calendars = useSharedQuery<CalendarRow>({ entity: 'calendar', limit: many })
  const lists = useSharedQuery<PriceListRow>({ entity: 'price_list', limit: many })
  const loading = [organisation, covers, contracts, blocks, sites, policies, calendars, lists].some((query) => query.loading)
  const own = organisation.rows[0]
  return useMemo(() => {
    if (loading || own === undefined || client === null) return null
    const coverage = openCoverage({
      organisation: own,
      clients: [client],
      covers: coversOf(contracts.rows, covers.rows),
      blocks: blocks.rows,
      policies: policies.rows,
      calendars: calendars.rows,
      priceLists: lists.rows
    })
    const zones = new Map(sites.rows.map(({ id, timeZone }) => [id, timeZone]))
    const names = new Map([...policies.rows, ...lists.rows].map(({ id, name }) => [id, name]))
    return {
      coverage,
      sla: openSlaBook(policies.rows, coverage.hours),
      zoneOf: (siteId) => (siteId === null ? undefined : zones.get(siteId)) ?? own.timeZone,
      openMoment: (calendarIds, zone, at) => {
        const calendarId = [...calendarIds, own.calendarId].find((id) => typeof id === 'string')
        const hours = typeof calendarId === 'string' ? coverage.hours.hoursAt(calendarId, zone) : null
        return (hours === null ? null : nextOpening(hours, at)) ?? at
      },
      nameOf: (id) => names.get(id) ?? ''
    }
  }, [loading, own, client, covers.rows, contracts.rows, blocks.rows, sites.rows, policies.rows, calendars.rows, lists.rows])
}

function ofClient(entity: string, clientId: string) {
  return { entity, where: [{ op: 'is' as const, field: 'clientId', value: clientId }], limit: many }
}
