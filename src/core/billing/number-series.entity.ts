// Numbers of documents: one series per prefix, counted without gap. A series belongs to the server, or was granted to one identity of a
// device, which alone takes numbers from it; so no two documents can meet, and a device that lost its identity gets another series.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, line } from '../kernel/schema.ts'

/** What a series gives numbers to. */
export const numberSeriesKinds = ['invoice', 'credit-note', 'service-report'] as const

/**
 * Series record. Printed as prefix + at least `digits` digits. `deviceId` null: the server's own, which counts under its lock from `next` on as
 * the first number. Of a device's series `next` is the one that it prints next. `epoch`: the organisation's, when it was granted; `closedAt`: no
 * more numbers are taken.
 */
export const numberSeries = defineEntity({
  name: 'number_series',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    kind: z.literal([...numberSeriesKinds]),
    prefix: line(16),
    digits: z.int().min(1).max(12),
    next: z.int().min(1),
    deviceId: id.nullable(),
    epoch: line(80).nullable(),
    grantedAt: instant.nullable(),
    closedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: {
    kind: 'derived',
    prefix: 'derived',
    digits: 'ask',
    next: 'derived',
    deviceId: 'derived',
    epoch: 'derived',
    grantedAt: 'derived',
    closedAt: 'derived',
    updatedAt: 'max'
  },
  columns: { prefix: 'text', deviceId: 'uuid', kind: 'text' },
  references: { deviceId: 'device' }
})

/** Series row. */
export type NumberSeries = RowOf<typeof numberSeries>
