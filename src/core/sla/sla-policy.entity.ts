// What clients are promised, as people keep it in the settings: targets per priority, which waiting stops which clock, the calendar.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { basisPoints, id, instant, line, text } from '../kernel/schema.ts'
import { clockKinds, slaTargets, waitableStatuses } from './sla-terms.ts'

/**
 * SLA policy record. `targets` by priority, '1' critical … '5' planning, in business minutes; a priority without an entry has no promise.
 * `warnAt` is the share of a target in basis points after which people are warned. For the rest see sla-terms.ts.
 */
export const slaPolicy = defineEntity({
  name: 'sla_policy',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    name: line(120),
    calendarId: id,
    targets: z.partialRecord(z.literal(['1', '2', '3', '4', '5']), slaTargets),
    pausingStatuses: z.array(z.literal([...waitableStatuses])).max(5),
    pausedClocks: z.array(z.literal([...clockKinds])).max(3),
    closedTimeIsPause: z.boolean(),
    breachIsFinal: z.boolean(),
    anchor: z.literal(['opened', 'assigned']),
    warnAt: basisPoints.min(1).max(10_000),
    notes: text(8000),
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: {
    name: 'ask',
    calendarId: 'ask',
    targets: 'ask',
    pausingStatuses: 'ask',
    pausedClocks: 'ask',
    closedTimeIsPause: 'ask',
    breachIsFinal: 'ask',
    anchor: 'ask',
    warnAt: 'ask',
    notes: 'text',
    archivedAt: 'derived',
    updatedAt: 'max'
  },
  columns: { calendarId: 'uuid' },
  search: ['name'],
  references: { calendarId: 'calendar' }
})

/** SLA policy row. */
export type SlaPolicyRow = RowOf<typeof slaPolicy>
