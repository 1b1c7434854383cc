// Adds a field to a kind of record.

import { defineCreate } from '../records/create-record.ts'
import { type CustomField, customField } from './custom-field.entity.ts'
import { checkOptions } from './custom-field.rules.ts'

/** `custom-field.create` {entity, label, kind, options?, …}. A choice needs options. */
export const createCustomField = defineCreate({
  name: 'custom-field.create',
  entity: customField,
  requires: 'organisation.edit',
  event: 'custom_field.created',
  owner: 'organisation',
  required: ['entity', 'label', 'kind'],
  undo: 'custom-field.archive',
  blank: ({ keys, now }): CustomField => ({
    ...keys,
    entity: 'ticket',
    label: '',
    kind: 'text',
    options: [],
    help: '',
    position: 0,
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  }),
  check: checkOptions
})
