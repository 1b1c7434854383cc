// Brings an asset back from the archive.

import { defineArchive } from '../records/archive-record.ts'
import { asset } from './asset.entity.ts'

/** `asset.restore` {id}. A no-op when it is not archived. */
export const restoreAsset = defineArchive({
  name: 'asset.restore',
  entity: asset,
  requires: 'asset.edit',
  event: 'asset.restored',
  archives: false,
  undo: 'asset.archive'
})
