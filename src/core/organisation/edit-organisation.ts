// Changes the provider's own name, currency, zone and language.

import { priceList } from '../billing/price-list.entity.ts'
import { taxRate } from '../billing/tax-rate.entity.ts'
import { defineEdit } from '../records/edit-record.ts'
import { calendar } from '../sla/calendar.entity.ts'
import { slaPolicy } from '../sla/sla-policy.entity.ts'
import { organisation } from './organisation.entity.ts'

/** `organisation.edit` {id, fields}. */
export const editOrganisation = defineEdit({
  name: 'organisation.edit',
  entity: organisation,
  requires: 'organisation.edit',
  event: 'organisation.edited',
  links: { priceListId: priceList, taxRateId: taxRate, calendarId: calendar, slaPolicyId: slaPolicy }
})
