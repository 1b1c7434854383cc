// Starts a stopwatch on a ticket. Several may run at once, but one person has one per ticket: starting it again resumes it.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { givenInstant, id, text } from '../kernel/schema.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { workKinds } from './time-entry.entity.ts'
import { timer } from './timer.entity.ts'

/**
 * `timer.start` {ticketId, kind?, note?, startedAt?, accumulatedMs?}. `startedAt` for work that began earlier (not later than now);
 * it counts from then unless `accumulatedMs` says what was worked already.
 */
export const startTimer = defineCommand({
  name: 'timer.start',
  version: 1,
  requires: 'time.own',
  input: z.strictObject({
    ticketId: id,
    kind: z.literal([...workKinds]).optional(),
    note: text(8000).optional(),
    startedAt: givenInstant.optional(),
    accumulatedMs: z.int().min(0).optional()
  }),
  async load(input, reader) {
    return { ticket: await reader.need(ticket, input.ticketId), timers: await reader.list(timer, 'ticketId', input.ticketId) }
  },
  decide({ ticket: row, timers }, input, context) {
    if (row.archivedAt !== null) return refuse('archived', { values: { entity: ticket.name } })
    const own = timers.find((candidate) => candidate.personId === context.actor.personId)
    if (own && own.pausedAt === null) return ok({ changes: [], events: [] })
    if (own) {
      const fields = { pausedAt: null, resumedAt: context.now }
      return ok({ changes: [{ type: 'patch', entity: timer.name, id: own.id, fields }], events: [] })
    }
    const startedAt = Math.min(input.startedAt ?? context.now, context.now)
    const started = {
      id: context.newId(1),
      clientId: row.clientId,
      ticketId: row.id,
      personId: context.actor.personId,
      startedAt,
      resumedAt: input.accumulatedMs === undefined ? startedAt : context.now,
      accumulatedMs: input.accumulatedMs ?? 0,
      pausedAt: null,
      kind: input.kind ?? 'remote',
      note: input.note ?? ''
    }
    return ok({ changes: [{ type: 'create', entity: timer.name, row: started }], events: [] })
  },
  invert({ timers }, _input, context) {
    const own = timers.find((candidate) => candidate.personId === context.actor.personId)
    return own ? [] : [{ name: 'timer.discard', input: { id: context.newId(1) } }]
  }
})
