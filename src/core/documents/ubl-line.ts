// One line of an e-invoice, and the tax category that lines and sums share. A price is never negative (BR-27): where ours is, the quantity
// takes the sign.

import { amountText, negated, percentText } from './amount-text.ts'
import type { DocumentLine, DocumentTax, IssuedDocument } from './issued-document.ts'
import { element, type XmlElement } from './xml-text.ts'

/** `cac:InvoiceLine` or `cac:CreditNoteLine`. @param position counts from 1 and is the line's id on the document */
export function ublLine(line: DocumentLine, position: number, document: IssuedDocument): XmlElement | null {
  const isInvoice = document.kind !== 'credit-note'
  const { currency } = document
  const quantity = line.unitMinor < 0 ? negated(line.quantity) : line.quantity
  const [name = '', ...rest] = line.description.trim().split(/\r?\n/)
  const category = { category: line.taxCategory, rate: line.taxRate, exemptionReason: '' }
  return element(isInvoice ? 'cac:InvoiceLine' : 'cac:CreditNoteLine', [
    element('cbc:ID', String(position)),
    element(isInvoice ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity', quantity, { unitCode: line.unit }),
    element('cbc:LineExtensionAmount', amountText(line.netMinor, currency), { currencyID: currency }),
    isWithin(line.date, document)
      ? element('cac:InvoicePeriod', [element('cbc:StartDate', line.date), element('cbc:EndDate', line.date)])
      : null,
    element('cac:Item', [
      element('cbc:Description', rest.join('\n')),
      element('cbc:Name', name),
      taxCategory('cac:ClassifiedTaxCategory', category)
    ]),
    element('cac:Price', [element('cbc:PriceAmount', amountText(Math.abs(line.unitMinor), currency), { currencyID: currency })])
  ])
}

/** A tax category; outside of VAT there is no rate (BR-O-05). */
export function taxCategory(name: string, tax: Pick<DocumentTax, 'category' | 'rate' | 'exemptionReason'>): XmlElement | null {
  return element(name, [
    element('cbc:ID', tax.category),
    tax.category === 'O' ? null : element('cbc:Percent', percentText(tax.rate)),
    element('cbc:TaxExemptionReason', tax.exemptionReason),
    element('cac:TaxScheme', [element('cbc:ID', 'VAT')])
  ])
}

/** A line's day has to lie in the document's period; what came late from an earlier one tells its day in the text only. */
function isWithin(date: string, { from, through }: IssuedDocument): boolean {
  return (from === null || date >= from) && (through === null || date <= through)
}
