// Adds and removes tags: decided on the tags that are there by then, so bulk tagging from several devices adds up.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id, line } from '../kernel/schema.ts'
import { touched } from '../records/fields.ts'
import { type Ticket, ticket } from './ticket.entity.ts'

const tagList = z.array(line(60)).max(50)
type TagInput = { readonly add: readonly string[]; readonly remove: readonly string[] }

/** `ticket.tag` {id, add, remove}. Tags that are there already, or not there, are a no-op; at most 50 on a ticket. */
export const tagTicket = defineCommand({
  name: 'ticket.tag',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ id, add: tagList, remove: tagList }),
  async load(input, reader) {
    return { ticket: await reader.need(ticket, input.id) }
  },
  decide(state, input, context) {
    const row = state.ticket
    const { added, removed, tags } = retagged(row, input)
    if (added.length === 0 && removed.length === 0) return ok({ changes: [], events: [] })
    if (row.archivedAt !== null) return refuse('archived', { values: { entity: ticket.name } })
    if (tags.length > 50) return refuse('invalid-input', { field: 'add', expected: 'at most 50 tags on a ticket' })
    return ok({
      changes: [{ type: 'patch', entity: ticket.name, id: row.id, fields: { tags, ...touched(row, context.now) } }],
      events: [{ kind: 'ticket.tagged', subjectEntity: ticket.name, subjectId: row.id, clientId: row.clientId, data: { added, removed } }]
    })
  },
  invert(state, input) {
    const { added, removed } = retagged(state.ticket, input)
    return added.length + removed.length === 0 ? [] : [{ name: 'ticket.tag', input: { id: input.id, add: removed, remove: added } }]
  }
})

function retagged(row: Ticket, input: TagInput): { added: string[]; removed: string[]; tags: string[] } {
  const removed = row.tags.filter((tag) => input.remove.includes(tag))
  const added = [...new Set(input.add)].filter((tag) => !row.tags.includes(tag) && !input.remove.includes(tag))
  return { added, removed, tags: [...row.tags.filter((tag) => !removed.includes(tag)), ...added] }
}
