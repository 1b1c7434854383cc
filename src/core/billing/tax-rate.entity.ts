// A tax rate with its category, as EN 16931 names it. Documents freeze the rate they were issued with.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { calendarDate, id, instant, line, taxPoints, text } from '../kernel/schema.ts'

/** EN 16931 (UNCL 5305) categories: standard, zero, exempt, reverse charge, intra-community, export, out of scope, Canary Islands, Ceuta. */
export const taxCategories = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M'] as const

/** Tax rate record. `rate` in basis points, with decimals where it has more than two; `exemptionReason` is printed where no tax is charged; dates are the days it is offered for. */
export const taxRate = defineEntity({
  name: 'tax_rate',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    name: line(120),
    category: z.literal([...taxCategories]),
    rate: taxPoints,
    country: text(2),
    exemptionReason: text(500),
    validFrom: calendarDate.nullable(),
    validTo: calendarDate.nullable(),
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: { name: 'ask', category: 'ask', rate: 'ask', exemptionReason: 'ask', archivedAt: 'derived', updatedAt: 'max' },
  columns: {},
  search: ['name']
})

/** Tax rate row. */
export type TaxRate = RowOf<typeof taxRate>
