// A client of which nothing is known yet: what creating and importing start from.

import type { Start } from '../records/create-record.ts'
import type { Client } from './client.entity.ts'

/** The values of every field that nobody gave. */
export function blankClient({ keys, now }: Start): Client {
  return {
    ...keys,
    name: '',
    code: '',
    serviceModel: 'break-fix',
    industry: '',
    phone: '',
    website: '',
    notes: '',
    size: null,
    downtimeCostPerHourMinor: null,
    budgetMinor: null,
    currency: 'EUR',
    language: null,
    riskTolerance: null,
    growth: null,
    inHouseIt: null,
    tags: [],
    custom: {},
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  }
}
