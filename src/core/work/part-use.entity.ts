// A part used on a ticket. Append-only: giving one back marks the row as returned, nothing is erased.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { currency, id, instant, line, minor, text } from '../kernel/schema.ts'

/** Part used. `quantity` counts pieces; `unitPriceMinor` is the sales price of one in minor units of `currency`. */
export const partUse = defineEntity({
  name: 'part_use',
  schema: z.strictObject({
    id,
    clientId: id,
    ticketId: id,
    personId: id.nullable(),
    description: line(300),
    sku: text(80),
    quantity: z.int().min(1).max(100_000),
    unitPriceMinor: minor.nonnegative(),
    currency,
    billable: z.boolean(),
    at: instant,
    returnedAt: instant.nullable(),
    returnReason: text(500).nullable(),
    // Added later: the catalogue's part, the place that it came from, and its serial numbers.
    partId: id.nullish(),
    placeId: id.nullish(),
    serials: z.array(line(120)).max(1000).nullish(),
    taxRateId: id.nullish()
  }),
  scope: 'client',
  temperature: 'cold',
  parent: 'ticketId',
  appendOnly: true,
  merge: { returnedAt: 'derived', returnReason: 'derived' },
  columns: { ticketId: 'uuid', sku: 'text' },
  references: { ticketId: 'ticket', personId: 'person' }
})

/** Part use row. */
export type PartUse = RowOf<typeof partUse>
