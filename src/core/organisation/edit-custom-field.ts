// Changes a custom field's label, options, help or place. Its kind and record stay: values were written for them.

import { defineEdit } from '../records/edit-record.ts'
import { customField } from './custom-field.entity.ts'
import { checkOptions } from './custom-field.rules.ts'

/** `custom-field.edit` {id, fields}. */
export const editCustomField = defineEdit({
  name: 'custom-field.edit',
  entity: customField,
  requires: 'organisation.edit',
  event: 'custom_field.edited',
  except: ['entity', 'kind'],
  check: ({ after }) => checkOptions(after)
})
