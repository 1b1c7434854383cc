// Pauses a running timer: what it counted stays.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { timer } from './timer.entity.ts'
import { checkWorker, workedMs } from './work.rules.ts'

/** `timer.pause` {id}. A no-op when it is paused already. */
export const pauseTimer = defineCommand({
  name: 'timer.pause',
  version: 1,
  requires: 'time.own',
  input: z.strictObject({ id }),
  async load(input, reader) {
    return { timer: await reader.need(timer, input.id) }
  },
  decide({ timer: row }, _input, context) {
    const refused = checkWorker(row.personId, context)
    if (refused) return refused
    if (row.pausedAt !== null) return ok({ changes: [], events: [] })
    const fields = { pausedAt: context.now, accumulatedMs: workedMs(row, context.now) }
    return ok({ changes: [{ type: 'patch', entity: timer.name, id: row.id, fields }], events: [] })
  }
})
