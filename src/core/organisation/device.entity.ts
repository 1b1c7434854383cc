// An installed copy of the app on which somebody signed in. The server writes it at sign-in; a revoked one is locked out, deletes what it
// holds at its first contact, and says so.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, line, text } from '../kernel/schema.ts'

/**
 * Device record. `lastSeenAt` is coarse: the server doesn't rewrite it at every exchange. `wipedAt`: when a revoked device had deleted what
 * it held; `rescuedCommands`: how many unsent commands it handed to the administrators before.
 */
export const device = defineEntity({
  name: 'device',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    personId: id,
    name: line(120),
    platform: text(60),
    registeredAt: instant,
    lastSeenAt: instant,
    revokedAt: instant.nullable(),
    wipedAt: instant.nullish(),
    rescuedCommands: z.int().nonnegative().nullish()
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: { lastSeenAt: 'max', revokedAt: 'derived', wipedAt: 'derived', rescuedCommands: 'derived' },
  columns: { personId: 'uuid' },
  references: { personId: 'person' }
})

/** Device row. */
export type Device = RowOf<typeof device>
