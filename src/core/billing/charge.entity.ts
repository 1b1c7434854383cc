// One billable thing as a line with its reason. What is not posted yet is computed, not kept: rows here are what a posting fixed,
// what somebody added by hand, and what came late. A row never changes but by being voided, or put on an invoice.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { calendarDate, currency, id, instant, line, minor, taxPoints, text } from '../kernel/schema.ts'
import { taxCategories } from './tax-rate.entity.ts'

/** What a line charges for. */
export const chargeKinds = [
  'time',
  'incident',
  'call-out',
  'travel',
  'part',
  'fee',
  'block',
  'overage',
  'cap',
  'discount',
  'deposit',
  'adjustment',
  'manual'
] as const

/** Units of a quantity, by UN/ECE Recommendation 20: hour, piece, kilometre, month, day. */
export const chargeUnits = ['HUR', 'C62', 'KMT', 'MON', 'DAY'] as const

/** A decimal number as text, such as `1.25` or `-3`: at most six decimals. */
export const quantity = z.string().regex(/^-?(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?$/, 'expected a decimal number such as 1.25')

/** One step of an explanation: its type, for the words, and its values. */
export const reasonStep = z.strictObject({ type: line(60), values: z.record(text(60), z.json()) })

/** What a charge and a line of an invoice have in common. `netMinor` is quantity × unit price, rounded; negative for credits. */
export const billedLine = {
  kind: z.literal([...chargeKinds]),
  date: calendarDate,
  description: text(2000),
  quantity,
  unit: z.literal([...chargeUnits]),
  unitMinor: minor,
  netMinor: minor,
  taxCategory: z.literal([...taxCategories]),
  taxRate: taxPoints,
  exemptionReason: text(500),
  contractId: id.nullable(),
  ticketId: id.nullable(),
  /** The record that this charges for, such as a `time_entry`; null for lines by hand. */
  sourceEntity: text(32).nullable(),
  sourceId: id.nullable(),
  steps: z.array(reasonStep).max(200)
}

/** Charge row. `adjustsId`: the posted charge that this one corrects. `periodId`: the posting that fixed it. */
export const charge = defineEntity({
  name: 'charge',
  schema: z.strictObject({
    id,
    clientId: id,
    currency,
    ...billedLine,
    taxRateId: id.nullable(),
    periodId: id.nullable(),
    adjustsId: id.nullable(),
    invoiceId: id.nullable(),
    addedById: id.nullable(),
    createdAt: instant,
    voidedAt: instant.nullable(),
    voidReason: text(500).nullable()
  }),
  scope: 'client',
  temperature: 'hot',
  merge: { invoiceId: 'derived', voidedAt: 'derived', voidReason: 'derived' },
  columns: { clientId: 'uuid', periodId: 'uuid', invoiceId: 'uuid', ticketId: 'uuid', sourceId: 'uuid' },
  references: { clientId: 'client' }
})

/** Charge row. */
export type Charge = RowOf<typeof charge>
