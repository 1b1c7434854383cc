// Changes a contact's fields.

import { defineEdit } from '../records/edit-record.ts'
import { contact } from './contact.entity.ts'
import { site } from './site.entity.ts'

/** `contact.edit` {id, fields}. The site must be the client's own. */
export const editContact = defineEdit({
  name: 'contact.edit',
  entity: contact,
  requires: 'client.edit',
  event: 'contact.edited',
  links: { siteId: site }
})
