// Brings one asset in from elsewhere, or up to date with its source.

import { contact } from '../clients/contact.entity.ts'
import { site } from '../clients/site.entity.ts'
import { defineImport } from '../records/import-record.ts'
import { blankAsset } from './blank-asset.ts'
import { asset } from './asset.entity.ts'

/** `import.asset` {source, key, clientId, fields}. Creates or updates; see defineImport. */
export const importAsset = defineImport({
  name: 'import.asset',
  entity: asset,
  owner: 'client',
  links: { siteId: site, ownerContactId: contact },
  required: ['name'],
  blank: blankAsset
})
