// Changes an asset's fields.

import { contact } from '../clients/contact.entity.ts'
import { site } from '../clients/site.entity.ts'
import { refuse } from '../kernel/refusal.ts'
import { defineEdit } from '../records/edit-record.ts'
import { asset } from './asset.entity.ts'

/** `asset.edit` {id, fields}. Site and owner must be the client's own; an asset has no relation to itself. */
export const editAsset = defineEdit({
  name: 'asset.edit',
  entity: asset,
  requires: 'asset.edit',
  event: 'asset.edited',
  links: { siteId: site, ownerContactId: contact },
  check: ({ after }) =>
    after.relations.some((relation) => relation.assetId === after.id) ? refuse('wrong-state', { field: 'fields.relations' }) : null
})
