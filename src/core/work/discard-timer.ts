// Throws a timer away without booking anything.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { timer } from './timer.entity.ts'
import { checkWorker, workedMs } from './work.rules.ts'

/** `timer.discard` {id}. One's own; others' with `time.all`. */
export const discardTimer = defineCommand({
  name: 'timer.discard',
  version: 1,
  requires: 'time.own',
  input: z.strictObject({ id }),
  async load(input, reader) {
    return { timer: await reader.need(timer, input.id) }
  },
  decide({ timer: row }, _input, context) {
    const refused = checkWorker(row.personId, context)
    if (refused) return refused
    return ok({ changes: [{ type: 'remove', entity: timer.name, id: row.id }], events: [] })
  },
  invert({ timer: row }, _input, context) {
    if (row.personId !== context.actor.personId) return []
    const { ticketId, kind, note, startedAt } = row
    return [{ name: 'timer.start', input: { ticketId, kind, note, startedAt, accumulatedMs: workedMs(row, context.now) } }]
  }
})
