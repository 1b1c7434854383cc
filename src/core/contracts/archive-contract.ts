// Puts a contract away: it leaves the lists, nothing of it is lost.

import { defineArchive } from '../records/archive-record.ts'
import { contract } from './contract.entity.ts'
import { coverChange, keptCover } from './contract-cover.ts'

/** `contract.archive` {id}. A no-op when it is archived already. */
export const archiveContract = defineArchive({
  name: 'contract.archive',
  entity: contract,
  requires: 'contract.edit',
  event: 'contract.archived',
  archives: true,
  undo: 'contract.restore',
  extra: (row, reader) => keptCover(row.id, reader),
  also: coverChange
})
