// A posting: from then on a client's work up to a day is locked. The server orders postings; what comes late for a posted day becomes a
// visible adjustment in a later one. Append-only.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { calendarDate, id, instant, minor, text } from '../kernel/schema.ts'

/** What posted work drew from a block; `blockId` null: what no block covered. `seconds` for blocks of hours, `amountMinor` for money. */
export const postedDraw = z.strictObject({
  workId: id,
  blockId: id.nullable(),
  seconds: z.int(),
  amountMinor: minor
})

/** Posting of one client, of the days `from` to `through` (both included; `from` null: everything before). */
export const billingPeriod = defineEntity({
  name: 'billing_period',
  schema: z.strictObject({
    id,
    clientId: id,
    from: calendarDate.nullable(),
    through: calendarDate,
    postedAt: instant,
    postedById: id,
    draws: z.array(postedDraw).max(100_000),
    note: text(2000)
  }),
  scope: 'client',
  temperature: 'hot',
  appendOnly: true,
  merge: {},
  columns: { clientId: 'uuid', through: 'text' },
  references: { clientId: 'client', postedById: 'person' }
})

/** Posting row. */
export type BillingPeriod = RowOf<typeof billingPeriod>
