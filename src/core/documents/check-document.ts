// Whether a document's sums tie, as EN 16931 asks (BR-CO-10, -13 to -17, BR-S-08) and as whoever reads it will check by hand.
// Invariant: nothing is issued, and nothing that a device brings as issued is taken, unless this holds.

import type { Invoice, InvoiceLine } from '../billing/invoice.entity.ts'
import { lineAmount } from '../billing/line-amount.ts'
import { multiplyRatio } from '../billing/rounding.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'

/** What of an invoice has to fit together. */
export type CheckedSums = Pick<Invoice, 'lines' | 'taxes' | 'netMinor' | 'taxMinor' | 'grossMinor' | 'deposits' | 'payableMinor'> &
  Partial<Pick<Invoice, 'kind'>>

/** Refuses a document whose sums don't fit together, naming the field; null when all is well. */
export function checkSums(document: CheckedSums): Result<never, Refusal> | null {
  const { lines, taxes, netMinor, taxMinor, grossMinor, deposits, payableMinor } = document
  if (lines.length === 0) return wrong('lines', 'at least one line')
  const wrongLine = lines.findIndex((line) => lineAmount(line.quantity, line.unitMinor) !== line.netMinor)
  if (wrongLine >= 0) return wrong(`lines.${wrongLine}.netMinor`, 'quantity × unit price')
  if (sum(lines.map((line) => line.netMinor)) !== netMinor) return wrong('netMinor', 'the sum of the lines')
  if (sum(taxes.map((tax) => tax.taxMinor)) !== taxMinor) return wrong('taxMinor', 'the sum of the taxes')
  if (netMinor + taxMinor !== grossMinor) return wrong('grossMinor', 'net and tax together')
  const prepaidMinor = sum(deposits.map((deposit) => deposit.amountMinor))
  if (grossMinor - prepaidMinor !== payableMinor) return wrong('payableMinor', 'the total without what was paid before')
  return checkTaxes(lines, taxes, document.kind === 'credit-note' ? creditSlack : 0)
}

/**
 * How far the tax of a credit note may lie off its own rounding, minor units: it takes what the tax of all its document's notes grew by, and one
 * that was counted on may be discarded.
 */
const creditSlack = 99

/** Every category and rate of the lines has one tax over exactly these lines; it may differ by the rounding of each line. */
function checkTaxes(lines: readonly InvoiceLine[], taxes: Invoice['taxes'], slack: number): Result<never, Refusal> | null {
  const groups = new Map<string, InvoiceLine[]>()
  for (const line of lines) {
    const key = `${line.taxCategory} ${line.taxRate}`
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  if (groups.size !== taxes.length) return wrong('taxes', 'one for each category and rate of the lines')
  for (const [index, tax] of taxes.entries()) {
    const members = groups.get(`${tax.category} ${tax.rate}`)
    if (!members) return wrong(`taxes.${index}`, 'a category and rate of the lines')
    if (sum(members.map((line) => line.netMinor)) !== tax.taxableMinor) return wrong(`taxes.${index}.taxableMinor`, 'the sum of its lines')
    const exact = multiplyRatio(tax.taxableMinor, tax.rate, 10_000)
    if (Math.abs(tax.taxMinor - exact) > Math.max(members.length, slack)) return wrong(`taxes.${index}.taxMinor`, 'taxable amount × rate')
    if (!mayHaveRate(tax.category) && tax.rate !== 0) return wrong(`taxes.${index}.rate`, 'no rate in this category')
    if (tax.category === 'S' && tax.rate === 0) return wrong(`taxes.${index}.rate`, 'a rate above 0; zero rated is a category of its own')
  }
  return null
}

/** Standard rate, Canary Islands, Ceuta and Melilla; nothing is charged in the other categories. */
function mayHaveRate(category: string): boolean {
  return category === 'S' || category === 'L' || category === 'M'
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

function wrong(field: string, expected: string): Result<never, Refusal> {
  return refuse('invalid-input', { field, expected })
}
