// Brings one contact in from elsewhere, or up to date with its source.

import { defineImport } from '../records/import-record.ts'
import { blankContact } from './blank-contact.ts'
import { contact } from './contact.entity.ts'
import { site } from './site.entity.ts'

/** `import.contact` {source, key, clientId, fields}. Creates or updates; see defineImport. */
export const importContact = defineImport({
  name: 'import.contact',
  entity: contact,
  owner: 'client',
  links: { siteId: site },
  required: ['name'],
  blank: blankContact
})
