// Adds a person of the provider. A password is set on the server, never in a record.

import { defineCreate } from '../records/create-record.ts'
import { type Person, person } from './person.entity.ts'
import { checkEmail, checkReach, loadPeers } from './person.rules.ts'
import { team } from './team.entity.ts'

/** `person.create` {name, email, role, timeZone, …}. Refused when the address is taken or clients are beyond one's own. */
export const createPerson = defineCreate({
  name: 'person.create',
  entity: person,
  requires: 'organisation.edit',
  event: 'person.created',
  owner: 'organisation',
  required: ['name', 'email', 'role', 'timeZone'],
  except: ['active'],
  links: { teamIds: team },
  undo: 'person.deactivate',
  blank: ({ keys, now, context: { actor } }): Person => ({
    ...keys,
    name: '',
    email: '',
    role: 'technician',
    teamIds: [],
    clientIds: actor.clientIds && [...actor.clientIds],
    skills: [],
    timeZone: 'UTC',
    workingHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 540, toMinute: 1020 })),
    active: true,
    avatarColour: 'blue',
    createdAt: now,
    updatedAt: now
  }),
  extra: (input, reader) => loadPeers(input.email, reader),
  check: (row, extra, context) => checkReach([row], context.actor) ?? checkEmail(row, extra)
})
