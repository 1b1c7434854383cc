// A customer company: the unit of access (its clientId is its own id) and the holder of the service model profile.

import { z } from 'zod'
import { buyerFields } from '../documents/document-party.ts'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { currency, customValues, id, instant, line, minor, text } from '../kernel/schema.ts'

/** How a client is served (domain.md). */
export const serviceModels = ['break-fix', 'managed', 'hybrid'] as const
/** How much risk a client bears calmly. */
export const riskTolerances = ['low', 'medium', 'high'] as const
/** Where a client's headcount is going. */
export const growths = ['shrinking', 'steady', 'growing'] as const
/** How much IT the client does itself. */
export const inHouseIts = ['none', 'some', 'full'] as const

/** Client record. `size` is people working there; amounts are minor units of `currency`; `budgetMinor` is per month. `priceListId` and `slaPolicyId` hold for work under no contract. */
export const client = defineEntity({
  name: 'client',
  schema: z.strictObject({
    id,
    clientId: id,
    name: line(200),
    code: line(24),
    serviceModel: z.literal([...serviceModels]),
    industry: text(120),
    phone: text(60),
    website: text(300),
    notes: text(65_536),
    size: z.int().min(0).nullable(),
    downtimeCostPerHourMinor: minor.nonnegative().nullable(),
    budgetMinor: minor.nonnegative().nullable(),
    currency,
    ...buyerFields,
    riskTolerance: z.literal([...riskTolerances]).nullable(),
    growth: z.literal([...growths]).nullable(),
    inHouseIt: z.literal([...inHouseIts]).nullable(),
    tags: z.array(line(60)).max(50),
    custom: customValues,
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable(),
    // Added later: null or absent means the organisation's own.
    priceListId: id.nullish(),
    taxRateId: id.nullish(),
    slaPolicyId: id.nullish(),
    // Added later: the language of its documents; null or absent means the organisation's.
    language: text(35).nullish()
  }),
  scope: 'client',
  temperature: 'hot',
  merge: {
    name: 'ask',
    code: 'ask',
    serviceModel: 'ask',
    downtimeCostPerHourMinor: 'ask',
    budgetMinor: 'ask',
    currency: 'ask',
    priceListId: 'ask',
    taxRateId: 'ask',
    slaPolicyId: 'ask',
    vatId: 'ask',
    notes: 'text',
    tags: 'set',
    custom: 'keys',
    archivedAt: 'derived',
    updatedAt: 'max'
  },
  columns: { code: 'text', name: 'text' },
  search: ['name', 'code', 'industry', 'tags']
})

/** Client row. */
export type Client = RowOf<typeof client>
