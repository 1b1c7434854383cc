// A person at a client: who calls, who approves, who owns a machine.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { customValues, id, instant, line, text } from '../kernel/schema.ts'

/** Contact record. `email` may be empty; `main` marks the client's first address for questions. */
export const contact = defineEntity({
  name: 'contact',
  schema: z.strictObject({
    id,
    clientId: id,
    siteId: id.nullable(),
    name: line(200),
    email: text(254),
    phone: text(60),
    mobile: text(60),
    position: text(120),
    main: z.boolean(),
    vip: z.boolean(),
    notes: text(16_384),
    custom: customValues,
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'client',
  temperature: 'hot',
  merge: { clientId: 'ask', name: 'ask', email: 'ask', notes: 'text', custom: 'keys', archivedAt: 'derived', updatedAt: 'max' },
  columns: { email: 'text' },
  search: ['name', 'email', 'phone', 'mobile', 'position'],
  references: { clientId: 'client', siteId: 'site' }
})

/** Contact row. */
export type Contact = RowOf<typeof contact>
