// Adds a team.

import { defineCreate } from '../records/create-record.ts'
import { person } from './person.entity.ts'
import { type Team, team } from './team.entity.ts'

/** `team.create` {name, …}. */
export const createTeam = defineCreate({
  name: 'team.create',
  entity: team,
  requires: 'organisation.edit',
  event: 'team.created',
  owner: 'organisation',
  required: ['name'],
  links: { leadId: person },
  undo: 'team.archive',
  blank: ({ keys, now }): Team => ({
    ...keys,
    name: '',
    description: '',
    colour: 'blue',
    leadId: null,
    createdAt: now,
    updatedAt: now,
    archivedAt: null
  })
})
