// Notes a part that was used on a ticket.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { currency, id, line, minor, text } from '../kernel/schema.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { partUse } from './part-use.entity.ts'
import { touchTicket } from './work.rules.ts'

/** `part.use` {ticketId, description, sku?, quantity, unitPriceMinor, currency, billable?}. */
export const usePart = defineCommand({
  name: 'part.use',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({
    ticketId: id,
    description: line(300),
    sku: text(80).optional(),
    quantity: z.int().min(1).max(100_000),
    unitPriceMinor: minor.nonnegative(),
    currency,
    billable: z.boolean().optional()
  }),
  async load(input, reader) {
    return { ticket: await reader.need(ticket, input.ticketId) }
  },
  decide(state, input, context) {
    if (state.ticket.archivedAt !== null) return refuse('archived', { values: { entity: ticket.name } })
    const row = {
      id: context.newId(1),
      clientId: state.ticket.clientId,
      ticketId: input.ticketId,
      personId: context.actor.personId,
      description: input.description,
      sku: input.sku ?? '',
      quantity: input.quantity,
      unitPriceMinor: input.unitPriceMinor,
      currency: input.currency,
      billable: input.billable ?? true,
      at: context.now,
      returnedAt: null,
      returnReason: null
    }
    const data = { partUseId: row.id, description: row.description, quantity: row.quantity }
    return ok({
      changes: [{ type: 'create', entity: partUse.name, row }, touchTicket(state.ticket, context.now)],
      events: [{ kind: 'ticket.part-used', subjectEntity: ticket.name, subjectId: row.ticketId, clientId: row.clientId, data }]
    })
  },
  invert: (_state, input, context) => [{ name: 'part.return', input: { id: context.newId(1), ticketId: input.ticketId, reason: '' } }]
})
