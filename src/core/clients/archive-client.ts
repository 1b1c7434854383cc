// Puts a client away: it leaves the lists, nothing of it is lost.

import { defineArchive } from '../records/archive-record.ts'
import { client } from './client.entity.ts'

/** `client.archive` {id}. A no-op when it is archived already. */
export const archiveClient = defineArchive({
  name: 'client.archive',
  entity: client,
  requires: 'client.edit',
  event: 'client.archived',
  archives: true,
  undo: 'client.restore'
})
