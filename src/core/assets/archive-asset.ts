// Puts an asset away: it leaves the lists, nothing of it is lost.

import { defineArchive } from '../records/archive-record.ts'
import { asset } from './asset.entity.ts'

/** `asset.archive` {id}. A no-op when it is archived already. */
export const archiveAsset = defineArchive({
  name: 'asset.archive',
  entity: asset,
  requires: 'asset.edit',
  event: 'asset.archived',
  archives: true,
  undo: 'asset.restore'
})
