// Puts a saved view away.

import { defineArchive } from '../records/archive-record.ts'
import { savedView } from './saved-view.entity.ts'
import { checkViewOwner } from './saved-view.rules.ts'

/** `saved-view.archive` {id}. Refused for somebody else's private view. */
export const archiveSavedView = defineArchive({
  name: 'saved-view.archive',
  entity: savedView,
  requires: 'ticket.work',
  event: 'saved_view.archived',
  archives: true,
  undo: 'saved-view.restore',
  check: (row, _extra, context) => checkViewOwner(row, context)
})
