// A credit note and the document that it takes back know each other: while the note lives, what it takes back is credited; when its draft is
// discarded, the document stands as before.

import type { Change } from '../kernel/change.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { charge } from './charge.entity.ts'
import { checkBalance, creditableLines, creditedLines, creditLineId, isComplete, notesOf } from './credit-note.ts'
import { checkBooks, type ClientBooks } from './invoice-charges.ts'
import { type Invoice, type InvoiceLine, invoice } from './invoice.entity.ts'

/** Refuses to discard a note whose work was billed anew meanwhile: the credited document would bill it a second time. */
export function checkUncredit(note: Invoice, books: ClientBooks): Result<never, Refusal> | null {
  const credited = documentOf(note, books)
  const lines = credited ? reopened(note, credited) : []
  if (!credited || lines.length === 0) return null
  const others = { ...books, invoices: books.invoices.filter(({ id }) => id !== note.id) }
  return checkBooks({ ...credited, lines: [...lines], deposits: [], creditedById: null, rebill: null }, others)
}

/** Frees the credited document when its note is discarded; charges that were open again stand on it as before. */
export function uncredit(note: Invoice, books: ClientBooks): readonly Change[] {
  const credited = documentOf(note, books)
  if (!credited) return []
  const named = new Set(reopened(note, credited).flatMap(({ chargeIds }) => chargeIds))
  const free = books.charges.filter(({ id, invoiceId }) => named.has(id) && invoiceId === null)
  // Also where another note completed the credit: without this one something is left again, and may be credited.
  const isOpen =
    credited.creditedById === note.id || (credited.creditedById !== null && !isComplete(credited, othersOf(note, credited, books)))
  return [
    ...(isOpen ? [patch(credited.id, { creditedById: null, rebill: null })] : []),
    ...free.map((each): Change => ({ type: 'patch', entity: charge.name, id: each.id, fields: { invoiceId: credited.id } }))
  ]
}

/** Refuses to take a discarded note up again when others credited what it did. */
export function checkRecredit(note: Invoice, books: ClientBooks): Result<never, Refusal> | null {
  const credited = documentOf(note, books)
  if (!credited) return null
  const lines = new Map(note.lines.map((line) => [line.id, line]))
  const isOver = creditableLines(credited, othersOf(note, credited, books)).some(({ line, netMinor }) => {
    const taken = lines.get(creditLineId(note.id, line.id))
    return taken !== undefined && Math.abs(taken.netMinor) > Math.abs(netMinor)
  })
  if (isOver) return refuse('wrong-state', { field: 'id', expected: 'a note over what no other one credits' })
  return checkBalance(note, credited, othersOf(note, credited, books))
}

/** Marks the document as credited again when a discarded note is taken up; its work stays billed. */
export function recredit(note: Invoice, books: ClientBooks): readonly Change[] {
  const credited = documentOf(note, books)
  if (!credited || credited.creditedById !== null) return []
  return [
    ...(isComplete(credited, [...othersOf(note, credited, books), note])
      ? [patch(credited.id, { creditedById: note.id, rebill: false })]
      : []),
    ...(note.rebill === true ? [patch(note.id, { rebill: false })] : [])
  ]
}

function documentOf({ creditsId }: Invoice, { invoices }: ClientBooks): Invoice | undefined {
  return creditsId === null ? undefined : invoices.find(({ id }) => id === creditsId)
}

function othersOf(note: Invoice, credited: Invoice, { invoices }: ClientBooks): readonly Invoice[] {
  return notesOf(credited, invoices).filter(({ id }) => id !== note.id)
}

/** Lines whose work a note opened again. */
function reopened(note: Invoice, credited: Invoice): readonly InvoiceLine[] {
  if (credited.creditedById === note.id && credited.rebill === true) return credited.lines
  return note.rebill === true ? creditedLines(note, credited) : []
}

function patch(id: string, fields: Readonly<Record<string, unknown>>): Change {
  return { type: 'patch', entity: invoice.name, id, fields }
}
