// A site of which nothing is known yet: what creating and importing start from.

import type { Start } from '../records/create-record.ts'
import type { Site } from './site.entity.ts'

/** The values of every field that nobody gave. */
export function blankSite({ keys, now }: Start): Site {
  return {
    ...keys,
    name: '',
    address: '',
    city: '',
    country: '',
    timeZone: 'UTC',
    phone: '',
    accessNotes: '',
    custom: {},
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  }
}
