// One step of a ticket's status or stage as a decision with its way back; shared by the commands that move it.

import type { Decision } from '../kernel/change.ts'
import type { CommandCall } from '../kernel/command.ts'
import { pickFields, touched } from '../records/fields.ts'
import { type Ticket, ticket } from './ticket.entity.ts'
import { type StatusFields, statusFacts } from './ticket.rules.ts'

/** The decision that writes status fields, with one event. */
export function statusDecision(row: Ticket, fields: Partial<StatusFields>, kind: string, now: number): Decision {
  return {
    changes: [{ type: 'patch', entity: ticket.name, id: row.id, fields: { ...fields, ...touched(row, now) } }],
    events: [{ kind, subjectEntity: ticket.name, subjectId: row.id, clientId: row.clientId }]
  }
}

/** The call that brings a ticket's status facts back, as long as it still stands where the step put it. */
export function undoStatus(row: Ticket, reached: StatusFields): CommandCall {
  const facts = pickFields(row, statusFacts)
  return { name: 'ticket.undo-status', input: { id: row.id, from: { status: reached.status, stage: reached.stage }, facts } }
}
