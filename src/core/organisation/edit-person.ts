// Changes a person: name, role, teams, skills, working hours, and which clients they may see.

import { defineEdit } from '../records/edit-record.ts'
import { person } from './person.entity.ts'
import { checkEmail, checkLastAdministrator, checkReach, loadPeers } from './person.rules.ts'
import { team } from './team.entity.ts'

/** `person.edit` {id, fields}. Refused when the address is taken, nobody would be left to administer, or clients are beyond one's own. */
export const editPerson = defineEdit({
  name: 'person.edit',
  entity: person,
  requires: 'organisation.edit',
  event: 'person.edited',
  except: ['active'],
  links: { teamIds: team },
  extra: (input, reader) => loadPeers(input.fields.email, reader),
  check: ({ before, after, extra, context }) =>
    checkReach([before, after], context.actor) ?? checkEmail(after, extra) ?? checkLastAdministrator(before, after, extra)
})
