// Changes a saved view: its name, filters, columns, or who sees it.

import { defineEdit } from '../records/edit-record.ts'
import { person } from './person.entity.ts'
import { savedView } from './saved-view.entity.ts'
import { checkViewOwner } from './saved-view.rules.ts'

/** `saved-view.edit` {id, fields}. Refused for somebody else's private view. */
export const editSavedView = defineEdit({
  name: 'saved-view.edit',
  entity: savedView,
  requires: 'ticket.work',
  event: 'saved_view.edited',
  except: ['entity'],
  links: { ownerId: person },
  check: ({ before, context }) => checkViewOwner(before, context)
})
