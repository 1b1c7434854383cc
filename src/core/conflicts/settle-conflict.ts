// A person's word on a clash: keep what the row holds, or write the value that lost. Settling twice is a no-op.

import { z } from 'zod'
import { type CommandCall, defineCommand } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { conflict } from './conflict.entity.ts'
import { checkSettler, checkWritten, heldValue, loadSettlement, settledValue, writeSettled } from './settlement.rules.ts'

/**
 * `conflict.settle` {conflictId, choice: 'kept' | 'lost'}. `lost` writes the losing value (of custom values only the keys that clashed)
 * and lets derived fields follow. Refused without the permission to edit the record, or when the value no longer fits.
 */
export const settleConflict = defineCommand({
  name: 'conflict.settle',
  version: 1,
  requires: 'conflict.settle',
  input: z.strictObject({ conflictId: id, choice: z.literal(['kept', 'lost']) }),
  load: (input, reader, where) => loadSettlement(input.conflictId, reader, where),
  decide(state, input, context) {
    const { conflict: row, target } = state
    if (row.settledAt !== null) return ok({ changes: [], events: [] })
    const forbidden = checkSettler(state, context)
    if (forbidden) return forbidden
    const settled = { settledAt: context.now, settledById: context.actor.personId, choice: input.choice }
    const mark = { type: 'patch', entity: conflict.name, id: row.id, fields: settled } as const
    if (input.choice === 'kept' || !target) return ok({ changes: [mark], events: [] })
    const value = settledValue(row, target)
    const refused = checkWritten(state, value, context)
    if (refused) return refused
    const written = writeSettled(state, value, context)
    if (!written.ok) return written
    const subject = { subjectEntity: row.entity, subjectId: row.rowId, clientId: row.clientId }
    return ok({
      changes: [...written.value, mark],
      events: [{ kind: 'conflict.settled', ...subject, data: { field: row.field } }]
    })
  },
  invert({ conflict: row, target }, input): readonly CommandCall[] {
    if (row.settledAt !== null || !target) return []
    const restore = input.choice === 'lost' ? { restore: heldValue(row, target) } : {}
    return [{ name: 'conflict.reopen', input: { conflictId: row.id, ...restore } }]
  }
})
