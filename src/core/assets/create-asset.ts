// Adds a thing to look after.

import { contact } from '../clients/contact.entity.ts'
import { site } from '../clients/site.entity.ts'
import { defineCreate } from '../records/create-record.ts'
import { blankAsset } from './blank-asset.ts'
import { asset } from './asset.entity.ts'

/** `asset.create` {clientId, name, kind, …}. Site and owner must be the client's own. */
export const createAsset = defineCreate({
  name: 'asset.create',
  entity: asset,
  requires: 'asset.edit',
  event: 'asset.created',
  owner: 'client',
  required: ['name', 'kind'],
  links: { siteId: site, ownerContactId: contact },
  undo: 'asset.archive',
  blank: blankAsset
})
