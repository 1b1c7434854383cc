// Names of the records that a ticket's history speaks of by their ids: contacts, sites, assets and other tickets.

import { useMemo } from 'react'
import type { Event } from '#core/history/event.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import type { AnyDoc } from '#store/contract.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { fieldText } from '#renderer/ui/field-text.ts'
import { ticketName } from './TicketMarks.tsx'

const entityOfField: Readonly<Record<string, 'contact' | 'site' | 'asset' | 'ticket'>> = {
  contactId: 'contact',
  siteId: 'site',
  assetIds: 'asset',
  parentId: 'ticket',
  duplicateOfId: 'ticket',
  causedById: 'ticket'
}

/** By id; what isn't on this device has no name. */
export function useEventNames(events: readonly Event[]): ReadonlyMap<string, string> {
  const asked = useMemo(() => idsOf(events), [events])
  const contacts = useRowsOf('contact', asked.contact)
  const sites = useRowsOf('site', asked.site)
  const assets = useRowsOf('asset', asked.asset)
  const tickets = useRowsOf('ticket', asked.ticket)
  return useMemo(
    () =>
      new Map([
        ...[...contacts, ...sites, ...assets].map((row) => [row.id, fieldText(row, 'name')] as const),
        ...tickets.map((row) => [row.id, `${ticketName(row as unknown as Ticket)} ${fieldText(row, 'subject')}`] as const)
      ]),
    [contacts, sites, assets, tickets]
  )
}

function useRowsOf(entity: string, ids: ReadonlySet<string>): readonly AnyDoc[] {
  return useQuery(ids.size === 0 ? null : { entity, where: [{ op: 'in', field: 'id', values: [...ids] }], limit: ids.size }).rows
}

function idsOf(events: readonly Event[]): Readonly<Record<'contact' | 'site' | 'asset' | 'ticket', ReadonlySet<string>>> {
  const found = { contact: new Set<string>(), site: new Set<string>(), asset: new Set<string>(), ticket: new Set<string>() }
  for (const { changes, data } of events) {
    if (typeof data['contactId'] === 'string') found.contact.add(data['contactId'])
    for (const { field, from, to } of changes) {
      const entity = entityOfField[field]
      if (entity === undefined) continue
      for (const value of [from, to].flat()) if (typeof value === 'string') found[entity].add(value)
    }
  }
  return found
}
