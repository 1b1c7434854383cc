// Brings a saved view back.

import { defineArchive } from '../records/archive-record.ts'
import { savedView } from './saved-view.entity.ts'
import { checkViewOwner } from './saved-view.rules.ts'

/** `saved-view.restore` {id}. Refused for somebody else's private view. */
export const restoreSavedView = defineArchive({
  name: 'saved-view.restore',
  entity: savedView,
  requires: 'ticket.work',
  event: 'saved_view.restored',
  archives: false,
  undo: 'saved-view.archive',
  check: (row, _extra, context) => checkViewOwner(row, context)
})
