// Gives a ticket to a person, a team, or back to nobody.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { person } from '../organisation/person.entity.ts'
import { team } from '../organisation/team.entity.ts'
import { changedFields, defined, pickFields, touched } from '../records/fields.ts'
import { checkAssignee } from './assignee.rules.ts'
import { ticket } from './ticket.entity.ts'

/** `ticket.assign` {id, assigneeId?, teamId?}; null means nobody. Refused for inactive people and those who may not see the client. */
export const assignTicket = defineCommand({
  name: 'ticket.assign',
  version: 1,
  requires: 'ticket.assign',
  input: z.strictObject({ id, assigneeId: id.nullable().optional(), teamId: id.nullable().optional() }),
  asserts: {
    entity: ticket,
    id: (input) => input.id,
    fields: ({ id: _id, ...fields }) => defined(fields),
    withFields: (input, fields) => ({ ...fields, id: input.id })
  },
  async load(input, reader) {
    return {
      ticket: await reader.need(ticket, input.id),
      assignee: input.assigneeId ? await reader.need(person, input.assigneeId) : null,
      team: input.teamId ? await reader.need(team, input.teamId) : null
    }
  },
  decide(state, input, context) {
    const row = state.ticket
    const { id: _id, ...wanted } = input
    const changed = changedFields(row, wanted)
    if (Object.keys(changed).length === 0) return ok({ changes: [], events: [] })
    if (row.archivedAt !== null) return refuse('archived', { values: { entity: ticket.name } })
    if (state.team && state.team.archivedAt !== null) return refuse('archived', { field: 'teamId', values: { entity: team.name } })
    const refused = 'assigneeId' in changed ? checkAssignee(state.assignee, row.clientId) : null
    if (refused) return refused
    const handedOn = 'assigneeId' in changed && row.assigneeId !== null && input.assigneeId !== null
    const fields = { ...changed, reassignCount: row.reassignCount + (handedOn ? 1 : 0), ...touched(row, context.now) }
    return ok({
      changes: [{ type: 'patch', entity: ticket.name, id: row.id, fields }],
      events: [{ kind: 'ticket.assigned', subjectEntity: ticket.name, subjectId: row.id, clientId: row.clientId }]
    })
  },
  invert(state, input) {
    const { id: _id, ...wanted } = input
    const changed = Object.keys(changedFields(state.ticket, wanted))
    return changed.length === 0 ? [] : [{ name: 'ticket.assign', input: { id: input.id, ...pickFields(state.ticket, changed) } }]
  }
})
