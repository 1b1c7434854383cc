// A asset of which nothing is known yet: what creating and importing start from.

import type { Start } from '../records/create-record.ts'
import type { Asset } from './asset.entity.ts'

/** The values of every field that nobody gave. */
export function blankAsset({ keys, now, owner }: Start): Asset {
  return {
    ...keys,
    kind: 'other',
    name: '',
    tag: '',
    serial: '',
    manufacturer: '',
    model: '',
    siteId: null,
    ownerContactId: null,
    status: 'in-use',
    purchasedOn: null,
    warrantyUntil: null,
    endOfLifeOn: null,
    replacementCostMinor: null,
    currency: owner?.currency ?? 'EUR',
    relations: [],
    notes: '',
    custom: {},
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  }
}
