// Brings a custom field back from the archive.

import { defineArchive } from '../records/archive-record.ts'
import { customField } from './custom-field.entity.ts'

/** `custom-field.restore` {id}. A no-op when it is not archived. */
export const restoreCustomField = defineArchive({
  name: 'custom-field.restore',
  entity: customField,
  requires: 'organisation.edit',
  event: 'custom_field.restored',
  archives: false,
  undo: 'custom-field.archive'
})
