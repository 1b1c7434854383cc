// A place of a client: where assets stand and technicians go. Its time zone decides when hours are after-hours.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { customValues, id, instant, line, text, timeZone } from '../kernel/schema.ts'

/** Site record. `country` is an ISO 3166-1 alpha-2 code or empty. */
export const site = defineEntity({
  name: 'site',
  schema: z.strictObject({
    id,
    clientId: id,
    name: line(200),
    address: text(1000),
    city: text(120),
    country: text(2),
    timeZone,
    phone: text(60),
    accessNotes: text(8000),
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
    address: 'ask',
    timeZone: 'ask',
    accessNotes: 'text',
    custom: 'keys',
    archivedAt: 'derived',
    updatedAt: 'max'
  },
  columns: {},
  search: ['name', 'city', 'address'],
  references: { clientId: 'client' }
})

/** Site row. */
export type Site = RowOf<typeof site>
