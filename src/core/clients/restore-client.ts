// Brings a client back from the archive.

import { defineArchive } from '../records/archive-record.ts'
import { client } from './client.entity.ts'

/** `client.restore` {id}. A no-op when it is not archived. */
export const restoreClient = defineArchive({
  name: 'client.restore',
  entity: client,
  requires: 'client.edit',
  event: 'client.restored',
  archives: false,
  undo: 'client.archive'
})
