// Books working time after the fact.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { givenInstant, id, text } from '../kernel/schema.ts'
import { person } from '../organisation/person.entity.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { timeEntry, workKinds } from './time-entry.entity.ts'
import { checkWorker, minutesOf, touchTicket } from './work.rules.ts'

/**
 * `time.log` {ticketId, startedAt, endedAt, minutes?, kind, note?, billable?, emergency?, travelMetres?, personId?}. `minutes` where pauses are left out.
 * Refused when it ends before it begins, and for somebody else without `time.all`.
 */
export const logTime = defineCommand({
  name: 'time.log',
  version: 1,
  requires: 'time.own',
  input: z.strictObject({
    ticketId: id,
    personId: id.optional(),
    startedAt: givenInstant,
    endedAt: givenInstant,
    minutes: z.int().min(1).max(44_640).optional(),
    kind: z.literal([...workKinds]),
    note: text(8000).optional(),
    billable: z.boolean().optional(),
    emergency: z.boolean().optional(),
    travelMetres: z.int().min(0).max(10_000_000).optional()
  }),
  async load(input, reader) {
    if (input.personId !== undefined) await reader.need(person, input.personId)
    return { ticket: await reader.need(ticket, input.ticketId) }
  },
  decide(state, input, context) {
    const personId = input.personId ?? context.actor.personId
    const refused = checkWorker(personId, context)
    if (refused) return refused
    if (input.endedAt < input.startedAt) return refuse('invalid-input', { field: 'endedAt', expected: 'an instant after startedAt' })
    const rawMinutes = input.minutes ?? minutesOf(input.endedAt - input.startedAt)
    if (rawMinutes > 44_640) return refuse('invalid-input', { field: 'endedAt', expected: 'at most 31 days' })
    const entry = {
      id: context.newId(1),
      clientId: state.ticket.clientId,
      ticketId: input.ticketId,
      personId,
      startedAt: input.startedAt,
      endedAt: input.endedAt,
      rawMinutes,
      kind: input.kind,
      note: input.note ?? '',
      billable: input.billable ?? true,
      createdAt: context.now,
      voidedAt: null,
      voidedById: null,
      voidReason: null,
      emergency: input.emergency ?? false,
      travelMetres: input.travelMetres ?? null
    }
    const data = { timeEntryId: entry.id, minutes: rawMinutes, kind: input.kind }
    const subject = { subjectEntity: ticket.name, subjectId: input.ticketId, clientId: entry.clientId }
    return ok({
      changes: [{ type: 'create', entity: timeEntry.name, row: entry }, touchTicket(state.ticket, context.now)],
      events: [{ kind: 'ticket.time-logged', ...subject, data }]
    })
  },
  invert: (_state, input, context) => [{ name: 'time.void', input: { id: context.newId(1), ticketId: input.ticketId, reason: '' } }]
})
