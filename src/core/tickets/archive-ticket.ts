// Puts a ticket away: it leaves the lists, nothing of it is lost.

import { defineArchive } from '../records/archive-record.ts'
import { ticket } from './ticket.entity.ts'

/** `ticket.archive` {id}. A no-op when it is archived already. */
export const archiveTicket = defineArchive({
  name: 'ticket.archive',
  entity: ticket,
  requires: 'ticket.archive',
  event: 'ticket.archived',
  archives: true,
  undo: 'ticket.restore'
})
