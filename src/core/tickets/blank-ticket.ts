// A ticket of which nothing is known yet: what opening and importing start from.

import type { DecideContext } from '../kernel/command.ts'
import type { Id } from '../kernel/ids.ts'
import type { Ticket } from './ticket.entity.ts'

/** A ticket as it is when nothing but its client is known. */
export function blankTicket(context: DecideContext, clientId: Id): Ticket {
  return {
    id: context.newId(1),
    clientId,
    number: null,
    provisionalNumber: context.provisionalNumber,
    externalNumber: null,
    kind: 'incident',
    channel: 'phone',
    subject: '',
    description: '',
    status: 'new',
    stage: 'requested',
    impact: 3,
    urgency: 2,
    priority: 4,
    category: null,
    siteId: null,
    contactId: null,
    assigneeId: null,
    teamId: null,
    assetIds: [],
    tags: [],
    parentId: null,
    duplicateOfId: null,
    causedById: null,
    downtimeFrom: null,
    downtimeTo: null,
    custom: {},
    openedAt: context.now,
    statusSince: context.now,
    diagnosedAt: null,
    resolvedAt: null,
    closedAt: null,
    billedAt: null,
    reopenCount: 0,
    reassignCount: 0,
    slaMet: null,
    createdById: context.actor.personId,
    updatedAt: context.now,
    archivedAt: null
  }
}
