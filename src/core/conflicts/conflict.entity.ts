// A field that two people changed from the same base, with both values, until a person (or nobody) settles it.
// No losing value of a merge is ever dropped: it stands here (sync.md, invariant 6).

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, text } from '../kernel/schema.ts'

/** Conflict record. `kept` is what the row holds, `lost` what it doesn't; written only by the server, settled by a command. */
export const conflict = defineEntity({
  name: 'conflict',
  schema: z.strictObject({
    id,
    clientId: id.nullable(),
    entity: text(32),
    rowId: id,
    field: text(64),
    rule: z.literal(['last', 'ask', 'text', 'keys']),
    base: z.json(),
    kept: z.json(),
    lost: z.json(),
    /** True when the later arrival lost (its value is `lost`). */
    incomingLost: z.boolean(),
    /** Who brought the clash about: the later arrival. */
    actorId: id,
    deviceId: id,
    commandId: id,
    at: instant,
    settledAt: instant.nullable(),
    settledById: id.nullable(),
    choice: z.literal(['kept', 'lost']).nullable(),
    /** Of a private record: the person to whom it belongs, who alone sees this too. */
    ownerId: id.nullish()
  }),
  scope: 'client',
  privateTo: 'ownerId',
  temperature: 'hot',
  merge: {},
  columns: { rowId: 'uuid' }
})

/** Conflict row. */
export type Conflict = RowOf<typeof conflict>
