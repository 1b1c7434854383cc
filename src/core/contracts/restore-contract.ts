// Brings a contract back from the archive.

import { defineArchive } from '../records/archive-record.ts'
import { contract } from './contract.entity.ts'
import { coverChange, keptCover } from './contract-cover.ts'

/** `contract.restore` {id}. A no-op when it is not archived. */
export const restoreContract = defineArchive({
  name: 'contract.restore',
  entity: contract,
  requires: 'contract.edit',
  event: 'contract.restored',
  archives: false,
  undo: 'contract.archive',
  extra: (row, reader) => keptCover(row.id, reader),
  also: coverChange
})
