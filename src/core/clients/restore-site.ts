// Brings a site back from the archive.

import { defineArchive } from '../records/archive-record.ts'
import { site } from './site.entity.ts'

/** `site.restore` {id}. A no-op when it is not archived. */
export const restoreSite = defineArchive({
  name: 'site.restore',
  entity: site,
  requires: 'client.edit',
  event: 'site.restored',
  archives: false,
  undo: 'site.archive'
})
