// Lets a person back in.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { touched } from '../records/fields.ts'
import { person } from './person.entity.ts'
import { checkReach } from './person.rules.ts'

/** `person.activate` {id}. A no-op when active already; refused for a person who sees clients beyond one's own. */
export const activatePerson = defineCommand({
  name: 'person.activate',
  version: 1,
  requires: 'organisation.edit',
  input: z.strictObject({ id }),
  async load(input, reader) {
    return { person: await reader.need(person, input.id) }
  },
  decide(state, _input, context) {
    const row = state.person
    if (row.active) return ok({ changes: [], events: [] })
    const refused = checkReach([row], context.actor)
    if (refused) return refused
    return ok({
      changes: [{ type: 'patch', entity: person.name, id: row.id, fields: { active: true, ...touched(row, context.now) } }],
      events: [{ kind: 'person.activated', subjectEntity: person.name, subjectId: row.id, clientId: null }]
    })
  },
  invert: (state, input) => (state.person.active ? [] : [{ name: 'person.deactivate', input: { id: input.id } }])
})
