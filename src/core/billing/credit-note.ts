// Credit notes take back a document, all of it or some: whole lines, quantities or amounts. Invariant: over all its notes a line gives back no
// more than it charged, and the taxes of a document's notes add up to its tax, because each takes what the tax of all of them grew by.

import { Big } from 'big.js'
import { isDepositLine, lump } from '../charges/line-quantity.ts'
import { type Id, sourceId } from '../kernel/ids.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import type { Invoice, InvoiceLine } from './invoice.entity.ts'
import { type InvoiceSums, invoiceSums } from './invoice.rules.ts'
import { lineAmount } from './line-amount.ts'

/** What to take back of a line: a quantity, an amount in minor units (both without sign), or neither for all that is left of it. */
export interface CreditPart {
  readonly lineId: Id
  readonly quantity?: string | undefined
  readonly amountMinor?: number | undefined
}

/** What of a line was not credited yet. `netMinor` has the line's sign; `quantity` has none, and is null once an amount was credited. */
export interface CreditableLine {
  readonly line: InvoiceLine
  readonly netMinor: number
  readonly quantity: string | null
  readonly isWhole: boolean
}

/** Id of the line of a note that credits a line. */
export function creditLineId(noteId: Id, lineId: Id): Id {
  return sourceId('credit', `${noteId}/${lineId}`)
}

/** Credit notes of a document that were not discarded. */
export function notesOf(row: Pick<Invoice, 'id'>, invoices: readonly Invoice[]): readonly Invoice[] {
  return invoices.filter(({ kind, creditsId, archivedAt }) => kind === 'credit-note' && creditsId === row.id && archivedAt === null)
}

/** Lines of a document with what its notes have left of them. */
export function creditableLines(row: Pick<Invoice, 'lines'>, notes: readonly Pick<Invoice, 'id' | 'lines'>[]): readonly CreditableLine[] {
  const byId = new Map(notes.flatMap((note) => note.lines.map((line) => [line.id, line] as const)))
  return row.lines.map((line) => {
    const taken = notes.flatMap((note) => byId.get(creditLineId(note.id, line.id)) ?? [])
    const netMinor = taken.reduce((sum, each) => sum + each.netMinor, line.netMinor)
    const isByQuantity = taken.every(({ unit, unitMinor }) => unit === line.unit && unitMinor === line.unitMinor)
    const quantity = taken.reduce((sum, each) => sum.minus(new Big(each.quantity).abs()), new Big(line.quantity).abs())
    return { line, netMinor, quantity: isByQuantity ? quantity.toFixed() : null, isWhole: taken.length === 0 }
  })
}

/**
 * Lines of a note.
 * @param parts null: all that is left
 * @param rebill the work is to be billed anew: then a line is taken back whole or not at all
 */
export function creditLines(
  noteId: Id,
  left: readonly CreditableLine[],
  parts: readonly CreditPart[] | null,
  rebill: boolean
): Result<InvoiceLine[], Refusal> {
  const all = left.filter(({ netMinor, isWhole }) => netMinor !== 0 || isWhole).map(({ line }): CreditPart => ({ lineId: line.id }))
  const lines: InvoiceLine[] = []
  for (const [index, part] of (parts ?? all).entries()) {
    const field = parts === null ? 'id' : `parts.${index}`
    const found = left.find(({ line }) => line.id === part.lineId)
    if (!found || (parts ?? all).findIndex(({ lineId }) => lineId === part.lineId) !== index)
      return refuse('invalid-input', { field: `${field}.lineId`, expected: 'each line of the document at most once' })
    const taken = takenOf(found, part, field)
    if (!taken.ok) return taken
    if (rebill && (!found.isWhole || taken.value.netMinor !== found.line.netMinor))
      return refuse('invalid-input', { field: 'rebill', expected: 'whole lines: half a piece of work can’t be billed anew' })
    lines.push(creditLine(noteId, found, taken.value))
  }
  return lines.length === 0 ? refuse('wrong-state', { field: 'id', expected: 'something that was not credited yet' }) : ok(lines)
}

/**
 * Refuses a note that charges, or that gives back more than the document charged: what a discount took off goes back with the lines that it was
 * taken off. A deposit that was taken off as a line is money that the client paid, so it is no discount.
 */
export function checkBalance(note: Pick<Invoice, 'id' | 'lines' | 'grossMinor'>, row: Invoice, others: readonly Invoice[]): Refused {
  const sign = row.grossMinor < 0 ? -1 : 1
  const left = creditableLines(row, [...others, note]).filter(({ line }) => !isDepositLine(line))
  const leftMinor = left.reduce((sum, { netMinor }) => sum + netMinor, 0)
  const isBelow = leftMinor * sign < 0 && left.reduce((sum, { line }) => sum + line.netMinor, 0) * sign >= 0
  return isBelow || note.grossMinor * sign > 0
    ? refuse('invalid-input', {
        field: 'parts',
        expected: 'no more than the document charged: discounts go back with what they were taken off'
      })
    : null
}

type Refused = Result<never, Refusal> | null

/** True when nothing of a document is left to be credited. */
export function isComplete(row: Pick<Invoice, 'lines'>, notes: readonly Pick<Invoice, 'id' | 'lines'>[]): boolean {
  return creditableLines(row, notes).every(({ netMinor }) => netMinor === 0)
}

/**
 * Sums of a note. Its tax is the tax of all that was taken back up to now, less what the other notes took of it: so each lies within its
 * rounding, however many there are, and the one that completes the document completes its tax.
 */
export function creditSums(note: Pick<Invoice, 'id' | 'lines' | 'taxRounding'>, row: Invoice, others: readonly Invoice[]): InvoiceSums {
  const own = invoiceSums({ ...note, deposits: [] })
  const taken = creditableLines(row, [...others, note]).map(({ line, netMinor }) => ({ ...line, netMinor: netMinor - line.netMinor }))
  const together = invoiceSums({ lines: taken, deposits: [], taxRounding: note.taxRounding })
  const taxes = own.taxes.map((tax) => {
    const same = (each: Pick<Invoice, 'taxes'>): Invoice['taxes'] =>
      each.taxes.filter(({ category, rate }) => category === tax.category && rate === tax.rate)
    return { ...tax, taxMinor: taxOf(same(together)) - taxOf(others.flatMap(same)) + 0 }
  })
  const taxMinor = taxOf(taxes)
  const grossMinor = own.netMinor + taxMinor
  return { taxes, netMinor: own.netMinor, taxMinor, grossMinor, payableMinor: grossMinor }
}

/** The lines of a document that a note takes back. */
export function creditedLines(note: Pick<Invoice, 'id' | 'lines'>, row: Pick<Invoice, 'lines'>): readonly InvoiceLine[] {
  const ids = new Set(note.lines.map(({ id }) => id))
  return row.lines.filter(({ id }) => ids.has(creditLineId(note.id, id)))
}

type Taken = Pick<InvoiceLine, 'quantity' | 'unit' | 'unitMinor' | 'netMinor'>

function takenOf(left: CreditableLine, { quantity, amountMinor }: CreditPart, field: string): Result<Taken, Refusal> {
  const { line, netMinor } = left
  const sign = netMinor < 0 ? -1 : 1
  const rest = Math.abs(netMinor)
  if (quantity !== undefined && amountMinor !== undefined)
    return refuse('invalid-input', { field: `${field}.amountMinor`, expected: 'a quantity or an amount, not both' })
  if (amountMinor !== undefined) {
    if (amountMinor > rest) return refuse('invalid-input', { field: `${field}.amountMinor`, expected: `at most ${rest}`, values: { rest } })
    return ok(amountMinor === rest ? restOf(left) : lumpOf(sign * amountMinor))
  }
  if (quantity === undefined || (left.quantity !== null && new Big(quantity).eq(left.quantity))) {
    if (rest === 0 && !left.isWhole)
      return refuse('invalid-input', { field: `${field}.lineId`, expected: 'a line that was not credited yet' })
    return ok(restOf(left))
  }
  if (left.quantity === null)
    return refuse('invalid-input', { field: `${field}.quantity`, expected: 'an amount: an amount of this line was credited before' })
  const asked = new Big(quantity)
  if (asked.lte(0) || asked.gt(left.quantity))
    return refuse('invalid-input', { field: `${field}.quantity`, expected: `more than 0 and at most ${left.quantity}` })
  const signed = line.quantity.startsWith('-') ? asked.neg() : asked
  const amount = lineAmount(signed.toFixed(), line.unitMinor)
  if (amount === 0 || Math.abs(amount) > rest)
    return refuse('invalid-input', { field: `${field}.quantity`, expected: `a quantity that comes to at most ${rest}` })
  return ok({ quantity: signed.toFixed(), unit: line.unit, unitMinor: line.unitMinor, netMinor: amount })
}

/** All that is left of a line: as a quantity where that comes to it, else as one lump. */
function restOf({ line, quantity, netMinor, isWhole }: CreditableLine): Taken {
  if (isWhole) return line
  const signed = quantity === null ? null : new Big(quantity).times(line.quantity.startsWith('-') ? -1 : 1).toFixed()
  if (signed === null || lineAmount(signed, line.unitMinor) !== netMinor) return lumpOf(netMinor)
  return { quantity: signed, unit: line.unit, unitMinor: line.unitMinor, netMinor }
}

function lumpOf(netMinor: number): Taken {
  return { ...lump(netMinor), netMinor }
}

/** The line with the other sign: its own id, the same source, no charge. */
function creditLine(noteId: Id, { line, isWhole }: CreditableLine, taken: Taken): InvoiceLine {
  const quantity = new Big(taken.quantity).neg()
  const isPart = !isWhole || taken.netMinor !== line.netMinor
  const step = {
    type: 'credits',
    values: { netMinor: taken.netMinor, ofMinor: line.netMinor, quantity: taken.quantity, of: line.quantity }
  }
  return {
    ...line,
    id: creditLineId(noteId, line.id),
    unit: taken.unit,
    unitMinor: taken.unitMinor,
    quantity: quantity.eq(0) ? '0' : quantity.toFixed(),
    netMinor: -taken.netMinor + 0,
    chargeIds: [],
    steps: isPart ? [step] : line.steps
  }
}

function taxOf(taxes: readonly Pick<Invoice['taxes'][number], 'taxMinor'>[]): number {
  return taxes.reduce((sum, { taxMinor }) => sum + taxMinor, 0)
}
