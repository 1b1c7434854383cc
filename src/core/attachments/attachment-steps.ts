// What taking a file off a ticket and putting it back have in common: nothing is erased, doing it twice is a no-op.

import { z } from 'zod'
import type { DecideContext, Reader } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { type Attachment, attachment } from './attachment.entity.ts'

/** Input of both: the file and its ticket. */
export const attachmentStepInput = z.strictObject({ id, ticketId: id })

/** Finds the file among those of its ticket. */
export async function loadAttachment(input: z.infer<typeof attachmentStepInput>, reader: Reader): Promise<{ attachment: Attachment }> {
  const files = await reader.list(attachment, 'ticketId', input.ticketId)
  return { attachment: files.find((file) => file.id === input.id) ?? (await reader.need(attachment, input.id)) }
}

/** Sets or clears the mark, with the event that says so. */
export function markAttachment(row: Attachment, archives: boolean, context: DecideContext) {
  if ((row.archivedAt !== null) === archives) return ok({ changes: [], events: [] })
  const kind = archives ? 'ticket.file-archived' : 'ticket.file-restored'
  const subject = { subjectEntity: ticket.name, subjectId: row.ticketId, clientId: row.clientId }
  const fields = { archivedAt: archives ? context.now : null }
  return ok({
    changes: [{ type: 'patch' as const, entity: attachment.name, id: row.id, fields }],
    events: [{ kind, ...subject, data: { attachmentId: row.id, name: row.name } }]
  })
}
