// Where parts lie: a warehouse, or the van of a technician. How many lie there is computed from the moves, never stored.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, line, text } from '../kernel/schema.ts'

/** When to order a part for a place: below `level`, up to `upTo` pieces. */
export const reorderRule = z.strictObject({ level: z.int().min(0).max(1_000_000), upTo: z.int().min(1).max(1_000_000) })

/** Stock place. `personId`: whose van it is; `reorder` by part id (null: no rule any more). */
export const stockPlace = defineEntity({
  name: 'stock_place',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    name: line(120),
    kind: z.literal(['warehouse', 'van']),
    personId: id.nullable(),
    address: text(1000),
    reorder: z.record(id, reorderRule.nullable()),
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: { name: 'ask', kind: 'ask', personId: 'ask', reorder: 'keys', archivedAt: 'derived', updatedAt: 'max' },
  columns: { personId: 'uuid' },
  search: ['name'],
  references: { personId: 'person' }
})

/** Stock place row. */
export type StockPlace = RowOf<typeof stockPlace>
