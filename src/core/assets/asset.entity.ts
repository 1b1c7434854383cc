// A thing that is looked after: what it is, where it stands, who has it, until when it is covered and what replacing it costs.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { calendarDate, currency, customValues, id, instant, line, minor, text } from '../kernel/schema.ts'

/** Kinds of asset. */
export const assetKinds = ['computer', 'server', 'network', 'printer', 'phone', 'licence', 'other'] as const
/** Where an asset stands in its life. */
export const assetStatuses = ['in-use', 'spare', 'in-repair', 'retired'] as const
/** How one asset relates to another, read from this one to that one. */
export const assetRelationKinds = ['runs-on', 'connected-to', 'part-of', 'backs-up-to', 'prints-on', 'licensed-for'] as const

/** Asset record. `tag` is the label stuck on it; dates are calendar dates; the price is minor units of `currency`. */
export const asset = defineEntity({
  name: 'asset',
  schema: z.strictObject({
    id,
    clientId: id,
    kind: z.literal([...assetKinds]),
    name: line(200),
    tag: text(60),
    serial: text(120),
    manufacturer: text(120),
    model: text(200),
    siteId: id.nullable(),
    ownerContactId: id.nullable(),
    status: z.literal([...assetStatuses]),
    purchasedOn: calendarDate.nullable(),
    warrantyUntil: calendarDate.nullable(),
    endOfLifeOn: calendarDate.nullable(),
    replacementCostMinor: minor.nonnegative().nullable(),
    currency,
    relations: z.array(z.strictObject({ kind: z.literal([...assetRelationKinds]), assetId: id })).max(200),
    notes: text(16_384),
    custom: customValues,
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'client',
  temperature: 'hot',
  merge: {
    clientId: 'ask',
    name: 'ask',
    serial: 'ask',
    status: 'ask',
    replacementCostMinor: 'ask',
    relations: 'set',
    notes: 'text',
    custom: 'keys',
    archivedAt: 'derived',
    updatedAt: 'max'
  },
  columns: { tag: 'text', serial: 'text', siteId: 'uuid' },
  search: ['name', 'tag', 'serial', 'model', 'manufacturer'],
  references: { clientId: 'client', siteId: 'site', ownerContactId: 'contact' }
})

/** Asset row. */
export type Asset = RowOf<typeof asset>
