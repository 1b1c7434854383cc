// Puts a team away: it leaves the lists, nothing of it is lost.

import { defineArchive } from '../records/archive-record.ts'
import { team } from './team.entity.ts'

/** `team.archive` {id}. A no-op when it is archived already. */
export const archiveTeam = defineArchive({
  name: 'team.archive',
  entity: team,
  requires: 'organisation.edit',
  event: 'team.archived',
  archives: true,
  undo: 'team.restore'
})
