// Takes a file off a ticket: it leaves the strip, row and content stay.

import { defineCommand } from '../kernel/command.ts'
import { attachmentStepInput, loadAttachment, markAttachment } from './attachment-steps.ts'

/** `attachment.archive` {id, ticketId}. A no-op when it is off already. */
export const archiveAttachment = defineCommand({
  name: 'attachment.archive',
  version: 1,
  requires: 'ticket.work',
  input: attachmentStepInput,
  load: loadAttachment,
  decide: (state, _input, context) => markAttachment(state.attachment, true, context),
  invert: (state, input) => (state.attachment.archivedAt === null ? [{ name: 'attachment.restore', input }] : [])
})
