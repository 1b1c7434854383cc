// The catalogue: what can be used, sold and ordered. What a part costs us stands in part_cost.

import { z } from 'zod'
import { chargeUnits } from '../billing/charge.entity.ts'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { currency, id, instant, line, minor, text } from '../kernel/schema.ts'

/** Catalogue item. `priceMinor` is the sales price of one unit; `serialised`: every piece has a serial number of its own. */
export const part = defineEntity({
  name: 'part',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    sku: line(80),
    name: line(300),
    description: text(8000),
    category: text(120),
    manufacturer: text(120),
    supplier: text(200),
    unit: z.literal([...chargeUnits]),
    priceMinor: minor.nonnegative('expected an amount that is not negative'),
    currency,
    taxRateId: id.nullable(),
    serialised: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: {
    sku: 'ask',
    name: 'ask',
    description: 'text',
    priceMinor: 'ask',
    currency: 'ask',
    taxRateId: 'ask',
    serialised: 'ask',
    archivedAt: 'derived',
    updatedAt: 'max'
  },
  columns: { sku: 'text' },
  search: ['name', 'sku', 'manufacturer', 'category'],
  references: { taxRateId: 'tax_rate' }
})

/** Catalogue item row. */
export type Part = RowOf<typeof part>
