// Takes a new customer company into the books.

import { defineCreate } from '../records/create-record.ts'
import { type Client, client } from './client.entity.ts'
import { checkClientCode, clientsWithCode } from './client.rules.ts'

/** `client.create` {name, code, currency, …}. Refused when another client has the code. */
export const createClient = defineCreate({
  name: 'client.create',
  entity: client,
  requires: 'client.edit',
  event: 'client.created',
  owner: 'itself',
  required: ['name', 'code', 'currency'],
  undo: 'client.archive',
  blank: ({ keys, now }): Client => ({
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
    riskTolerance: null,
    growth: null,
    inHouseIt: null,
    tags: [],
    custom: {},
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  }),
  extra: (input, reader) => clientsWithCode(input.code, reader),
  check: (row, sameCode) => checkClientCode(row.id, row.code, sameCode)
})
