// Adds a person at a client.

import { defineCreate } from '../records/create-record.ts'
import { blankContact } from './blank-contact.ts'
import { contact } from './contact.entity.ts'
import { site } from './site.entity.ts'

/** `contact.create` {clientId, name, …}. The site must be the client's own. */
export const createContact = defineCreate({
  name: 'contact.create',
  entity: contact,
  requires: 'client.edit',
  event: 'contact.created',
  owner: 'client',
  required: ['name'],
  links: { siteId: site },
  undo: 'contact.archive',
  blank: blankContact
})
