// Credits an issued document by a document of its own: all that is left of it, or chosen lines, quantities and amounts.

import { z } from 'zod'
import { depositsTaken } from '../charges/deposits.ts'
import type { Change } from '../kernel/change.ts'
import { type DecideContext, defineCommand } from '../kernel/command.ts'
import type { Id } from '../kernel/ids.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { id, minor, text } from '../kernel/schema.ts'
import { creditTitle } from '../words/charges.ts'
import { quantity } from './charge.entity.ts'
import { checkBalance, creditableLines, creditedLines, creditLines, creditSums, isComplete, notesOf } from './credit-note.ts'
import { type ClientBooks, loadBooks, releaseLines } from './invoice-charges.ts'
import { type Invoice, invoice } from './invoice.entity.ts'

const part = z.strictObject({
  lineId: id,
  quantity: quantity.optional(),
  amountMinor: minor.positive('expected an amount above zero').optional()
})

/**
 * `invoice.credit` {id, reason?, rebill?, parts?}: drafts a credit note over an issued document. Without `parts` over all that is left of it, else
 * over these lines; of each a `quantity`, an `amountMinor` (both without sign), or all that is left. With `rebill` the work of these lines is
 * open again, to be billed anew. Refused beyond what was not credited yet, and for a deposit that a document takes off. Undo discards the note.
 */
export const creditInvoice = defineCommand({
  name: 'invoice.credit',
  version: 1,
  requires: 'billing.post',
  input: z.strictObject({
    id,
    reason: text(8000).optional(),
    rebill: z.boolean().optional(),
    parts: z.array(part).min(1).max(5000).optional()
  }),
  async load(input, reader) {
    const row = await reader.need(invoice, input.id)
    return { row, books: await loadBooks(row.clientId, reader) }
  },
  decide({ row, books }, input, context) {
    const refused = checkCreditable(row, books)
    if (refused) return refused
    const noteId = context.newId(1)
    const rebill = input.rebill ?? false
    const others = notesOf(row, books.invoices)
    const lines = creditLines(noteId, creditableLines(row, others), input.parts ?? null, rebill)
    if (!lines.ok) return lines
    const drafted = { ...blankNote(row, noteId, input.reason ?? '', context), lines: lines.value }
    const isAtOnce = others.length === 0 && input.parts === undefined
    const note = { ...drafted, ...creditSums(drafted, row, others), rebill: isAtOnce || !rebill ? null : true }
    const unbalanced = checkBalance(note, row, others)
    if (unbalanced) return unbalanced
    return ok({
      changes: [
        { type: 'create', entity: invoice.name, row: note },
        patch(row, isComplete(row, [...others, note]) ? { creditedById: noteId, rebill: isAtOnce && rebill } : {}, context.now),
        ...(rebill ? releaseLines(row.id, creditedLines(note, row), books) : [])
      ],
      events: [told('invoice.credited', row), told('invoice.drafted', note)]
    })
  },
  invert: (_state, _input, context) => [{ name: 'invoice.discard', input: { id: context.newId(1) } }]
})

function checkCreditable(row: Invoice, books: ClientBooks): Result<never, Refusal> | null {
  if (row.status !== 'issued' || row.kind === 'credit-note')
    return refuse('wrong-state', { field: 'status', expected: 'an issued invoice' })
  if (row.creditedById !== null) return refuse('already-exists', { field: 'id', values: { entity: invoice.name, id: row.creditedById } })
  if ((depositsTaken(books.invoices).get(row.id) ?? 0) > 0)
    return refuse('wrong-state', { field: 'id', expected: 'a deposit that no document takes off' })
  return null
}

/** A note that takes nothing back yet. */
function blankNote(row: Invoice, noteId: Id, reason: string, context: Pick<DecideContext, 'actor' | 'now'>): Invoice {
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
    lines: [],
    deposits: [],
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

function patch(row: Invoice, fields: Readonly<Record<string, unknown>>, now: number): Change {
  return { type: 'patch', entity: invoice.name, id: row.id, fields: { ...fields, updatedAt: Math.max(now, row.updatedAt) } }
}

function told(kind: string, { id: subjectId, clientId }: Invoice) {
  return { kind, subjectEntity: invoice.name, subjectId, clientId }
}
