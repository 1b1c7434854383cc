// Gathers what a service report says from the rows of a ticket, as they are when it is written.

import type { Asset } from '#core/assets/asset.entity.ts'
import type { Client } from '#core/clients/client.entity.ts'
import type { Site } from '#core/clients/site.entity.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { reportContentOf } from '#core/work/report-content.ts'
import type { PartUse } from '#core/work/part-use.entity.ts'
import type { ReportContent } from '#core/work/service-report.entity.ts'
import type { TimeEntry } from '#core/work/time-entry.entity.ts'
import { useRow, useSession } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { useDirectory } from './use-directory.ts'

/** Makes the content from a summary; null until everything it is made from is here. */
export function useReportSource(row: Ticket): ((summary: string) => ReportContent) | null {
  const { session } = useSession()
  const { people } = useDirectory()
  const organisation = useQuery<Organisation>({ entity: 'organisation', limit: 1 }).rows[0]
  const client = useRow<Client>('client', row.clientId).row
  const site = useRow<Site>('site', row.siteId)
  const entries = useQuery<TimeEntry>({ entity: 'time_entry', parentId: row.id, limit: 500 })
  const parts = useQuery<PartUse>({ entity: 'part_use', parentId: row.id, limit: 500 })
  const assets = useQuery<Asset>({ entity: 'asset', where: [{ op: 'in', field: 'id', values: [...row.assetIds] }] })
  if (organisation === undefined || client === null || session === null) return null
  if (entries.loading || parts.loading || assets.loading || (row.siteId !== null && site.loading)) return null
  const source = {
    organisation,
    client,
    site: site.row,
    ticket: row,
    technician: session.personName,
    names: new Map([...people].map(([id, person]) => [id, person.name])),
    entries: entries.rows,
    parts: parts.rows,
    assets: assets.rows
  }
  return (summary) => reportContentOf(source, summary)
}
