// Sums of an invoice, always computed from its lines: net, tax per category and rate, gross, and what is left after deposits.

import type { Invoice, InvoiceLine } from './invoice.entity.ts'
import { taxDocument } from './tax.ts'

/** The fields that follow from lines and deposits. */
export type InvoiceSums = Pick<Invoice, 'taxes' | 'netMinor' | 'taxMinor' | 'grossMinor' | 'payableMinor'>

/** Computes an invoice's sums; tax per category and rate, rounded as the document says. */
export function invoiceSums(row: Pick<Invoice, 'lines' | 'deposits' | 'taxRounding'>): InvoiceSums {
  const taxed = taxDocument(
    row.lines.map(({ id, netMinor, taxCategory, taxRate }) => ({ id, netMinor, category: taxCategory, rate: taxRate })),
    { rounding: row.taxRounding, base: 'net' }
  )
  const deposited = row.deposits.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return {
    taxes: taxed.groups.map(({ category, rate, taxableMinor, taxMinor }) => ({
      category: category as InvoiceLine['taxCategory'],
      rate,
      exemptionReason: row.lines.find((each) => each.taxCategory === category && each.taxRate === rate)?.exemptionReason ?? '',
      taxableMinor,
      taxMinor
    })),
    netMinor: taxed.netMinor,
    taxMinor: taxed.taxMinor,
    grossMinor: taxed.grossMinor,
    payableMinor: taxed.grossMinor - deposited
  }
}
