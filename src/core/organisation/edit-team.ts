// Changes a team's name, description, colour or lead.

import { defineEdit } from '../records/edit-record.ts'
import { person } from './person.entity.ts'
import { team } from './team.entity.ts'

/** `team.edit` {id, fields}. */
export const editTeam = defineEdit({
  name: 'team.edit',
  entity: team,
  requires: 'organisation.edit',
  event: 'team.edited',
  links: { leadId: person }
})
