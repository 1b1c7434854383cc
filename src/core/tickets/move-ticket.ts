// Moves a ticket to another client with everything that hangs on it; what belongs to the old client (site, contact, assets, links) is let go.
// `fromClientId` is what the person saw: when somebody moved the ticket meanwhile, a person must look again.

import { z } from 'zod'
import { attachment } from '../attachments/attachment.entity.ts'
import { client } from '../clients/client.entity.ts'
import { conflict } from '../conflicts/conflict.entity.ts'
import { event } from '../history/event.entity.ts'
import type { Change } from '../kernel/change.ts'
import { type CommandCall, defineCommand, type Reader } from '../kernel/command.ts'
import type { BaseRow } from '../kernel/entity.ts'
import type { Id } from '../kernel/ids.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { person } from '../organisation/person.entity.ts'
import { pickFields, touched } from '../records/fields.ts'
import { partUse } from '../work/part-use.entity.ts'
import { timeEntry } from '../work/time-entry.entity.ts'
import { timer } from '../work/timer.entity.ts'
import { canSee } from './assignee.rules.ts'
import { comment } from './comment.entity.ts'
import { type Ticket, ticket } from './ticket.entity.ts'

const noLinks = { siteId: null, contactId: null, assetIds: [], parentId: null, duplicateOfId: null, causedById: null }

/** `ticket.move` {id, fromClientId, clientId}. Refused for an archived client and when the ticket is no longer with `fromClientId`. */
export const moveTicket = defineCommand({
  name: 'ticket.move',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ id, fromClientId: id, clientId: id }),
  async load(input, reader) {
    const row = await reader.need(ticket, input.id)
    return {
      ticket: row,
      target: await reader.need(client, input.clientId),
      assignee: row.assigneeId === null ? null : await reader.get(person, row.assigneeId),
      children: await loadChildren(input.id, reader)
    }
  },
  decide(state, input, context) {
    const row = state.ticket
    if (row.clientId === input.clientId) return ok({ changes: [], events: [] })
    if (row.archivedAt !== null) return refuse('archived', { values: { entity: ticket.name } })
    if (row.clientId !== input.fromClientId) return refuse('wrong-client', { field: 'fromClientId' })
    if (state.target.archivedAt !== null) return refuse('archived', { field: 'clientId', values: { entity: client.name } })
    const assigneeId = state.assignee && canSee(state.assignee, input.clientId) ? row.assigneeId : null
    const fields = { ...noLinks, clientId: input.clientId, assigneeId, ...touched(row, context.now) }
    const changes: Change[] = [{ type: 'patch', entity: ticket.name, id: row.id, fields }]
    for (const child of state.children)
      changes.push({ type: 'patch', entity: child.entity, id: child.row.id, fields: { clientId: input.clientId } })
    return ok({ changes, events: [{ kind: 'ticket.moved', subjectEntity: ticket.name, subjectId: row.id, clientId: input.clientId }] })
  },
  invert: (state, input) => inverseOf(state.ticket, state.assignee !== null && !canSee(state.assignee, input.clientId), input.clientId)
})

function inverseOf(row: Ticket, unassigned: boolean, clientId: Id): readonly CommandCall[] {
  if (row.clientId === clientId) return []
  const calls: CommandCall[] = [
    { name: 'ticket.move', input: { id: row.id, fromClientId: clientId, clientId: row.clientId } },
    { name: 'ticket.edit', input: { id: row.id, fields: pickFields(row, ['siteId', 'contactId', 'assetIds']) } }
  ]
  if (row.parentId !== null) calls.push({ name: 'ticket.link', input: { id: row.id, kind: 'parent', targetId: row.parentId } })
  if (row.causedById !== null) calls.push({ name: 'ticket.link', input: { id: row.id, kind: 'caused-by', targetId: row.causedById } })
  if (row.duplicateOfId !== null) calls.push({ name: 'ticket.link', input: { id: row.id, kind: 'duplicate', targetId: row.duplicateOfId } })
  if (unassigned) calls.push({ name: 'ticket.assign', input: { id: row.id, assigneeId: row.assigneeId } })
  return calls
}

interface Child {
  readonly entity: string
  readonly row: BaseRow
}

async function loadChildren(ticketId: Id, reader: Reader): Promise<readonly Child[]> {
  const lists = await Promise.all([
    ...[comment, timeEntry, partUse, timer, attachment].map(async (entity) => ({
      entity: entity.name,
      rows: await reader.list<BaseRow>(entity, 'ticketId', ticketId)
    })),
    reader.list(event, 'subjectId', ticketId).then((rows) => ({ entity: event.name, rows })),
    reader.list(conflict, 'rowId', ticketId).then((rows) => ({ entity: conflict.name, rows }))
  ])
  return lists.flatMap(({ entity, rows }) => rows.map((row) => ({ entity, row })))
}
