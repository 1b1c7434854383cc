// Brings one ticket in from elsewhere with its history, or up to date with its source: the source's times, actors' names and statuses stay.
// Events and comments have ids from the source's own keys, so a second run adds only what is new.

import { z } from 'zod'
import { asset } from '../assets/asset.entity.ts'
import { contact } from '../clients/contact.entity.ts'
import { site } from '../clients/site.entity.ts'
import { event } from '../history/event.entity.ts'
import type { Change, EventDraft } from '../kernel/change.ts'
import { defineCommand, type Reader } from '../kernel/command.ts'
import { type Id, sourceId } from '../kernel/ids.ts'
import { ok } from '../kernel/result.ts'
import { givenInstant, id, line, text } from '../kernel/schema.ts'
import { person } from '../organisation/person.entity.ts'
import { team } from '../organisation/team.entity.ts'
import type { Start } from '../records/create-record.ts'
import { editableFields, fieldsSchema } from '../records/fields.ts'
import { checkImport, type ImportInput, importKeys, loadImport, writeImport } from '../records/import-record.ts'
import { blankTicket } from './blank-ticket.ts'
import { comment } from './comment.entity.ts'
import { type Ticket, ticket } from './ticket.entity.ts'
import { deriveTicket } from './ticket.rules.ts'

const facts = ['status', 'diagnosedAt', 'resolvedAt', 'closedAt', 'billedAt', 'statusSince', 'reopenCount', 'reassignCount'] as const
const names = [...editableFields(ticket, ['provisionalNumber', 'createdById']), ...facts, 'updatedAt']

const importedEvent = z.strictObject({
  /** Unique within the ticket: the same key is the same event on a second run. */
  key: line(200),
  /** Such as `ticket.status-changed`, `ticket.assigned`, `ticket.reopened`, `ticket.opened`, `ticket.edited`. */
  kind: line(64),
  at: givenInstant,
  /** The actor's name at the source; left out: the source's name. */
  actorName: text(200).optional(),
  changes: z.array(z.strictObject({ field: text(64), from: z.json(), to: z.json() })).max(100),
  data: z.record(z.string(), z.json()).optional()
})

const importedComment = z.strictObject({
  key: line(200),
  at: givenInstant,
  authorName: text(200),
  visibility: z.literal(['public', 'internal']),
  body: text(65_536)
})

const options = {
  entity: ticket,
  owner: 'client',
  blank: importedBlank,
  links: { siteId: site, contactId: contact, assetIds: asset, assigneeId: person, teamId: team }
} as const

/**
 * `import.ticket` {source, key, clientId, fields, events, comments}. `fields` takes every field of a ticket but its number, stage and
 * priority (they follow), with instants in UTC milliseconds. Finds the ticket by its id from the source, else by `fields.externalNumber`
 * within the client.
 */
export const importTicket = defineCommand({
  name: 'import.ticket',
  version: 1,
  requires: 'import.run',
  input: z.strictObject({
    ...importKeys,
    clientId: id,
    fields: fieldsSchema(ticket, names, ['subject']),
    events: z.array(importedEvent).max(2000),
    comments: z.array(importedComment).max(2000)
  }),
  async load(input, reader) {
    const state = await loadImport(options, input, reader)
    const existing = state.row ?? (await findByNumber(input.clientId, input.fields.externalNumber, reader))
    const found = state.row || !existing ? state : await loadImport(options, input, reader, existing)
    return { ...found, known: existing ? await knownIds(existing.id, reader) : new Set<Id>() }
  },
  decide(state, input, context) {
    const refused = checkImport(state, input)
    if (refused) return refused
    const written = writeImport(options, state, input, context, deriveTicket)
    const row = written?.row ?? state.row
    if (!row) return ok({ changes: [], events: [] })
    const scope = { source: input.source, key: input.key, row }
    const comments = input.comments.map((item) => commentRow(item, scope)).filter((change) => !state.known.has(change.row.id))
    const events = input.events.map((item) => eventDraft(item, scope)).filter((draft) => !state.known.has(draft.id))
    const numbered = state.row
      ? []
      : [{ type: 'patch', entity: ticket.name, id: row.id, fields: { number: context.nextNumber('ticket') } } as const]
    const changes: Change[] = [...(written ? [written.change] : []), ...numbered, ...comments]
    return ok({ changes, events: [...(written ? [written.event] : []), ...events] })
  }
})

/** What an imported ticket starts from: its own times, not those of the import. */
function importedBlank({ keys, context }: Start, { fields }: ImportInput<Ticket>): Ticket {
  const openedAt = fields.openedAt ?? context.now
  const statusSince = fields.closedAt ?? fields.resolvedAt ?? openedAt
  const blank = { ...blankTicket(context, keys.clientId), ...keys, createdById: null, channel: 'import' } as const
  return { ...blank, openedAt, statusSince, updatedAt: statusSince }
}

async function findByNumber(clientId: Id, number: string | null | undefined, reader: Reader): Promise<Ticket | null> {
  if (!number) return null
  const rows = await reader.list(ticket, 'externalNumber', number)
  return rows.find((row) => row.clientId === clientId && row.externalNumber === number) ?? null
}

async function knownIds(ticketId: Id, reader: Reader): Promise<ReadonlySet<Id>> {
  const [events, comments] = await Promise.all([reader.list(event, 'subjectId', ticketId), reader.list(comment, 'ticketId', ticketId)])
  return new Set([...events, ...comments].map((row) => row.id))
}

interface Scope {
  readonly source: string
  readonly key: string
  readonly row: Ticket
}

function commentRow(item: z.infer<typeof importedComment>, { source, key, row }: Scope) {
  const written = {
    id: sourceId(`comment/${source}/${key}`, item.key),
    clientId: row.clientId,
    ticketId: row.id,
    visibility: item.visibility,
    channel: 'import',
    authorId: null,
    contactId: null,
    authorName: item.authorName,
    body: item.body,
    at: item.at
  } as const
  return { type: 'create', entity: comment.name, row: written } as const
}

function eventDraft(item: z.infer<typeof importedEvent>, { source, key, row }: Scope): EventDraft & { readonly id: Id } {
  return {
    id: sourceId(`event/${source}/${key}`, item.key),
    kind: item.kind,
    subjectEntity: ticket.name,
    subjectId: row.id,
    clientId: row.clientId,
    at: item.at,
    actorName: item.actorName ?? source,
    changes: item.changes,
    data: item.data ?? {}
  }
}
