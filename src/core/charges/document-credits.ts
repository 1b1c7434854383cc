// What credit notes took back of documents, line by line: how much of a charge was given back, and which lines are open again.

import type { Charge } from '../billing/charge.entity.ts'
import { creditedLines, creditLineId } from '../billing/credit-note.ts'
import type { Invoice, InvoiceLine } from '../billing/invoice.entity.ts'
import type { Id } from '../kernel/ids.ts'

/** Credits of a client's documents. `reopened`: ids of lines whose work is to be billed anew, by document. */
export interface Credits {
  readonly minor: ReadonlyMap<Id, number>
  readonly reopened: ReadonlyMap<Id, ReadonlySet<Id>>
}

/** What was given back of a line over all notes, minor units with its sign. */
interface Given {
  readonly line: InvoiceLine
  minor: number
}

/** Gathers the credits of all notes that were not discarded. */
export function gatherCredits(invoices: readonly Invoice[], charges: readonly Pick<Charge, 'id' | 'netMinor'>[]): Credits {
  const given = new Map<string, Given>()
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
      else {
        const known = given.get(`${row.id} ${line.id}`) ?? { line, minor: 0 }
        known.minor += taken.get(creditLineId(note.id, line.id)) ?? 0
        given.set(`${row.id} ${line.id}`, known)
      }
    }
    if (own.size > 0) reopened.set(row.id, own)
  }
  return { minor: shareOut([...given.values()], charges), reopened }
}

/** Lines of a document that bill their work: all but those whose work is open again. */
export function standingLines({ id, lines }: Invoice, { reopened }: Credits): readonly InvoiceLine[] {
  const open = reopened.get(id)
  return open ? lines.filter((line) => !open.has(line.id)) : lines
}

/**
 * A line stands for itself or for its charges. Of several together nobody can say which one was meant, so the first ones are, each as far as it goes;
 * of a line that was given back whole all are.
 */
function shareOut(given: readonly Given[], charges: readonly Pick<Charge, 'id' | 'netMinor'>[]): ReadonlyMap<Id, number> {
  const minor = new Map<Id, number>()
  const netOf = new Map(given.some(({ line }) => line.chargeIds.length > 1) ? charges.map(({ id, netMinor }) => [id, netMinor]) : [])
  const add = (id: Id, amount: number): void => void minor.set(id, (minor.get(id) ?? 0) + amount)
  for (const { line, minor: total } of given) {
    const [only = line.id, ...others] = line.chargeIds
    if (others.length === 0) {
      add(only, total)
      continue
    }
    let left = total
    for (const id of line.chargeIds) {
      const net = netOf.get(id) ?? 0
      const share =
        total === line.netMinor ? net : Math.sign(net) === Math.sign(left) ? Math.sign(net) * Math.min(Math.abs(net), Math.abs(left)) : 0
      add(id, share)
      left -= share
    }
  }
  return minor
}
