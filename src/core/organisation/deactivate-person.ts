// Locks a person out: what they did stays theirs, they sign in no more.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { touched } from '../records/fields.ts'
import { person } from './person.entity.ts'
import { checkLastAdministrator, checkReach, loadPeers } from './person.rules.ts'

/** `person.deactivate` {id}. A no-op when inactive already; refused for the last administrator, and for who sees clients beyond one's own. */
export const deactivatePerson = defineCommand({
  name: 'person.deactivate',
  version: 1,
  requires: 'organisation.edit',
  input: z.strictObject({ id }),
  async load(input, reader) {
    return { person: await reader.need(person, input.id), peers: await loadPeers(undefined, reader) }
  },
  decide(state, _input, context) {
    const row = state.person
    if (!row.active) return ok({ changes: [], events: [] })
    const refused = checkReach([row], context.actor) ?? checkLastAdministrator(row, { ...row, active: false }, state.peers)
    if (refused) return refused
    return ok({
      changes: [{ type: 'patch', entity: person.name, id: row.id, fields: { active: false, ...touched(row, context.now) } }],
      events: [{ kind: 'person.deactivated', subjectEntity: person.name, subjectId: row.id, clientId: null }]
    })
  },
  invert: (state, input) => (state.person.active ? [{ name: 'person.activate', input: { id: input.id } }] : [])
})
