// Keeping price lists: add, change, put away, bring back.

import { defineArchive } from '../records/archive-record.ts'
import { defineCreate } from '../records/create-record.ts'
import { defineEdit } from '../records/edit-record.ts'
import { calendar } from '../sla/calendar.entity.ts'
import { type PriceListRow, priceList } from './price-list.entity.ts'
import { checkPeriods } from './price-list.rules.ts'
import { taxRate } from './tax-rate.entity.ts'

/** `price-list.create` {name, currency, periods, …}. Refused without a currency and when periods overlap. */
export const createPriceList = defineCreate({
  name: 'price-list.create',
  entity: priceList,
  requires: 'terms.edit',
  event: 'price_list.created',
  owner: 'organisation',
  required: ['name', 'currency', 'periods'],
  links: { calendarId: calendar, taxRateId: taxRate },
  undo: 'price-list.archive',
  blank: ({ keys, now }): PriceListRow => ({
    ...keys,
    name: '',
    currency: '',
    calendarId: null,
    taxRateId: null,
    periods: [],
    notes: '',
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  }),
  check: checkPeriods
})

/** `price-list.edit` {id, fields}. Refused when periods would overlap. */
export const editPriceList = defineEdit({
  name: 'price-list.edit',
  entity: priceList,
  requires: 'terms.edit',
  event: 'price_list.edited',
  links: { calendarId: calendar, taxRateId: taxRate },
  check: ({ after }) => checkPeriods(after)
})

/** `price-list.archive` {id}. */
export const archivePriceList = defineArchive({
  name: 'price-list.archive',
  entity: priceList,
  requires: 'terms.edit',
  event: 'price_list.archived',
  archives: true,
  undo: 'price-list.restore'
})

/** `price-list.restore` {id}. */
export const restorePriceList = defineArchive({
  name: 'price-list.restore',
  entity: priceList,
  requires: 'terms.edit',
  event: 'price_list.restored',
  archives: false,
  undo: 'price-list.archive'
})
