// Brings one site in from elsewhere, or up to date with its source.

import { defineImport } from '../records/import-record.ts'
import { blankSite } from './blank-site.ts'
import { site } from './site.entity.ts'

/** `import.site` {source, key, clientId, fields}. Creates or updates; see defineImport. */
export const importSite = defineImport({
  name: 'import.site',
  entity: site,
  owner: 'client',
  required: ['name'],
  blank: blankSite
})
