// Deposit invoices and what documents take off for them. Taken off with its tax, a deposit lowers what is to be paid and the document is taxed in
// full (EN 16931, BT-113); taken off without it, it is a line of its own that lowers what is taxed, because its tax was paid with the deposit.
// Invariant: over all documents no more is taken off than a deposit came to.

import { multiplyRatio } from '../billing/rounding.ts'
import type { Invoice, InvoiceLine } from '../billing/invoice.entity.ts'
import { invoiceSums } from '../billing/invoice.rules.ts'
import { type Id, sourceId } from '../kernel/ids.ts'
import { reason } from './charge-line.ts'
import { isDepositLine, lump } from './line-quantity.ts'

/** How deposits are taken off: with their tax from what is to be paid, or without it from what is taxed. */
export type DepositTax = 'gross' | 'net'

/** A deposit invoice with what is left of it, minor units with tax. */
export interface OpenDeposit {
  readonly row: Invoice
  readonly leftMinor: number
}

/** Lines and deductions of a document once deposits were taken off. */
export type WithDeposits = Pick<Invoice, 'lines' | 'deposits'>

/** What a document takes off for each deposit invoice, minor units with tax; a credit note gives lines back. */
export function depositsOf({ kind, deposits, lines }: Pick<Invoice, 'kind' | 'deposits' | 'lines'>): ReadonlyMap<Id, number> {
  const taken = new Map<Id, number>()
  const add = (invoiceId: Id | null, minor: number): void => void (invoiceId && taken.set(invoiceId, (taken.get(invoiceId) ?? 0) + minor))
  if (kind !== 'credit-note') for (const { invoiceId, amountMinor } of deposits) add(invoiceId, amountMinor)
  for (const line of lines) if (isDepositLine(line)) add(line.sourceId, -line.netMinor - multiplyRatio(line.netMinor, line.taxRate, 10_000))
  return taken
}

/**
 * What documents took off for each deposit invoice, minor units with tax. A document that was credited still counts with what it took off what is to
 * be paid, because its credit note gives all of it back; lines come back with the note's own.
 */
export function depositsTaken(invoices: readonly Invoice[]): ReadonlyMap<Id, number> {
  const used = new Map<Id, number>()
  for (const row of invoices.filter(({ archivedAt }) => archivedAt === null))
    for (const [id, minor] of depositsOf(row)) used.set(id, (used.get(id) ?? 0) + minor)
  return used
}

/** What of each deposit invoice can't be taken off any more: what documents took, and what credit notes gave back. */
export function depositsUsed(invoices: readonly Invoice[]): ReadonlyMap<Id, number> {
  const used = new Map(depositsTaken(invoices))
  for (const { kind, archivedAt, creditsId, grossMinor } of invoices)
    if (kind === 'credit-note' && archivedAt === null && creditsId !== null) used.set(creditsId, (used.get(creditsId) ?? 0) - grossMinor)
  return used
}

/** What is left of a deposit invoice; 0 for any other document, and for one that was given back. */
export function depositLeft(row: Invoice, used: ReadonlyMap<Id, number>): number {
  const isOpen = row.kind === 'deposit' && row.status === 'issued' && row.creditedById === null
  return isOpen ? row.grossMinor - (used.get(row.id) ?? 0) : 0
}

/** Issued deposit invoices in a currency that are not used up, the oldest first. */
export function openDeposits(invoices: readonly Invoice[], currency: string): readonly OpenDeposit[] {
  const used = depositsUsed(invoices)
  return invoices
    .filter((row) => row.currency === currency && row.number !== null)
    .map((row) => ({ row, leftMinor: depositLeft(row, used) }))
    .filter(({ leftMinor }) => leftMinor > 0)
    .toSorted((a, b) => (a.row.issuedAt ?? 0) - (b.row.issuedAt ?? 0) || (a.row.id < b.row.id ? -1 : 1))
}

/**
 * Takes deposits off a document, as far as it goes. Without its tax a deposit goes as far as the document charges in the same tax category and
 * rate; where it charges nothing there, it is taken off with its tax.
 */
export function takeDeposits(
  document: Pick<Invoice, 'lines' | 'taxRounding' | 'currency'> & Partial<Pick<Invoice, 'deposits'>>,
  open: readonly OpenDeposit[],
  how: DepositTax
): WithDeposits {
  const lines = [...document.lines]
  const deposits = [...(document.deposits ?? [])]
  for (const each of open) {
    const { payableMinor } = invoiceSums({ lines, deposits, taxRounding: document.taxRounding })
    const line = how === 'net' && payableMinor > 0 ? depositLine(each, lines) : null
    const isWithin =
      line !== null && invoiceSums({ lines: [...lines, line], deposits, taxRounding: document.taxRounding }).payableMinor >= 0
    if (line && isWithin) lines.push(line)
    else {
      const amountMinor = Math.min(payableMinor, each.leftMinor)
      if (amountMinor > 0) deposits.push({ invoiceId: each.row.id, number: each.row.number ?? '', amountMinor })
    }
  }
  return { lines, deposits }
}

function depositLine({ row, leftMinor }: OpenDeposit, lines: readonly InvoiceLine[]): InvoiceLine | null {
  const [deposit] = row.lines
  if (!deposit) return null
  const charged = lines.filter(({ taxCategory, taxRate }) => taxCategory === deposit.taxCategory && taxRate === deposit.taxRate)
  const chargedMinor = charged.reduce((sum, { netMinor }) => sum + netMinor, 0)
  const netMinor = Math.min(chargedMinor, multiplyRatio(leftMinor, row.netMinor, row.grossMinor))
  if (netMinor <= 0) return null
  const values = { invoiceId: row.id, number: row.number, netMinor, taxMinor: multiplyRatio(netMinor, deposit.taxRate, 10_000) }
  return {
    ...deposit,
    id: sourceId('deposit', `${row.id}/${leftMinor}`),
    description: `${row.title} (${row.number ?? ''})`,
    ...lump(-netMinor),
    netMinor: -netMinor,
    sourceEntity: 'invoice',
    sourceId: row.id,
    chargeIds: [],
    steps: [reason('deposit-net', values)]
  }
}
