// Adds a place of a client.

import { defineCreate } from '../records/create-record.ts'
import { blankSite } from './blank-site.ts'
import { site } from './site.entity.ts'

/** `site.create` {clientId, name, timeZone, …}. */
export const createSite = defineCreate({
  name: 'site.create',
  entity: site,
  requires: 'client.edit',
  event: 'site.created',
  owner: 'client',
  required: ['name', 'timeZone'],
  undo: 'site.archive',
  blank: blankSite
})
