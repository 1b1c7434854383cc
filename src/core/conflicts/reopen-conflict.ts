// Takes the settling of a clash back: it is open again, and the field gets back what settling wrote over.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { conflict } from './conflict.entity.ts'
import { checkSettler, checkWritten, loadSettlement, writeSettled } from './settlement.rules.ts'

/** `conflict.reopen` {conflictId, restore?}: `restore` is the field's value before. A no-op on an open one. */
export const reopenConflict = defineCommand({
  name: 'conflict.reopen',
  version: 1,
  requires: 'conflict.settle',
  input: z.strictObject({ conflictId: id, restore: z.json().optional() }),
  load: (input, reader, where) => loadSettlement(input.conflictId, reader, where, input.restore),
  decide(state, input, context) {
    const { conflict: row, target } = state
    if (row.settledAt === null) return ok({ changes: [], events: [] })
    const forbidden = checkSettler(state, context)
    if (forbidden) return forbidden
    const open = { settledAt: null, settledById: null, choice: null }
    const mark = { type: 'patch', entity: conflict.name, id: row.id, fields: open } as const
    if (input.restore === undefined || !target) return ok({ changes: [mark], events: [] })
    const refused = checkWritten(state, input.restore, context)
    if (refused) return refused
    const written = writeSettled(state, input.restore, context)
    if (!written.ok) return written
    const subject = { subjectEntity: row.entity, subjectId: row.rowId, clientId: row.clientId }
    return ok({
      changes: [...written.value, mark],
      events: [{ kind: 'conflict.reopened', ...subject, data: { field: row.field } }]
    })
  }
})
