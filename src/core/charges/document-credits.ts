// What credit notes took back of documents, line by line: how much of a charge was given back, and which lines are open again.

import { creditedLines, creditLineId } from '../billing/credit-note.ts'
import type { Invoice, InvoiceLine } from '../billing/invoice.entity.ts'
import type { Id } from '../kernel/ids.ts'

/** Credits of a client's documents. `reopened`: ids of lines whose work is to be billed anew, by document. */
export interface Credits {
  readonly minor: ReadonlyMap<Id, number>
  readonly reopened: ReadonlyMap<Id, ReadonlySet<Id>>
}

/** Gathers the credits of all notes that were not discarded. */
export function gatherCredits(invoices: readonly Invoice[]): Credits {
  const minor = new Map<Id, number>()
  const reopened = new Map<Id, Set<Id>>()
  const notes = invoices.filter(({ kind, archivedAt }) => kind === 'credit-note' && archivedAt === null)
  for (const note of notes) {
    const row = invoices.find(({ id }) => id === note.creditsId)
    // Credited as a whole to be billed anew, a document charges nothing any more.
    if (!row || (row.creditedById === note.id && row.rebill === true)) continue
    const taken = new Map(note.lines.map((line) => [line.id, -line.netMinor]))
    const own = reopened.get(row.id) ?? new Set()
    for (const line of creditedLines(note, row)) {
      if (note.rebill === true) own.add(line.id)
      else give(minor, line, taken.get(creditLineId(note.id, line.id)) ?? 0)
    }
    if (own.size > 0) reopened.set(row.id, own)
  }
  return { minor, reopened }
}

/** Lines of a document that bill their work: all but those whose work is open again. */
export function standingLines({ id, lines }: Invoice, { reopened }: Credits): readonly InvoiceLine[] {
  const open = reopened.get(id)
  return open ? lines.filter((line) => !open.has(line.id)) : lines
}

/** A line stands for itself or for one charge; of several charges together nobody can say which one was meant, so the first ones are. */
function give(minor: Map<Id, number>, { id, chargeIds }: InvoiceLine, amountMinor: number): void {
  const chargeId = chargeIds[0] ?? id
  minor.set(chargeId, (minor.get(chargeId) ?? 0) + amountMinor)
}
