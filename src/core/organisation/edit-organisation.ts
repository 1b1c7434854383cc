// Changes the provider's own name, currency, zone and language.

import { defineEdit } from '../records/edit-record.ts'
import { organisation } from './organisation.entity.ts'

/** `organisation.edit` {id, fields}. */
export const editOrganisation = defineEdit({
  name: 'organisation.edit',
  entity: organisation,
  requires: 'organisation.edit',
  event: 'organisation.edited'
})
