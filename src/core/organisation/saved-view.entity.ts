// A list that somebody keeps: filters, sort, grouping and columns under a name, private or shared.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, line, text } from '../kernel/schema.ts'

/** Saved view. `ownerId` null: shared with everyone; else no other person's device gets it. `query` is the room's own form of filters and sort, as JSON. */
export const savedView = defineEntity({
  name: 'saved_view',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    entity: text(32),
    name: line(120),
    ownerId: id.nullable(),
    query: z.json(),
    columns: z.array(text(80)).max(60),
    position: z.int().min(0),
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'organisation',
  privateTo: 'ownerId',
  temperature: 'hot',
  merge: { archivedAt: 'derived', updatedAt: 'max' },
  columns: { entity: 'text', ownerId: 'uuid' },
  references: { ownerId: 'person' }
})

/** Saved view row. */
export type SavedView = RowOf<typeof savedView>
