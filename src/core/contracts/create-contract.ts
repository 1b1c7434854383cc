// Writes down a contract with a client.

import { defineCreate } from '../records/create-record.ts'
import { type Contract, contract } from './contract.entity.ts'
import { checkContract, contractLinks, loadClauseLinks } from './contract.rules.ts'
import { coverChange } from './contract-cover.ts'

/** `contract.create` {clientId, name, model, startsOn, …}. Refused when it ends before it begins. */
export const createContract = defineCreate({
  name: 'contract.create',
  entity: contract,
  requires: 'contract.edit',
  event: 'contract.created',
  owner: 'client',
  required: ['name', 'model', 'startsOn'],
  links: contractLinks,
  undo: 'contract.archive',
  blank: ({ keys, now, owner }): Contract => ({
    ...keys,
    name: '',
    model: 'flat-fee',
    startsOn: '1970-01-01',
    endsOn: null,
    renewal: 'manual',
    noticeDays: 90,
    feeMinor: 0,
    currency: owner?.currency ?? 'EUR',
    interval: 'monthly',
    units: null,
    tiers: [],
    prepaidMinutes: null,
    hourlyRateMinor: null,
    clauses: [],
    slaPolicyName: null,
    notes: '',
    custom: {},
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
    slaPolicyId: null,
    priceListId: null,
    calendarId: null,
    taxRateId: null,
    tierModel: null,
    unitSteps: null,
    includedMinutes: null,
    rollover: null,
    indexation: null,
    renewalMonths: null,
    billing: null,
    position: null
  }),
  extra: (input, reader) => loadClauseLinks(input.clauses, reader),
  check: checkContract,
  also: (row) => coverChange(row, null)
})
