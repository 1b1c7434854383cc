// What a service report says, gathered from the rows of a ticket: work, parts and machines as they stand. Once signed it stays as it was.

import type { Asset } from '../assets/asset.entity.ts'
import type { Client } from '../clients/client.entity.ts'
import type { Site } from '../clients/site.entity.ts'
import type { Organisation } from '../organisation/organisation.entity.ts'
import { openHoursBook } from '../sla/hours-book.ts'
import type { Ticket } from '../tickets/ticket.entity.ts'
import { documentLanguageOf } from '../words/document-language.ts'
import { paperWords } from '../words/paper-words.ts'
import type { PartUse } from './part-use.entity.ts'
import type { ReportContent } from './service-report.entity.ts'
import type { TimeEntry } from './time-entry.entity.ts'

/** Rows that a report is made from; `names` gives people's names by id. */
export interface ReportSource {
  readonly organisation: Organisation
  readonly client: Client
  readonly site: Site | null
  readonly ticket: Ticket
  readonly technician: string
  readonly names: ReadonlyMap<string, string>
  readonly entries: readonly TimeEntry[]
  readonly parts: readonly PartUse[]
  readonly assets: readonly Asset[]
}

/** The content; voided time and returned parts are left out, work stands in the order of time. @param summary what was done, in words */
export function reportContentOf(source: ReportSource, summary: string): ReportContent {
  const { organisation, client, site, ticket, names } = source
  const timeZone = site?.timeZone ?? organisation.timeZone
  const language = documentLanguageOf(client, organisation)
  const { dateAt } = openHoursBook([])
  const work = source.entries.filter((entry) => entry.voidedAt === null).toSorted(byStart)
  return {
    language,
    provider: organisation.legalName || organisation.name,
    client: (client.legalName || client.name).slice(0, 200),
    site: site === null ? '' : [site.name, site.address, site.city].filter((text) => text !== '').join('\n'),
    ticketNumber: ticket.number === null ? ticket.provisionalNumber : String(ticket.number),
    subject: ticket.subject,
    technician: source.technician,
    timeZone,
    summary,
    work: work.map((entry) => ({
      date: dateAt(timeZone, entry.startedAt),
      from: entry.startedAt,
      to: entry.endedAt,
      minutes: entry.rawMinutes,
      kind: paperWords[language].report.kinds[entry.kind],
      person: names.get(entry.personId) ?? '',
      note: entry.note
    })),
    parts: source.parts
      .filter((part) => part.returnedAt === null)
      .map(({ description, sku, quantity, serials }) => ({ description, sku, quantity, serials: [...(serials ?? [])] })),
    assets: source.assets.map(({ name, tag, serial }) => ({ name, tag, serial }))
  }
}

/** Minutes of all work on a report. */
export function reportMinutes({ work }: Pick<ReportContent, 'work'>): number {
  return work.reduce((sum, entry) => sum + entry.minutes, 0)
}

function byStart(a: TimeEntry, b: TimeEntry): number {
  return a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1)
}
