// Sums of any document: an invoice's follow from its lines, a credit note's also from what its document's other notes took back.

import type { Reader } from '../kernel/command.ts'
import { creditSums, notesOf } from './credit-note.ts'
import { loadBooks } from './invoice-charges.ts'
import type { Invoice } from './invoice.entity.ts'
import { type InvoiceSums, invoiceSums } from './invoice.rules.ts'

/** What a credit note's sums depend on beside its lines; null for any other document. */
export interface CreditedDocument {
  readonly row: Invoice
  readonly others: readonly Invoice[]
}

/** Loads what a document's sums depend on. */
export async function loadSumsOf(row: Invoice, reader: Reader): Promise<CreditedDocument | null> {
  if (row.kind !== 'credit-note') return null
  const { invoices } = await loadBooks(row.clientId, reader)
  const credited = invoices.find(({ id }) => id === row.creditsId)
  return credited ? { row: credited, others: notesOf(credited, invoices).filter(({ id }) => id !== row.id) } : null
}

/** Sums of a document as it is now. */
export function sumsOf(row: Invoice, credited: CreditedDocument | null): InvoiceSums {
  return credited ? creditSums(row, credited.row, credited.others) : invoiceSums(row)
}
