// What an hour of a person costs and is charged at. Sensitive: an entity of its own, so that it reaches only who may see costs.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { currency, id, instant, minor } from '../kernel/schema.ts'

/** Cost record of a person; rates are minor units of `currency` per hour. */
export const personCost = defineEntity({
  name: 'person_cost',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    personId: id,
    costRateMinor: minor.nonnegative(),
    chargeRateMinor: minor.nonnegative(),
    currency,
    updatedAt: instant
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: { costRateMinor: 'ask', chargeRateMinor: 'ask', currency: 'ask', updatedAt: 'max' },
  columns: { personId: 'uuid' },
  requires: 'cost.read',
  references: { personId: 'person' }
})

/** Cost row of a person. */
export type PersonCost = RowOf<typeof personCost>
