// Puts a contact away: it leaves the lists, nothing of it is lost.

import { defineArchive } from '../records/archive-record.ts'
import { contact } from './contact.entity.ts'

/** `contact.archive` {id}. A no-op when it is archived already. */
export const archiveContact = defineArchive({
  name: 'contact.archive',
  entity: contact,
  requires: 'client.edit',
  event: 'contact.archived',
  archives: true,
  undo: 'contact.restore'
})
