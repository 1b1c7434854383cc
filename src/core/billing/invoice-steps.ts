// A document on its way: approved by whoever may, taken back to a draft, or an issued one credited. What was issued never changes; crediting
// writes a document of its own that takes it back line by line.

import { z } from 'zod'
import { depositsUsed } from '../charges/invoice-drafts.ts'
import { checkSums } from '../documents/check-document.ts'
import type { Change } from '../kernel/change.ts'
import { type DecideContext, defineCommand } from '../kernel/command.ts'
import { type Id, sourceId } from '../kernel/ids.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id, text } from '../kernel/schema.ts'
import { creditTitle } from '../words/charges.ts'
import { loadBooks, releaseCharges } from './invoice-charges.ts'
import { type Invoice, type InvoiceLine, invoice } from './invoice.entity.ts'
import { invoiceSums } from './invoice.rules.ts'

/** `invoice.approve` {id}: a draft may be issued from now on. Refused without lines, and where sums don't tie. */
export const approveInvoice = defineCommand({
  name: 'invoice.approve',
  version: 1,
  requires: 'billing.post',
  input: z.strictObject({ id }),
  load: async (input, reader) => ({ row: await reader.need(invoice, input.id) }),
  decide({ row }, _input, context) {
    if (row.archivedAt !== null) return refuse('archived', { values: { entity: invoice.name } })
    if (row.status === 'approved') return ok({ changes: [], events: [] })
    if (row.status !== 'draft') return refuse('wrong-state', { field: 'status', expected: 'a draft' })
    const sums = invoiceSums(row)
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

/**
 * `invoice.credit` {id, reason?, rebill?}: drafts a credit note over the whole of an issued document. With `rebill` its work is open again, to
 * be billed anew. Refused where it was credited before, and for a deposit that a document takes off. Undo discards the credit note.
 */
export const creditInvoice = defineCommand({
  name: 'invoice.credit',
  version: 1,
  requires: 'billing.post',
  input: z.strictObject({ id, reason: text(8000).optional(), rebill: z.boolean().optional() }),
  async load(input, reader) {
    const row = await reader.need(invoice, input.id)
    return { row, books: await loadBooks(row.clientId, reader) }
  },
  decide({ row, books }, input, context) {
    if (row.status !== 'issued' || row.kind === 'credit-note')
      return refuse('wrong-state', { field: 'status', expected: 'an issued invoice' })
    if (row.creditedById !== null) return refuse('already-exists', { field: 'id', values: { entity: invoice.name, id: row.creditedById } })
    if ((depositsUsed(books.invoices).get(row.id) ?? 0) > 0)
      return refuse('wrong-state', { field: 'id', expected: 'a deposit that no document takes off' })
    const noteId = context.newId(1)
    const note = creditNoteOf(row, noteId, input.reason ?? '', context)
    const credited = { creditedById: noteId, rebill: input.rebill ?? false }
    return ok({
      changes: [
        { type: 'create', entity: invoice.name, row: note },
        patch(row, credited, context.now),
        ...(input.rebill ? releaseCharges(row.id, books) : [])
      ],
      events: [told('invoice.credited', row), told('invoice.drafted', note)]
    })
  },
  invert: (_state, _input, context) => [{ name: 'invoice.discard', input: { id: context.newId(1) } }]
})

/** The document that takes another one back: its lines with the other sign. */
function creditNoteOf(row: Invoice, noteId: Id, reason: string, context: Pick<DecideContext, 'actor' | 'now'>): Invoice {
  const lines = row.lines.map((line) => creditLine(noteId, line))
  return {
    ...row,
    id: noteId,
    kind: 'credit-note',
    status: 'draft',
    number: null,
    seriesId: null,
    issuedOn: null,
    dueOn: null,
    paymentDays: 0,
    lines,
    deposits: [],
    ...invoiceSums({ lines, deposits: [], taxRounding: row.taxRounding }),
    creditsId: row.id,
    seller: null,
    buyer: null,
    title: creditTitle(row.number ?? row.title, row.language ?? 'en'),
    note: reason,
    createdById: context.actor.personId,
    createdAt: context.now,
    updatedAt: context.now,
    approvedAt: null,
    approvedById: null,
    issuedAt: null,
    issuedById: null,
    creditedById: null,
    exportedAt: null,
    archivedAt: null,
    rebill: null
  }
}

/** The line with the other sign: its own id, the same source, no charge. */
function creditLine(noteId: Id, line: InvoiceLine): InvoiceLine {
  const quantity = line.quantity.startsWith('-') ? line.quantity.slice(1) : line.quantity === '0' ? '0' : `-${line.quantity}`
  return { ...line, id: sourceId('credit', `${noteId}/${line.id}`), quantity, netMinor: -line.netMinor + 0, chargeIds: [] }
}

function patch(row: Invoice, fields: Readonly<Record<string, unknown>>, now: number): Change {
  return { type: 'patch', entity: invoice.name, id: row.id, fields: { ...fields, updatedAt: Math.max(now, row.updatedAt) } }
}

function told(kind: string, { id: subjectId, clientId }: Invoice) {
  return { kind, subjectEntity: invoice.name, subjectId, clientId }
}
