// Changes a site's fields.

import { defineEdit } from '../records/edit-record.ts'
import { site } from './site.entity.ts'

/** `site.edit` {id, fields}. */
export const editSite = defineEdit({
  name: 'site.edit',
  entity: site,
  requires: 'client.edit',
  event: 'site.edited'
})
