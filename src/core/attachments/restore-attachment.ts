// Puts a file back on its ticket.

import { defineCommand } from '../kernel/command.ts'
import { attachmentStepInput, loadAttachment, markAttachment } from './attachment-steps.ts'

/** `attachment.restore` {id, ticketId}. A no-op when it is there. */
export const restoreAttachment = defineCommand({
  name: 'attachment.restore',
  version: 1,
  requires: 'ticket.work',
  input: attachmentStepInput,
  load: loadAttachment,
  decide: (state, _input, context) => markAttachment(state.attachment, false, context),
  invert: (state, input) => (state.attachment.archivedAt === null ? [] : [{ name: 'attachment.archive', input }])
})
