// Drafts of documents: begin one, change it, discard it, take it up again. Sums are computed from the lines, never typed, and what one
// document bills no other one does.

import type { Change } from '../kernel/change.ts'
import { isEqual } from '../kernel/merge.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { defineArchive } from '../records/archive-record.ts'
import { defineCreate } from '../records/create-record.ts'
import { defineEdit } from '../records/edit-record.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { blankInvoice } from './blank-invoice.ts'
import { bindCharges, checkBooks, type ClientBooks, loadBooks, releaseCharges } from './invoice-charges.ts'
import { checkRecredit, checkUncredit, recredit, uncredit } from './credit-links.ts'
import { type Invoice, invoice } from './invoice.entity.ts'
import { invoiceSums } from './invoice.rules.ts'

/** Refuses whatever would touch a document that is no draft any more. */
export function checkDraft(row: Invoice): Result<never, Refusal> | null {
  return row.status === 'draft'
    ? null
    : refuse('wrong-state', { field: 'status', expected: 'a draft: an approved or issued document stays' })
}

function isNote({ kind }: Invoice): boolean {
  return kind === 'credit-note'
}

/** What a credit note takes back follows from what was chosen: it is discarded and made anew, never edited. */
function checkNote(before: Invoice, after: Invoice): Result<never, Refusal> | null {
  if (!isNote(before)) return null
  const changed = (['lines', 'deposits', 'taxRounding', 'currency'] as const).find((field) => !isEqual(before[field], after[field]))
  return changed === undefined
    ? null
    : refuse('wrong-state', { field: changed, expected: 'nothing: a credit note is discarded and made anew' })
}

/** `invoice.edit` {id, fields}: lines, deposits, texts of a draft; of a credit note only its texts. */
export const editInvoice = defineEdit({
  name: 'invoice.edit',
  entity: invoice,
  requires: 'billing.edit',
  event: 'invoice.edited',
  links: { ticketId: ticket },
  extra: async (input, reader) => loadBooks((await reader.need(invoice, input.id)).clientId, reader),
  check: ({ before, after, extra }) =>
    checkDraft(before) ?? checkNote(before, after) ?? (isNote(after) ? null : checkBooks({ ...after, ...invoiceSums(after) }, extra)),
  derive: (after) => (isNote(after) ? {} : invoiceSums(after)),
  also: bindCharges
})

/** `invoice.discard` {id}: puts a draft away; no number was given, so none is missing. Refused for a credit note whose work was billed anew. */
export const discardInvoice = defineArchive({
  name: 'invoice.discard',
  entity: invoice,
  requires: 'billing.edit',
  event: 'invoice.discarded',
  archives: true,
  undo: 'invoice.restore',
  extra: (row, reader) => loadBooks(row.clientId, reader),
  check: (row, books) => checkDraft(row) ?? checkUncredit(row, books),
  also: (row, books) => [...releaseCharges(row.id, books), ...uncredit(row, books)]
})

/** `invoice.restore` {id}: takes a discarded draft up again. Refused where something of it was billed meanwhile. */
export const restoreInvoice = defineArchive({
  name: 'invoice.restore',
  entity: invoice,
  requires: 'billing.edit',
  event: 'invoice.restored',
  archives: false,
  undo: 'invoice.discard',
  extra: (row, reader) => loadBooks(row.clientId, reader),
  check: (row, books) => (isNote(row) ? checkRecredit(row, books) : checkBooks(row, books)),
  also: (row, books): readonly Change[] => [...bindCharges(row, books), ...recredit(row, books)]
})

/** `invoice.draft` {clientId, title, lines, …}: sums are computed from the lines. Refused where something of it is billed already. */
export const draftInvoice = defineCreate({
  name: 'invoice.draft',
  entity: invoice,
  requires: 'billing.edit',
  event: 'invoice.drafted',
  owner: 'client',
  required: ['title', 'lines'],
  links: { ticketId: ticket },
  undo: 'invoice.discard',
  blank: ({ keys, context, owner }): Invoice => ({ ...blankInvoice(keys, context), currency: owner?.currency ?? '' }),
  extra: (input, reader): Promise<ClientBooks> => loadBooks(input.clientId ?? '', reader),
  derive: (row) => invoiceSums(row),
  check: checkBooks,
  also: bindCharges
})
