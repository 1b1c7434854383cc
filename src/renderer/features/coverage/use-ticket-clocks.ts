// The SLA clocks of one ticket, computed from its own history and from what is promised to its client now; they follow every change of
// either by themselves.

import { useMemo } from 'react'
import type { Asset } from '#core/assets/asset.entity.ts'
import type { Event } from '#core/history/event.entity.ts'
import type { TicketClocks } from '#core/sla/ticket-clocks.ts'
import { ticketClocksOf } from '#core/sla/ticket-clocks-of.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { useSharedQuery } from '#renderer/live/use-shared-query.ts'
import { type ClientCoverage, useCoverage } from './use-coverage.ts'

/** Clocks, with what their explanation names. */
export interface ShownClocks {
  readonly clocks: TicketClocks
  readonly book: ClientCoverage
  /** Zone of the ticket's site. */
  readonly zone: string
}

const mostEvents = 2000
const turnMs = 900_000

/** Null while loading. @param now UTC milliseconds */
export function useTicketClocks(row: Ticket, now: number): ShownClocks | null {
  const book = useCoverage(row.clientId)
  const events = useSharedQuery<Event>({ entity: 'event', parentId: row.id, limit: mostEvents })
  const assets = useSharedQuery<Asset>(
    row.assetIds.length === 0 ? null : { entity: 'asset', where: [{ op: 'in', field: 'id', values: [...row.assetIds] }] }
  )
  // Promises begin and end at midnight of some zone: more of "now" they don't depend on.
  const turn = Math.floor(now / turnMs) * turnMs
  return useMemo(() => {
    if (book === null || events.loading || assets.loading) return null
    const byId = new Map(assets.rows.map((asset) => [asset.id, asset]))
    const { coverage, sla, zoneOf } = book
    const context = { coverage, sla, zoneOf, now: turn, assetOf: (id: string) => byId.get(id) ?? null }
    return { clocks: ticketClocksOf(row, events.rows, context), book, zone: zoneOf(row.siteId) }
  }, [book, events.loading, events.rows, assets.loading, assets.rows, row, turn])
}
