// What a part costs us. Sensitive: an entity of its own, so that it reaches only who may see costs. Its id is the part's.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { currency, id, instant, minor } from '../kernel/schema.ts'

/** Cost of one unit of a part, minor units. */
export const partCost = defineEntity({
  name: 'part_cost',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    partId: id,
    costMinor: minor.nonnegative('expected an amount that is not negative'),
    currency,
    updatedAt: instant
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: { costMinor: 'ask', currency: 'ask', updatedAt: 'max' },
  columns: { partId: 'uuid' },
  requires: 'cost.read',
  references: { partId: 'part' }
})

/** Cost row of a part. */
export type PartCost = RowOf<typeof partCost>
