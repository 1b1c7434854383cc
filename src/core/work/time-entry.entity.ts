// Working time on a ticket, as it really was. Append-only: a correction voids the entry and adds another one.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, text } from '../kernel/schema.ts'

/** Kinds of work; they are priced differently. */
export const workKinds = ['remote', 'on-site', 'travel'] as const

/** Time entry. `rawMinutes` is what was really worked (pauses left out), so it may be less than `endedAt` − `startedAt`. */
export const timeEntry = defineEntity({
  name: 'time_entry',
  schema: z.strictObject({
    id,
    clientId: id,
    ticketId: id,
    personId: id,
    startedAt: instant,
    endedAt: instant,
    rawMinutes: z.int().min(0).max(44_640),
    kind: z.literal([...workKinds]),
    note: text(8000),
    billable: z.boolean(),
    createdAt: instant,
    voidedAt: instant.nullable(),
    voidedById: id.nullable(),
    voidReason: text(500).nullable(),
    // Added later: an emergency call-out, and the way of a travel in metres.
    emergency: z.boolean().nullish(),
    travelMetres: z.int().min(0).max(10_000_000).nullish()
  }),
  scope: 'client',
  temperature: 'cold',
  parent: 'ticketId',
  appendOnly: true,
  merge: { voidedAt: 'derived', voidedById: 'derived', voidReason: 'derived' },
  columns: { ticketId: 'uuid', personId: 'uuid', startedAt: 'bigint' },
  references: { ticketId: 'ticket', personId: 'person' }
})

/** Time entry row. */
export type TimeEntry = RowOf<typeof timeEntry>
