// Voids a time entry: it stays, struck through, and counts no more. A correction is a void and a new entry.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { id, text } from '../kernel/schema.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { timeEntry } from './time-entry.entity.ts'
import { checkWorker } from './work.rules.ts'

/** `time.void` {id, ticketId, reason}. One's own; others' with `time.all`. A no-op when voided already. Undo books the same time anew. */
export const voidTime = defineCommand({
  name: 'time.void',
  version: 1,
  requires: 'time.own',
  input: z.strictObject({ id, ticketId: id, reason: text(500) }),
  async load(input, reader) {
    const entries = await reader.list(timeEntry, 'ticketId', input.ticketId)
    return { entry: entries.find((entry) => entry.id === input.id) ?? (await reader.need(timeEntry, input.id)) }
  },
  decide({ entry }, input, context) {
    const refused = checkWorker(entry.personId, context)
    if (refused) return refused
    if (entry.voidedAt !== null) return ok({ changes: [], events: [] })
    const fields = { voidedAt: context.now, voidedById: context.actor.personId, voidReason: input.reason }
    const data = { timeEntryId: entry.id, minutes: entry.rawMinutes, reason: input.reason }
    return ok({
      changes: [{ type: 'patch', entity: timeEntry.name, id: entry.id, fields }],
      events: [{ kind: 'ticket.time-voided', subjectEntity: ticket.name, subjectId: entry.ticketId, clientId: entry.clientId, data }]
    })
  },
  invert({ entry }) {
    if (entry.voidedAt !== null) return []
    const { ticketId, personId, startedAt, endedAt, kind, note, billable } = entry
    const extras = { emergency: entry.emergency ?? false, ...(entry.travelMetres ? { travelMetres: entry.travelMetres } : {}) }
    const minutes = Math.max(1, entry.rawMinutes)
    return [{ name: 'time.log', input: { ticketId, personId, startedAt, endedAt, minutes, kind, note, billable, ...extras } }]
  }
})
