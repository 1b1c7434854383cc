// The managed service provider itself: exactly one row, whose id is the organisation's id.

import { z } from 'zod'
import { sellerFields } from '../documents/document-party.ts'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { currency, id, instant, line, text, timeZone } from '../kernel/schema.ts'

/** Organisation record. `language` is a BCP 47 tag; `currency` the one new amounts start with; the seller's fields stand on documents. */
export const organisation = defineEntity({
  name: 'organisation',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    name: line(200),
    currency,
    timeZone,
    language: text(35),
    ...sellerFields,
    updatedAt: instant,
    // Added later: what holds where nothing else was chosen; null or absent means none, and tax by document.
    priceListId: id.nullish(),
    taxRateId: id.nullish(),
    calendarId: id.nullish(),
    slaPolicyId: id.nullish(),
    taxRounding: z.literal(['document', 'line']).nullish(),
    // How deposits are taken off, see core/charges/deposits.ts; null or absent means with their tax.
    depositTax: z.literal(['gross', 'net']).nullish()
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: { name: 'ask', currency: 'ask', timeZone: 'ask', vatId: 'ask', iban: 'ask', updatedAt: 'max' },
  columns: {}
})

/** Organisation row. */
export type Organisation = RowOf<typeof organisation>
