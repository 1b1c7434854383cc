// Links a ticket to another one of the same client, or takes the link away: its parent, what caused it, what it duplicates.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { touched } from '../records/fields.ts'
import { checkTarget, linkFields, linkKinds, loadChain } from './link.rules.ts'
import { ticket } from './ticket.entity.ts'

/** `ticket.link` {id, kind, targetId}; `targetId` null takes the link away. Refused across clients, to itself and in a circle. */
export const linkTicket = defineCommand({
  name: 'ticket.link',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ id, kind: z.literal([...linkKinds]), targetId: id.nullable() }),
  async load(input, reader) {
    return {
      ticket: await reader.need(ticket, input.id),
      chain: input.targetId === null ? [] : await loadChain(input.kind, input.targetId, reader)
    }
  },
  decide(state, input, context) {
    const row = state.ticket
    const field = linkFields[input.kind]
    if (row[field] === input.targetId) return ok({ changes: [], events: [] })
    if (row.archivedAt !== null) return refuse('archived', { values: { entity: ticket.name } })
    const refused = checkTarget(row, state.chain)
    if (refused) return refused
    return ok({
      changes: [{ type: 'patch', entity: ticket.name, id: row.id, fields: { [field]: input.targetId, ...touched(row, context.now) } }],
      events: [{ kind: 'ticket.linked', subjectEntity: ticket.name, subjectId: row.id, clientId: row.clientId, data: { kind: input.kind } }]
    })
  },
  invert: (state, input) =>
    state.ticket[linkFields[input.kind]] === input.targetId
      ? []
      : [{ name: 'ticket.link', input: { id: input.id, kind: input.kind, targetId: state.ticket[linkFields[input.kind]] } }]
})
