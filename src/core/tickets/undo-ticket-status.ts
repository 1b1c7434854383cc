// Takes a status or stage change back exactly: the facts return as they were, no reopening is counted. Only the inverse of another
// command calls it; when somebody moved the ticket on meanwhile, it is refused and nothing changes. The facts that come along must be
// those from which a step of the ticket's history led to where it stands: nobody writes times of their own by it.

import { z } from 'zod'
import { type Event, event } from '../history/event.entity.ts'
import { defineCommand } from '../kernel/command.ts'
import { isEqual } from '../kernel/merge.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { fieldShape } from '../records/fields.ts'
import { statusDecision } from './status-step.ts'
import { type Ticket, ticket, ticketStages, ticketStatuses } from './ticket.entity.ts'
import { stageOf, statusFacts } from './ticket.rules.ts'

type Facts = Pick<Ticket, (typeof statusFacts)[number]>

/** `ticket.undo-status` {id, from: {status, stage}, facts}. Refused unless the ticket stands at `from` and a step of its history led there from `facts`. */
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
    return { ticket: await reader.need(ticket, input.id), history: await reader.list(event, 'subjectId', input.id) }
  },
  decide(state, { from, facts }, context) {
    const row = state.ticket
    const isThere = row.status === from.status && row.stage === from.stage
    if (!isThere || !state.history.some((step) => ledFrom(facts, row, step)))
      return refuse('wrong-status', { values: { from: row.status, to: facts.status } })
    const fields = { ...facts, stage: stageOf({ ...facts, channel: row.channel }) }
    return ok(statusDecision(row, fields, 'ticket.status-undone', context.now))
  }
})

/** True when this step led from the facts to those that the ticket has now. */
function ledFrom(facts: Facts, row: Ticket, step: Event): boolean {
  const changes = new Map(step.changes.map((change) => [change.field, change]))
  return statusFacts.every((field) => {
    const change = changes.get(field)
    return change ? isEqual(change.from, facts[field]) && isEqual(change.to, row[field]) : isEqual(facts[field], row[field])
  })
}
