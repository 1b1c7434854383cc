// Adds a person at a client.

import { defineCreate } from '../records/create-record.ts'
import { type Contact, contact } from './contact.entity.ts'
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
  blank: ({ keys, now }): Contact => ({
    ...keys,
    siteId: null,
    name: '',
    email: '',
    phone: '',
    mobile: '',
    position: '',
    main: false,
    vip: false,
    notes: '',
    custom: {},
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  })
})
