// A document on its way: approved by whoever may, or taken back to a draft. What was issued never changes: it is credited.

import { z } from 'zod'
import { checkSums } from '../documents/check-document.ts'
import type { Change } from '../kernel/change.ts'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id } from '../kernel/schema.ts'
import { loadSumsOf, sumsOf } from './document-sums.ts'
import { type Invoice, invoice } from './invoice.entity.ts'

/** `invoice.approve` {id}: a draft may be issued from now on. Refused without lines, and where sums don't tie. */
export const approveInvoice = defineCommand({
  name: 'invoice.approve',
  version: 1,
  requires: 'billing.post',
  input: z.strictObject({ id }),
  async load(input, reader) {
    const row = await reader.need(invoice, input.id)
    return { row, credited: await loadSumsOf(row, reader) }
  },
  decide({ row, credited }, _input, context) {
    if (row.archivedAt !== null) return refuse('archived', { values: { entity: invoice.name } })
    if (row.status === 'approved') return ok({ changes: [], events: [] })
    if (row.status !== 'draft') return refuse('wrong-state', { field: 'status', expected: 'a draft' })
    const sums = sumsOf(row, credited)
    const refused = checkSums({ ...row, ...sums })
    if (refused) return refused
    const approved = { status: 'approved', approvedAt: context.now, approvedById: context.actor.personId }
    return ok({ changes: [patch(row, { ...sums, ...approved }, context.now)], events: [told('invoice.approved', row)] })
  },
  invert: ({ row }, input) => (row.status === 'draft' ? [{ name: 'invoice.reopen', input }] : [])
})

/** `invoice.reopen` {id}: an approved document that was not issued is a draft again. */
export const reopenInvoice = defineCommand({
  name: 'invoice.reopen',
  version: 1,
  requires: 'billing.post',
  input: z.strictObject({ id }),
  load: async (input, reader) => ({ row: await reader.need(invoice, input.id) }),
  decide({ row }, _input, context) {
    if (row.status === 'draft') return ok({ changes: [], events: [] })
    if (row.status !== 'approved')
      return refuse('wrong-state', { field: 'status', expected: 'an approved document: issued ones are credited' })
    const fields = { status: 'draft', approvedAt: null, approvedById: null }
    return ok({ changes: [patch(row, fields, context.now)], events: [told('invoice.reopened', row)] })
  },
  invert: ({ row }, input) => (row.status === 'approved' ? [{ name: 'invoice.approve', input }] : [])
})

function patch(row: Invoice, fields: Readonly<Record<string, unknown>>, now: number): Change {
  return { type: 'patch', entity: invoice.name, id: row.id, fields: { ...fields, updatedAt: Math.max(now, row.updatedAt) } }
}

function told(kind: string, { id: subjectId, clientId }: Invoice) {
  return { kind, subjectEntity: invoice.name, subjectId, clientId }
}
