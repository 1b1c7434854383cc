// Stops a timer and books what it counted as a time entry.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { id, text } from '../kernel/schema.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { timeEntry, workKinds } from './time-entry.entity.ts'
import { timer } from './timer.entity.ts'
import { checkWorker, minutesOf, touchTicket, workedMs } from './work.rules.ts'

/** `timer.stop` {id, minutes?, kind?, note?, billable?, emergency?, travelMetres?}. `minutes` overrides what was counted; billable unless said otherwise. */
export const stopTimer = defineCommand({
  name: 'timer.stop',
  version: 1,
  requires: 'time.own',
  input: z.strictObject({
    id,
    minutes: z.int().min(1).max(44_640).optional(),
    kind: z.literal([...workKinds]).optional(),
    note: text(8000).optional(),
    billable: z.boolean().optional(),
    emergency: z.boolean().optional(),
    travelMetres: z.int().min(0).max(10_000_000).optional()
  }),
  async load(input, reader) {
    const row = await reader.need(timer, input.id)
    return { timer: row, ticket: await reader.need(ticket, row.ticketId) }
  },
  decide(state, input, context) {
    const row = state.timer
    const refused = checkWorker(row.personId, context)
    if (refused) return refused
    const entry = {
      id: context.newId(1),
      clientId: row.clientId,
      ticketId: row.ticketId,
      personId: row.personId,
      startedAt: row.startedAt,
      endedAt: Math.max(context.now, row.startedAt),
      rawMinutes: input.minutes ?? Math.min(44_640, minutesOf(workedMs(row, context.now))),
      kind: input.kind ?? row.kind,
      note: input.note ?? row.note,
      billable: input.billable ?? true,
      createdAt: context.now,
      voidedAt: null,
      voidedById: null,
      voidReason: null,
      emergency: input.emergency ?? false,
      travelMetres: input.travelMetres ?? null
    }
    const data = { timeEntryId: entry.id, minutes: entry.rawMinutes, kind: entry.kind }
    return ok({
      changes: [
        { type: 'remove', entity: timer.name, id: row.id },
        { type: 'create', entity: timeEntry.name, row: entry },
        touchTicket(state.ticket, context.now)
      ],
      events: [{ kind: 'ticket.time-logged', subjectEntity: ticket.name, subjectId: row.ticketId, clientId: row.clientId, data }]
    })
  },
  invert(state, _input, context) {
    const { ticketId, kind, note, startedAt } = state.timer
    const accumulatedMs = workedMs(state.timer, context.now)
    return [
      { name: 'time.void', input: { id: context.newId(1), ticketId, reason: '' } },
      { name: 'timer.start', input: { ticketId, kind, note, startedAt, accumulatedMs } }
    ]
  }
})
