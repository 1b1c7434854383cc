// Lets a paused timer count on.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { timer } from './timer.entity.ts'
import { checkWorker } from './work.rules.ts'

/** `timer.resume` {id}. A no-op while it runs. */
export const resumeTimer = defineCommand({
  name: 'timer.resume',
  version: 1,
  requires: 'time.own',
  input: z.strictObject({ id }),
  async load(input, reader) {
    return { timer: await reader.need(timer, input.id) }
  },
  decide({ timer: row }, _input, context) {
    const refused = checkWorker(row.personId, context)
    if (refused) return refused
    if (row.pausedAt === null) return ok({ changes: [], events: [] })
    const fields = { pausedAt: null, resumedAt: context.now }
    return ok({ changes: [{ type: 'patch', entity: timer.name, id: row.id, fields }], events: [] })
  }
})
