// Notes that an issued document was handed on: to the books, or to the buyer as an e-invoice. Nothing on the document changes.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id, line } from '../kernel/schema.ts'
import { invoice } from './invoice.entity.ts'

/** `invoice.note-export` {id, format}: the first time stands on the row, each one in the history. Refused where it is not issued. */
export const noteExport = defineCommand({
  name: 'invoice.note-export',
  version: 1,
  requires: 'billing.edit',
  input: z.strictObject({ id, format: line(40) }),
  load: async (input, reader) => ({ row: await reader.need(invoice, input.id) }),
  decide({ row }, { format }, context) {
    if (row.status !== 'issued') return refuse('wrong-state', { field: 'status', expected: 'an issued document' })
    const fields = { exportedAt: row.exportedAt ?? context.now, updatedAt: Math.max(context.now, row.updatedAt) }
    const subject = { subjectEntity: invoice.name, subjectId: row.id, clientId: row.clientId }
    return ok({
      changes: row.exportedAt === null ? [{ type: 'patch', entity: invoice.name, id: row.id, fields }] : [],
      events: [{ kind: 'invoice.exported', ...subject, data: { format } }]
    })
  }
})
