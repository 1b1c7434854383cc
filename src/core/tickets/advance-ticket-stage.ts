// Moves a ticket forward through the five stages by writing the fact that the stage follows from: taken up, diagnosed, solved, billed.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { statusDecision, undoStatus } from './status-step.ts'
import { type Ticket, ticket, ticketStages } from './ticket.entity.ts'
import { isDone, type StatusFields, stageOf, withStatus } from './ticket.rules.ts'

/** `ticket.advance-stage` {id, stage}. A no-op at that stage; refused backwards, and for `billed` before it is solved. */
export const advanceTicketStage = defineCommand({
  name: 'ticket.advance-stage',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ id, stage: z.literal([...ticketStages]) }),
  async load(input, reader) {
    return { ticket: await reader.need(ticket, input.id) }
  },
  decide(state, input, context) {
    const row = state.ticket
    if (row.stage === input.stage) return ok({ changes: [], events: [] })
    if (row.archivedAt !== null) return refuse('archived', { values: { entity: ticket.name } })
    const reached = advanced(row, input.stage, context.now)
    return reached.ok ? ok(statusDecision(row, reached.value, 'ticket.stage-advanced', context.now)) : reached
  },
  invert(state, input, context) {
    const reached = advanced(state.ticket, input.stage, context.now)
    return state.ticket.stage !== input.stage && reached.ok ? [undoStatus(state.ticket, reached.value)] : []
  }
})

function advanced(row: Ticket, stage: Ticket['stage'], now: number): Result<StatusFields, Refusal> {
  const backwards = ticketStages.indexOf(stage) < ticketStages.indexOf(row.stage)
  if (backwards || (stage === 'billed' && !isDone(row.status)))
    return refuse('wrong-state', { field: 'stage', values: { from: row.stage, to: stage } })
  if (stage === 'solved') return ok(withStatus(row, 'resolved', now))
  const taken = row.status === 'new' ? withStatus(row, 'open', now) : withStatus({ ...row }, row.status, row.statusSince)
  const facts = {
    ...taken,
    diagnosedAt: stage === 'diagnosed' ? now : row.diagnosedAt,
    billedAt: stage === 'billed' ? now : row.billedAt
  }
  return ok({ ...facts, stage: stageOf({ ...facts, channel: row.channel }) })
}
