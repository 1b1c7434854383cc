// Moves a ticket to a status. A move, not a field write: taking the status it has is a no-op, leaving done reopens.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { statusDecision, undoStatus } from './status-step.ts'
import { ticket, ticketStatuses } from './ticket.entity.ts'
import { statusEvent, withStatus } from './ticket.rules.ts'

/** `ticket.set-status` {id, status}. Refused on an archived ticket and back to `new`. */
export const setTicketStatus = defineCommand({
  name: 'ticket.set-status',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ id, status: z.literal([...ticketStatuses]) }),
  async load(input, reader) {
    return { ticket: await reader.need(ticket, input.id) }
  },
  decide(state, input, context) {
    const row = state.ticket
    if (row.status === input.status) return ok({ changes: [], events: [] })
    if (row.archivedAt !== null) return refuse('archived', { values: { entity: ticket.name } })
    if (input.status === 'new') return refuse('wrong-status', { field: 'status', values: { from: row.status, to: input.status } })
    const fields = withStatus(row, input.status, context.now)
    return ok(statusDecision(row, fields, statusEvent(row.status, input.status), context.now))
  },
  invert: (state, input, context) =>
    state.ticket.status === input.status ? [] : [undoStatus(state.ticket, withStatus(state.ticket, input.status, context.now))]
})
