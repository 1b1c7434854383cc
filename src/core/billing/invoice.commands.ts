// Drafts of invoices: begin one, change it, discard it, take it up again. Sums are computed from the lines, never typed.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { defineArchive } from '../records/archive-record.ts'
import { defineCreate } from '../records/create-record.ts'
import { defineEdit } from '../records/edit-record.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { type Invoice, invoice } from './invoice.entity.ts'
import { invoiceSums } from './invoice.rules.ts'

/** Refuses whatever would touch a document that is no draft any more. */
export function checkDraft(row: Invoice): Result<never, Refusal> | null {
  return row.status === 'draft'
    ? null
    : refuse('wrong-state', { field: 'status', expected: 'a draft: an approved or issued document stays' })
}

/** `invoice.edit` {id, fields}: lines, deposits, texts of a draft. */
export const editInvoice = defineEdit({
  name: 'invoice.edit',
  entity: invoice,
  requires: 'billing.edit',
  event: 'invoice.edited',
  links: { ticketId: ticket },
  check: ({ before }) => checkDraft(before),
  derive: (after) => invoiceSums(after)
})

/** `invoice.discard` {id}: puts a draft away; no number was given, so none is missing. */
export const discardInvoice = defineArchive({
  name: 'invoice.discard',
  entity: invoice,
  requires: 'billing.edit',
  event: 'invoice.discarded',
  archives: true,
  undo: 'invoice.restore',
  check: checkDraft
})

/** `invoice.restore` {id}: takes a discarded draft up again. */
export const restoreInvoice = defineArchive({
  name: 'invoice.restore',
  entity: invoice,
  requires: 'billing.edit',
  event: 'invoice.restored',
  archives: false,
  undo: 'invoice.discard'
})

/** `invoice.draft` {clientId, title, lines, …}: sums are computed from the lines. */
export const draftInvoice = defineCreate({
  name: 'invoice.draft',
  entity: invoice,
  requires: 'billing.edit',
  event: 'invoice.drafted',
  owner: 'client',
  required: ['title', 'lines'],
  links: { ticketId: ticket },
  undo: 'invoice.discard',
  blank: ({ keys, context, now, owner }): Invoice => ({
    ...keys,
    kind: 'invoice',
    status: 'draft',
    number: null,
    seriesId: null,
    currency: owner?.currency ?? '',
    contractId: null,
    ticketId: null,
    periodFrom: null,
    periodThrough: null,
    issuedOn: null,
    dueOn: null,
    paymentDays: 14,
    taxRounding: 'document',
    lines: [],
    taxes: [],
    netMinor: 0,
    taxMinor: 0,
    grossMinor: 0,
    deposits: [],
    payableMinor: 0,
    creditsId: null,
    seller: null,
    buyer: null,
    buyerReference: '',
    title: '',
    note: '',
    createdById: context.actor.personId,
    createdAt: now,
    updatedAt: now,
    approvedAt: null,
    approvedById: null,
    issuedAt: null,
    issuedById: null,
    creditedById: null,
    exportedAt: null,
    archivedAt: null
  }),
  derive: (row) => invoiceSums(row)
})
