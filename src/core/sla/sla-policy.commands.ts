// Keeping SLA policies: add, change, put away, bring back.

import { defineArchive } from '../records/archive-record.ts'
import { defineCreate } from '../records/create-record.ts'
import { defineEdit } from '../records/edit-record.ts'
import { calendar } from './calendar.entity.ts'
import { type SlaPolicyRow, slaPolicy } from './sla-policy.entity.ts'

/** `sla-policy.create` {name, calendarId, targets, …}. */
export const createSlaPolicy = defineCreate({
  name: 'sla-policy.create',
  entity: slaPolicy,
  requires: 'terms.edit',
  event: 'sla_policy.created',
  owner: 'organisation',
  required: ['name', 'calendarId', 'targets'],
  links: { calendarId: calendar },
  undo: 'sla-policy.archive',
  blank: ({ keys, now }): SlaPolicyRow => ({
    ...keys,
    name: '',
    calendarId: keys.id,
    targets: {},
    pausingStatuses: ['waiting-client', 'waiting-vendor'],
    pausedClocks: ['resolution'],
    closedTimeIsPause: true,
    breachIsFinal: true,
    anchor: 'opened',
    warnAt: 7500,
    notes: '',
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  })
})

/** `sla-policy.edit` {id, fields}. */
export const editSlaPolicy = defineEdit({
  name: 'sla-policy.edit',
  entity: slaPolicy,
  requires: 'terms.edit',
  event: 'sla_policy.edited',
  links: { calendarId: calendar }
})

/** `sla-policy.archive` {id}. */
export const archiveSlaPolicy = defineArchive({
  name: 'sla-policy.archive',
  entity: slaPolicy,
  requires: 'terms.edit',
  event: 'sla_policy.archived',
  archives: true,
  undo: 'sla-policy.restore'
})

/** `sla-policy.restore` {id}. */
export const restoreSlaPolicy = defineArchive({
  name: 'sla-policy.restore',
  entity: slaPolicy,
  requires: 'terms.edit',
  event: 'sla_policy.restored',
  archives: false,
  undo: 'sla-policy.archive'
})
