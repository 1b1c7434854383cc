// Puts a site away: it leaves the lists, nothing of it is lost.

import { defineArchive } from '../records/archive-record.ts'
import { site } from './site.entity.ts'

/** `site.archive` {id}. A no-op when it is archived already. */
export const archiveSite = defineArchive({
  name: 'site.archive',
  entity: site,
  requires: 'client.edit',
  event: 'site.archived',
  archives: true,
  undo: 'site.restore'
})
