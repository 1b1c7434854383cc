// Brings a ticket back from the archive.

import { defineArchive } from '../records/archive-record.ts'
import { ticket } from './ticket.entity.ts'

/** `ticket.restore` {id}. A no-op when it is not archived. */
export const restoreTicket = defineArchive({
  name: 'ticket.restore',
  entity: ticket,
  requires: 'ticket.archive',
  event: 'ticket.restored',
  archives: false,
  undo: 'ticket.archive'
})
