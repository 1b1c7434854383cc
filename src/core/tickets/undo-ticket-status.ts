// Takes a status or stage change back exactly: the facts return as they were, no reopening is counted. Only the inverse of another
// command calls it; when somebody moved the ticket on meanwhile, it is refused and nothing changes.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { fieldShape } from '../records/fields.ts'
import { statusDecision } from './status-step.ts'
import { type Ticket, ticket, ticketStages, ticketStatuses } from './ticket.entity.ts'
import { stageOf, statusFacts } from './ticket.rules.ts'

type Facts = Pick<Ticket, (typeof statusFacts)[number]>

/** `ticket.undo-status` {id, from: {status, stage}, facts}. Refused unless the ticket stands at `from`. */
export const undoTicketStatus = defineCommand({
  name: 'ticket.undo-status',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({
    id,
    from: z.strictObject({ status: z.literal([...ticketStatuses]), stage: z.literal([...ticketStages]) }),
    facts: z.strictObject(fieldShape(ticket, statusFacts, statusFacts)) as unknown as z.ZodType<Facts>
  }),
  async load(input, reader) {
    return { ticket: await reader.need(ticket, input.id) }
  },
  decide(state, { from, facts }, context) {
    const row = state.ticket
    if (row.status !== from.status || row.stage !== from.stage)
      return refuse('wrong-status', { values: { from: row.status, to: facts.status } })
    const fields = { ...facts, stage: stageOf({ ...facts, channel: row.channel }) }
    return ok(statusDecision(row, fields, 'ticket.status-undone', context.now))
  }
})
