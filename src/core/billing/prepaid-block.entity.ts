// Hours or money that a client paid in advance. What was drawn is never stored: it is computed from the work, in the order of its day.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { calendarDate, currency, id, instant, line, minor, text } from '../kernel/schema.ts'

/**
 * Prepaid block. `kind` `hours` holds `minutes`, `money` holds `amountMinor`; the other is null. `validFrom` null also covers earlier work,
 * `expiresOn` is the last day whose work it covers. Blocks are used by `position`, then purchase, then id. `contractId` null: work under any
 * contract of the client may draw. `priceMinor` is what the client pays for it; with `isCharged` the invoice run charges that, once.
 */
export const prepaidBlock = defineEntity({
  name: 'prepaid_block',
  schema: z.strictObject({
    id,
    clientId: id,
    contractId: id.nullable(),
    name: line(200),
    kind: z.literal(['hours', 'money']),
    minutes: z.int().min(1, 'expected at least one minute').max(6_000_000).nullable(),
    amountMinor: minor.positive('expected an amount above zero').nullable(),
    priceMinor: minor.nonnegative('expected an amount that is not negative'),
    currency,
    boughtOn: calendarDate,
    validFrom: calendarDate.nullable(),
    expiresOn: calendarDate.nullable(),
    position: z.int().min(0).max(10_000),
    notes: text(8000),
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable(),
    // Added later: null or absent means that its price is charged elsewhere, as it was of all blocks before.
    isCharged: z.boolean().nullish()
  }),
  scope: 'client',
  temperature: 'hot',
  merge: {
    clientId: 'ask',
    contractId: 'ask',
    name: 'ask',
    kind: 'ask',
    minutes: 'ask',
    amountMinor: 'ask',
    priceMinor: 'ask',
    currency: 'ask',
    boughtOn: 'ask',
    validFrom: 'ask',
    expiresOn: 'ask',
    position: 'ask',
    isCharged: 'ask',
    notes: 'text',
    archivedAt: 'derived',
    updatedAt: 'max'
  },
  columns: { contractId: 'uuid' },
  search: ['name'],
  references: { clientId: 'client' }
})

/** Prepaid block row. */
export type PrepaidBlockRow = RowOf<typeof prepaidBlock>
