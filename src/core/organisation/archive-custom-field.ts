// Puts a custom field away: it leaves the lists, nothing of it is lost.

import { defineArchive } from '../records/archive-record.ts'
import { customField } from './custom-field.entity.ts'

/** `custom-field.archive` {id}. A no-op when it is archived already. */
export const archiveCustomField = defineArchive({
  name: 'custom-field.archive',
  entity: customField,
  requires: 'organisation.edit',
  event: 'custom_field.archived',
  archives: true,
  undo: 'custom-field.restore'
})
