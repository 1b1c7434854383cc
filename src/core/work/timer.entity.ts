// A running stopwatch on a ticket. It is a row, so it survives a restart and is seen on every device; a person may run several.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, text } from '../kernel/schema.ts'
import { workKinds } from './time-entry.entity.ts'

/**
 * Timer record. Worked so far = `accumulatedMs` + (paused ? 0 : now − `resumedAt`); `pausedAt` null while it runs.
 * Stopping or discarding removes the row.
 */
export const timer = defineEntity({
  name: 'timer',
  schema: z.strictObject({
    id,
    clientId: id,
    ticketId: id,
    personId: id,
    startedAt: instant,
    resumedAt: instant,
    accumulatedMs: z.int().min(0),
    pausedAt: instant.nullable(),
    kind: z.literal([...workKinds]),
    note: text(8000)
  }),
  scope: 'client',
  temperature: 'hot',
  merge: { note: 'text', accumulatedMs: 'derived', pausedAt: 'derived', resumedAt: 'derived' },
  columns: { personId: 'uuid', ticketId: 'uuid' },
  references: { ticketId: 'ticket', personId: 'person' }
})

/** Timer row. */
export type Timer = RowOf<typeof timer>
