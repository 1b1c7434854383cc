// The ticket: one piece of work for a client, from the call to the bill.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { customValues, id, instant, line, text } from '../kernel/schema.ts'

/** Kinds of ticket. */
export const ticketKinds = ['incident', 'request', 'maintenance', 'alert', 'problem'] as const
/** Ways in which a ticket reached us. */
export const ticketChannels = ['phone', 'email', 'walk-in', 'alert', 'schedule', 'portal', 'import'] as const
/** Where the work stands. */
export const ticketStatuses = ['new', 'open', 'in-progress', 'waiting-client', 'waiting-vendor', 'resolved', 'closed'] as const
/** The five stages of break-fix (domain.md). */
export const ticketStages = ['identified', 'requested', 'diagnosed', 'solved', 'billed'] as const
/** How much is affected, and how soon it hurts: 1 high, 2 medium, 3 low. */
export const levels = [1, 2, 3] as const
/** Ticket priority: 1 critical … 5 planning; derived from impact × urgency. */
export const priorities = [1, 2, 3, 4, 5] as const

/**
 * Ticket record. Instants are UTC milliseconds; `number` is null until the server gave one; `statusSince` is when the status
 * last changed. `priority` and `stage` are derived (ticket.rules.ts), never written by hand.
 */
export const ticket = defineEntity({
  name: 'ticket',
  schema: z.strictObject({
    id,
    clientId: id,
    number: z.int().positive().nullable(),
    provisionalNumber: text(24),
    externalNumber: text(64).nullable(),
    kind: z.literal([...ticketKinds]),
    channel: z.literal([...ticketChannels]),
    subject: line(300),
    description: text(65_536),
    status: z.literal([...ticketStatuses]),
    stage: z.literal([...ticketStages]),
    impact: z.literal([...levels]),
    urgency: z.literal([...levels]),
    priority: z.literal([...priorities]),
    category: text(120).nullable(),
    siteId: id.nullable(),
    contactId: id.nullable(),
    assigneeId: id.nullable(),
    teamId: id.nullable(),
    assetIds: z.array(id).max(100),
    tags: z.array(line(60)).max(50),
    parentId: id.nullable(),
    duplicateOfId: id.nullable(),
    causedById: id.nullable(),
    downtimeFrom: instant.nullable(),
    downtimeTo: instant.nullable(),
    custom: customValues,
    openedAt: instant,
    statusSince: instant,
    diagnosedAt: instant.nullable(),
    resolvedAt: instant.nullable(),
    closedAt: instant.nullable(),
    billedAt: instant.nullable(),
    reopenCount: z.int().min(0),
    reassignCount: z.int().min(0),
    slaMet: z.boolean().nullable(),
    createdById: id.nullable(),
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'client',
  temperature: 'hot',
  merge: {
    clientId: 'ask',
    subject: 'ask',
    description: 'text',
    tags: 'set',
    assetIds: 'set',
    custom: 'keys',
    number: 'derived',
    stage: 'derived',
    status: 'derived',
    priority: 'derived',
    updatedAt: 'max',
    resolvedAt: 'derived',
    closedAt: 'derived',
    statusSince: 'derived',
    diagnosedAt: 'derived',
    billedAt: 'derived',
    reopenCount: 'derived',
    reassignCount: 'derived',
    archivedAt: 'derived',
    downtimeFrom: 'min',
    downtimeTo: 'max'
  },
  columns: { number: 'integer', status: 'text', assigneeId: 'uuid', externalNumber: 'text', updatedAt: 'bigint' },
  search: ['subject', 'description', 'tags', 'externalNumber', 'provisionalNumber'],
  references: { clientId: 'client', siteId: 'site', contactId: 'contact', assigneeId: 'person', teamId: 'team' }
})

/** Ticket row. */
export type Ticket = RowOf<typeof ticket>
