// Adds a public reply or an internal note to a ticket. Append-only, so it can't clash; a closed ticket can still be commented.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id, text } from '../kernel/schema.ts'
import { comment } from './comment.entity.ts'
import { ticket } from './ticket.entity.ts'

/** `ticket.comment`: writes a comment and stamps the ticket as touched. Refused on an archived ticket. */
export const commentTicket = defineCommand({
  name: 'ticket.comment',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({
    ticketId: id,
    visibility: z.literal(['public', 'internal']),
    channel: z.literal(['reply', 'call', 'note']),
    body: text(65_536).trim().min(1, 'expected some text')
  }),
  async load(input, reader) {
    return { ticket: await reader.need(ticket, input.ticketId) }
  },
  decide(state, input, context) {
    if (state.ticket.archivedAt !== null) return refuse('archived', { values: { entity: 'ticket' } })
    const row = {
      id: context.newId(1),
      clientId: state.ticket.clientId,
      ticketId: input.ticketId,
      visibility: input.visibility,
      channel: input.channel,
      authorId: context.actor.personId,
      contactId: null,
      authorName: null,
      body: input.body,
      at: context.now
    }
    const touched = Math.max(context.now, state.ticket.updatedAt)
    return ok({
      changes: [
        { type: 'create', entity: comment.name, row },
        { type: 'patch', entity: ticket.name, id: input.ticketId, fields: { updatedAt: touched } }
      ],
      events: [
        {
          kind: 'ticket.commented',
          subjectEntity: ticket.name,
          subjectId: input.ticketId,
          clientId: state.ticket.clientId,
          data: { commentId: row.id, visibility: input.visibility, channel: input.channel }
        }
      ]
    })
  }
})
