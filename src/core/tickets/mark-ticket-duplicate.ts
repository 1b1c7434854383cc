// Marks a ticket as a duplicate of another one and closes it: the work goes on there.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { touched } from '../records/fields.ts'
import { checkTarget, loadChain } from './link.rules.ts'
import { undoStatus } from './status-step.ts'
import { ticket } from './ticket.entity.ts'
import { withStatus } from './ticket.rules.ts'

/** `ticket.mark-duplicate` {id, duplicateOfId}. Refused across clients, of itself and in a circle. */
export const markTicketDuplicate = defineCommand({
  name: 'ticket.mark-duplicate',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ id, duplicateOfId: id }),
  async load(input, reader) {
    return { ticket: await reader.need(ticket, input.id), chain: await loadChain('duplicate', input.duplicateOfId, reader) }
  },
  decide(state, input, context) {
    const row = state.ticket
    if (row.duplicateOfId === input.duplicateOfId && row.status === 'closed') return ok({ changes: [], events: [] })
    if (row.archivedAt !== null) return refuse('archived', { values: { entity: ticket.name } })
    const refused = checkTarget(row, state.chain)
    if (refused) return refused
    const status = row.status === 'closed' ? {} : withStatus(row, 'closed', context.now)
    const fields = { ...status, duplicateOfId: input.duplicateOfId, ...touched(row, context.now) }
    return ok({
      changes: [{ type: 'patch', entity: ticket.name, id: row.id, fields }],
      events: [{ kind: 'ticket.marked-duplicate', subjectEntity: ticket.name, subjectId: row.id, clientId: row.clientId }]
    })
  },
  invert(state, input, context) {
    const row = state.ticket
    const unlink = { name: 'ticket.link', input: { id: row.id, kind: 'duplicate', targetId: row.duplicateOfId } }
    if (row.status !== 'closed') return [unlink, undoStatus(row, withStatus(row, 'closed', context.now))]
    return row.duplicateOfId === input.duplicateOfId ? [] : [unlink]
  }
})
