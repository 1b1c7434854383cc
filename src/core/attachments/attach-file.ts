// Puts a file on a ticket by the hash of its content. The content follows on its own way; a file that never arrives holds nothing up.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { touchTicket } from '../work/work.rules.ts'
import { attachment, contentHash, fileName, maxAttachmentBytes, mediaType } from './attachment.entity.ts'

/** `attachment.attach` {ticketId, commentId?, name, mime, size, sha256}. Refused on an archived ticket. Undo takes the file off again. */
export const attachFile = defineCommand({
  name: 'attachment.attach',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({
    ticketId: id,
    commentId: id.optional(),
    name: fileName,
    mime: mediaType,
    size: z.int().min(0).max(maxAttachmentBytes),
    sha256: contentHash
  }),
  async load(input, reader) {
    return { ticket: await reader.need(ticket, input.ticketId) }
  },
  decide(state, input, context) {
    if (state.ticket.archivedAt !== null) return refuse('archived', { values: { entity: ticket.name } })
    const row = {
      id: context.newId(1),
      clientId: state.ticket.clientId,
      ticketId: input.ticketId,
      commentId: input.commentId ?? null,
      name: input.name,
      mime: input.mime,
      size: input.size,
      sha256: input.sha256,
      addedById: context.actor.personId,
      at: context.now,
      archivedAt: null
    }
    const subject = { subjectEntity: ticket.name, subjectId: row.ticketId, clientId: row.clientId }
    return ok({
      changes: [{ type: 'create', entity: attachment.name, row }, touchTicket(state.ticket, context.now)],
      events: [{ kind: 'ticket.file-attached', ...subject, data: { attachmentId: row.id, name: row.name, size: row.size } }]
    })
  },
  invert: (_state, input, context) => [{ name: 'attachment.archive', input: { id: context.newId(1), ticketId: input.ticketId } }]
})
