// A contact of which nothing is known yet: what creating and importing start from.

import type { Start } from '../records/create-record.ts'
import type { Contact } from './contact.entity.ts'

/** The values of every field that nobody gave. */
export function blankContact({ keys, now }: Start): Contact {
  return {
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
  }
}
