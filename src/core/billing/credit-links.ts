// A credit note and the document that it takes back know each other: while the note lives, the document is credited; when its draft is
// discarded, the document stands as before.

import type { Change } from '../kernel/change.ts'
import type { Refusal } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { charge } from './charge.entity.ts'
import { checkBooks, type ClientBooks } from './invoice-charges.ts'
import { type Invoice, invoice } from './invoice.entity.ts'

/** Refuses to discard a note whose work was billed anew meanwhile: the credited document would bill it a second time. */
export function checkUncredit(note: Invoice, books: ClientBooks): Result<never, Refusal> | null {
  const credited = books.invoices.find(({ id }) => id === note.creditsId)
  if (!credited || credited.creditedById !== note.id || credited.rebill !== true) return null
  return checkBooks({ ...credited, creditedById: null, rebill: null }, books)
}

/** Frees the credited document when its note is discarded; charges that were open again stand on it as before. */
export function uncredit(note: Invoice, books: ClientBooks): readonly Change[] {
  const credited = books.invoices.find(({ id }) => id === note.creditsId)
  if (!credited || credited.creditedById !== note.id) return []
  const named = new Set(credited.lines.flatMap(({ chargeIds }) => chargeIds))
  const free = books.charges.filter(({ id, invoiceId }) => named.has(id) && invoiceId === null)
  return [
    { type: 'patch', entity: invoice.name, id: credited.id, fields: { creditedById: null, rebill: null } },
    ...free.map((each): Change => ({ type: 'patch', entity: charge.name, id: each.id, fields: { invoiceId: credited.id } }))
  ]
}

/** Marks the document as credited again when a discarded note is taken up; its work stays billed. */
export function recredit(note: Invoice, books: ClientBooks): readonly Change[] {
  const credited = books.invoices.find(({ id }) => id === note.creditsId)
  if (!credited || credited.creditedById !== null) return []
  return [{ type: 'patch', entity: invoice.name, id: credited.id, fields: { creditedById: note.id, rebill: false } }]
}
