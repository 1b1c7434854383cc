// Brings a team back from the archive.

import { defineArchive } from '../records/archive-record.ts'
import { team } from './team.entity.ts'

/** `team.restore` {id}. A no-op when it is not archived. */
export const restoreTeam = defineArchive({
  name: 'team.restore',
  entity: team,
  requires: 'organisation.edit',
  event: 'team.restored',
  archives: false,
  undo: 'team.archive'
})
