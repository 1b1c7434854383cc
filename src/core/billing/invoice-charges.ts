// What stands on a document stands on no other: charges are bound to it while it lives, lines of work that was never posted are known by
// their ids, and a deposit is taken off once. The server checks it under its lock, so two offices never bill the same thing.

import { gatherFixed } from '../charges/fixed-work.ts'
import { depositLeft, depositsOf, depositsUsed } from '../charges/deposits.ts'
import { isDepositLine } from '../charges/line-quantity.ts'
import type { Change } from '../kernel/change.ts'
import type { Reader } from '../kernel/command.ts'
import type { Id } from '../kernel/ids.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { type BillingPeriod, billingPeriod } from './billing-period.entity.ts'
import { type Charge, charge } from './charge.entity.ts'
import { type Invoice, type InvoiceLine, invoice } from './invoice.entity.ts'

/** A client's charges, documents and postings. */
export interface ClientBooks {
  readonly charges: readonly Charge[]
  readonly invoices: readonly Invoice[]
  readonly periods: readonly BillingPeriod[]
}

/** Loads a client's books. */
export async function loadBooks(clientId: Id, reader: Reader): Promise<ClientBooks> {
  const [charges, invoices, periods] = await Promise.all([
    reader.list(charge, 'clientId', clientId),
    reader.list(invoice, 'clientId', clientId),
    reader.list(billingPeriod, 'clientId', clientId)
  ])
  return { charges, invoices, periods }
}

/** Refuses a document that bills what another one bills, takes off more deposit than is left, or mixes currencies. */
export function checkBooks(row: Invoice, books: ClientBooks): Result<never, Refusal> | null {
  const others = books.invoices.filter(({ id }) => id !== row.id)
  return checkLines(row, { ...books, invoices: others }) ?? checkDeposits(row, others)
}

/** Binds the charges that a document names and lets go of those that it names no more. */
export function bindCharges(row: Invoice, { charges }: ClientBooks): readonly Change[] {
  const named = new Set(row.lines.flatMap(({ chargeIds }) => chargeIds))
  return charges.flatMap(({ id, invoiceId }) => {
    if (named.has(id) && invoiceId !== row.id) return [bind(id, row.id)]
    return !named.has(id) && invoiceId === row.id ? [bind(id, null)] : []
  })
}

/** Lets go of all charges of a document. */
export function releaseCharges(documentId: Id, { charges }: ClientBooks): readonly Change[] {
  return charges.filter(({ invoiceId }) => invoiceId === documentId).map(({ id }) => bind(id, null))
}

/** Lets go of the charges of some lines of a document. */
export function releaseLines(documentId: Id, lines: readonly InvoiceLine[], { charges }: ClientBooks): readonly Change[] {
  const named = new Set(lines.flatMap(({ chargeIds }) => chargeIds))
  return charges.filter(({ id, invoiceId }) => invoiceId === documentId && named.has(id)).map(({ id }) => bind(id, null))
}

function checkLines(row: Invoice, books: ClientBooks): Result<never, Refusal> | null {
  const charges = new Map(books.charges.filter(({ voidedAt }) => voidedAt === null).map((each) => [each.id, each]))
  const fixed = gatherFixed(books)
  for (const [index, line] of row.lines.entries()) {
    for (const chargeId of line.chargeIds) {
      const found = charges.get(chargeId)
      if (!found) return refuse('missing-row', { field: `lines.${index}.chargeIds`, values: { entity: charge.name, id: chargeId } })
      if (found.currency !== row.currency)
        return refuse('invalid-input', { field: 'currency', expected: `${found.currency}, as its charges` })
      if (fixed.documentedIds.has(chargeId) || (found.invoiceId !== null && found.invoiceId !== row.id))
        return refuse('already-exists', { field: `lines.${index}.chargeIds`, values: { entity: charge.name, id: chargeId } })
    }
    // A deposit may be taken off by several documents, one part each: how much is left of it is checked for itself.
    if (line.chargeIds.length === 0 && line.sourceId !== null && !isDepositLine(line) && fixed.chargeIds.has(line.id))
      return refuse('already-exists', { field: `lines.${index}`, values: { entity: line.sourceEntity ?? '', id: line.sourceId } })
  }
  return null
}

function checkDeposits(row: Invoice, others: readonly Invoice[]): Result<never, Refusal> | null {
  const used = depositsUsed(others)
  for (const [invoiceId, amountMinor] of row.kind === 'credit-note' ? [] : depositsOf(row)) {
    const deposit = others.find(({ id }) => id === invoiceId)
    const left = deposit && deposit.currency === row.currency ? depositLeft(deposit, used) : 0
    const place = row.deposits.findIndex((each) => each.invoiceId === invoiceId)
    const field =
      place < 0 ? `lines.${row.lines.findIndex(({ sourceId }) => sourceId === invoiceId)}.netMinor` : `deposits.${place}.amountMinor`
    // A cent of slack: tax on a part of a deposit is rounded by itself.
    if (amountMinor > left + (place < 0 ? 1 : 0) || amountMinor < 0) return refuse('invalid-input', { field, expected: `at most ${left}` })
  }
  const taken = row.deposits.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return taken > Math.max(0, row.grossMinor)
    ? refuse('invalid-input', { field: 'deposits', expected: `no more than the total of ${row.grossMinor}` })
    : null
}

function bind(chargeId: Id, invoiceId: Id | null): Change {
  return { type: 'patch', entity: charge.name, id: chargeId, fields: { invoiceId } }
}
