// Brings one client in from elsewhere, or up to date with its source.

import { defineImport } from '../records/import-record.ts'
import { blankClient } from './blank-client.ts'
import { client } from './client.entity.ts'

/** `import.client` {source, key, fields}. Creates or updates; see defineImport. A new one without a code takes its key as code. */
export const importClient = defineImport({
  name: 'import.client',
  entity: client,
  owner: 'itself',
  required: ['name'],
  blank: (start, input) => ({ ...blankClient(start), code: input.key.slice(0, 24) })
})
