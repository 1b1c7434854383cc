// Brings a contact back from the archive.

import { defineArchive } from '../records/archive-record.ts'
import { contact } from './contact.entity.ts'

/** `contact.restore` {id}. A no-op when it is not archived. */
export const restoreContact = defineArchive({
  name: 'contact.restore',
  entity: contact,
  requires: 'client.edit',
  event: 'contact.restored',
  archives: false,
  undo: 'contact.archive'
})
