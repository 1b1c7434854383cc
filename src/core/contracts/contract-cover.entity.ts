// What a contract covers, without what it costs: so that who may not see fees still knows before work starts whether it is covered.
// Its id is the contract's; only commands of contracts write it, always from the whole contract.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { calendarDate, currency, id, instant, line, minor, text } from '../kernel/schema.ts'
import { contractClause, contractModels } from './contract.entity.ts'

/** Cover of a contract; the fields mean what they mean there, but `endsOn`: the last day on which it covers, null while it renews itself. */
export const contractCover = defineEntity({
  name: 'contract_cover',
  schema: z.strictObject({
    id,
    clientId: id,
    name: line(200),
    model: z.literal([...contractModels]),
    startsOn: calendarDate,
    endsOn: calendarDate.nullable(),
    currency,
    hourlyRateMinor: minor.nonnegative().nullable(),
    clauses: z.array(contractClause).max(100),
    slaPolicyId: id.nullable(),
    slaPolicyName: text(120).nullable(),
    priceListId: id.nullable(),
    calendarId: id.nullable(),
    position: z.int().min(0),
    archivedAt: instant.nullable(),
    // Added later: the contract includes hours that drawn work takes first; null or absent means no.
    includesHours: z.boolean().nullish()
  }),
  scope: 'client',
  temperature: 'hot',
  merge: Object.fromEntries(
    [
      'name',
      'model',
      'startsOn',
      'endsOn',
      'currency',
      'hourlyRateMinor',
      'clauses',
      'slaPolicyId',
      'slaPolicyName',
      'priceListId',
      'calendarId',
      'position',
      'archivedAt',
      'includesHours'
    ].map((field) => [field, 'derived' as const])
  ),
  columns: {},
  references: { clientId: 'client' }
})

/** Cover row. */
export type ContractCover = RowOf<typeof contractCover>
