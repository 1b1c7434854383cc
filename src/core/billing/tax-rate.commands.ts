// Keeping tax rates: add, change, put away, bring back.

import { defineArchive } from '../records/archive-record.ts'
import { defineCreate } from '../records/create-record.ts'
import { defineEdit } from '../records/edit-record.ts'
import { type TaxRate, taxRate } from './tax-rate.entity.ts'
import { checkTaxRate } from './tax-rate.rules.ts'

/** `tax-rate.create` {name, category, rate, …}. Refused when category and rate don't fit. */
export const createTaxRate = defineCreate({
  name: 'tax-rate.create',
  entity: taxRate,
  requires: 'terms.edit',
  event: 'tax_rate.created',
  owner: 'organisation',
  required: ['name', 'category', 'rate'],
  undo: 'tax-rate.archive',
  blank: ({ keys, now }): TaxRate => ({
    ...keys,
    name: '',
    category: 'S',
    rate: 0,
    country: '',
    exemptionReason: '',
    validFrom: null,
    validTo: null,
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  }),
  check: checkTaxRate
})

/** `tax-rate.edit` {id, fields}. Issued documents keep the rate they were issued with. */
export const editTaxRate = defineEdit({
  name: 'tax-rate.edit',
  entity: taxRate,
  requires: 'terms.edit',
  event: 'tax_rate.edited',
  check: ({ after }) => checkTaxRate(after)
})

/** `tax-rate.archive` {id}. */
export const archiveTaxRate = defineArchive({
  name: 'tax-rate.archive',
  entity: taxRate,
  requires: 'terms.edit',
  event: 'tax_rate.archived',
  archives: true,
  undo: 'tax-rate.restore'
})

/** `tax-rate.restore` {id}. */
export const restoreTaxRate = defineArchive({
  name: 'tax-rate.restore',
  entity: taxRate,
  requires: 'terms.edit',
  event: 'tax_rate.restored',
  archives: false,
  undo: 'tax-rate.archive'
})
