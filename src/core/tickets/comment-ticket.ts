// Adds a public reply or an internal note to a ticket. Append-only, so it can't clash; a closed ticket can still be commented.

import { z } from 'zod'
import { contact } from '../clients/contact.entity.ts'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id, text } from '../kernel/schema.ts'
import { comment } from './comment.entity.ts'
import { ticket } from './ticket.entity.ts'

/**
 * `ticket.comment` {ticketId, visibility, channel, body, contactId?}: writes a comment and stamps the ticket as touched. `contactId`: a contact
 * of the client said it, and waits for an answer. Refused on an archived ticket, and for a contact of another client.
 */
export const commentTicket = defineCommand({
  name: 'ticket.comment',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({
    ticketId: id,
    visibility: z.literal(['public', 'internal']),
    channel: z.literal(['reply', 'call', 'note']),
    body: text(65_536).trim().min(1, 'expected some text'),
    contactId: id.optional()
  }),
  async load(input, reader) {
    return {
      ticket: await reader.need(ticket, input.ticketId),
      contact: input.contactId === undefined ? null : await reader.need(contact, input.contactId)
    }
  },
  decide(state, input, context) {
    if (state.ticket.archivedAt !== null) return refuse('archived', { values: { entity: 'ticket' } })
    if (state.contact && state.contact.clientId !== state.ticket.clientId) return refuse('wrong-client', { field: 'contactId' })
    const row = {
      id: context.newId(1),
      clientId: state.ticket.clientId,
      ticketId: input.ticketId,
      visibility: input.visibility,
      channel: input.channel,
      authorId: state.contact ? null : context.actor.personId,
      contactId: state.contact?.id ?? null,
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
          data: {
            commentId: row.id,
            visibility: input.visibility,
            channel: input.channel,
            ...(state.contact && { contactId: state.contact.id })
          }
        }
      ]
    })
  }
})
