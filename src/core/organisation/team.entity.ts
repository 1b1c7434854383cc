// A group of people that tickets can be given to. Who belongs to it stands in each person's `teamIds`.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, line, text } from '../kernel/schema.ts'
import { avatarColours } from './person.entity.ts'

/** Team record. */
export const team = defineEntity({
  name: 'team',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    name: line(120),
    description: text(2000),
    colour: z.literal([...avatarColours]),
    leadId: id.nullable(),
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: { name: 'ask', description: 'text', archivedAt: 'derived', updatedAt: 'max' },
  columns: {},
  search: ['name'],
  references: { leadId: 'person' }
})

/** Team row. */
export type Team = RowOf<typeof team>
