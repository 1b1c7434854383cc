// E-invoices: valid under EN 16931 whatever the invoice, in the order of UBL, and in the shape of an official example.

import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { checkSums } from '#core/documents/check-document.ts'
import { type IssuedDocument, issuedDocument } from '#core/documents/issued-document.ts'
import { ublOf } from '#core/documents/ubl.ts'
import { eInvoiceProblems } from '#core/documents/ubl-rules.ts'
import { at, everyNode, readXml, textAt, type XmlNode } from '#test/support/xml-reader.ts'
import { brokenRules } from './en16931.ts'
import { buyerRow, issuedRow, issuedRows, lineOf, sellerRow } from './random-invoices.ts'

const credited = issuedRow([lineOf(1)], { number: 'INV-00007', issuedOn: '2026-01-05' })
const example = resolve('../shared/data/xrechnung/01.01a-INVOICE_ubl.xml')

function documentOf(row: Parameters<typeof issuedDocument>[0]): IssuedDocument {
  const document = issuedDocument(row, row.kind === 'credit-note' ? credited : null)
  if (!document) throw new Error('the row is issued')
  return document
}

describe('an e-invoice', () => {
  it('keeps the rules of EN 16931, BR-CO-10 to BR-CO-17 among them, for any invoice, deposit or credit note', () => {
    fc.assert(
      fc.property(issuedRows, (row) => {
        expect(checkSums(row)).toBeNull()
        const document = documentOf(row)
        expect(eInvoiceProblems(document)).toEqual([])
        expect(brokenRules(readXml(ublOf(document)))).toEqual([])
      }),
      { numRuns: 400 }
    )
  })

  it('says a rate with more than two decimals as it is, and its tax to the cent', () => {
    const row = issuedRow([3000, 2000, 1000].map((unitMinor, n) => lineOf(n, { quantity: '1', unitMinor, taxRate: 887.5 })))
    expect([row.taxMinor, checkSums(row), eInvoiceProblems(documentOf(row))]).toEqual([533, null, []])
    const subtotal = at(readXml(ublOf(documentOf(row))), 'cac:TaxTotal/cac:TaxSubtotal')[0]
    expect(subtotal && textAt(subtotal, 'cac:TaxCategory/cbc:Percent')).toBe('8.875')
    expect(subtotal && textAt(subtotal, 'cbc:TaxAmount')).toBe('5.33')
  })

  it('would be caught if a sum, a rate, a name or a line were not what it should be', () => {
    const xml = ublOf(documentOf(issuedRow([lineOf(1), lineOf(2, { taxRate: 700 })])))
    const broken = (from: string, to: string): readonly string[] => brokenRules(readXml(xml.replace(from, to)))
    expect(broken('<cbc:PayableAmount currencyID="EUR">226.00<', '<cbc:PayableAmount currencyID="EUR">226.01<')).toEqual(['BR-CO-16'])
    expect(broken('<cbc:LineExtensionAmount currencyID="EUR">200.00<', '<cbc:LineExtensionAmount currencyID="EUR">200.10<')).toContain(
      'BR-CO-10'
    )
    expect(broken('<cbc:TaxAmount currencyID="EUR">7.00<', '<cbc:TaxAmount currencyID="EUR">7.01<')).toEqual(['BR-CO-14', 'BR-CO-17'])
    expect(broken('<cbc:Percent>7</cbc:Percent>', '')).toContain('BR-48')
    expect(broken('<cbc:IdentificationCode>DE</cbc:IdentificationCode>', '')).toEqual(['BR-09', 'UBL-empty'])
  })

  it('leaves VAT identifiers and rates out where the whole document is outside of VAT', () => {
    const row = issuedRow([lineOf(1, { taxCategory: 'O', taxRate: 0, exemptionReason: 'Not subject to VAT' })])
    const root = readXml(ublOf(documentOf(row)))
    expect(brokenRules(root)).toEqual([])
    expect(everyNode(root).filter(({ name }) => name === 'cac:PartyTaxScheme' || name === 'cbc:Percent')).toEqual([])
  })

  it('is the same bytes each time, and holds texts as they were typed', () => {
    const row = issuedRow([lineOf(1, { description: 'a < b && "c"\nsecond line' })])
    const xml = ublOf(documentOf(row))
    expect(ublOf(documentOf(structuredClone(row)))).toBe(xml)
    const item = at(readXml(xml), 'cac:InvoiceLine/cac:Item')[0]
    expect(item && [textAt(item, 'cbc:Name'), textAt(item, 'cbc:Description')]).toEqual(['a < b && "c"', 'second line'])
    expect(textAt(readXml(xml), 'cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName')).toBe(buyerRow.name)
  })

  it('gives a credit note positive amounts and names the invoice it takes back', () => {
    const row = issuedRow([lineOf(1, { quantity: '-2' })], { kind: 'credit-note', creditsId: credited.id })
    const root = readXml(ublOf(documentOf(row)))
    expect(root.name).toBe('CreditNote')
    expect(textAt(root, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toBe('238.00')
    expect(textAt(root, 'cac:CreditNoteLine/cbc:CreditedQuantity')).toBe('2')
    expect(textAt(root, 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID')).toBe('INV-00007')
  })

  it('moves the sign of a negative price to the quantity, and takes deposits off what is to be paid', () => {
    const deposits = [{ invoiceId: credited.id, number: 'INV-00001', amountMinor: 5000 }]
    const root = readXml(ublOf(documentOf(issuedRow([lineOf(1), lineOf(2, { unitMinor: -2500, quantity: '2' })], { deposits }))))
    const discount = at(root, 'cac:InvoiceLine')[1]
    expect(discount && [textAt(discount, 'cbc:InvoicedQuantity'), textAt(discount, 'cac:Price/cbc:PriceAmount')]).toEqual(['-2', '25.00'])
    expect(textAt(root, 'cac:LegalMonetaryTotal/cbc:PrepaidAmount')).toBe('50.00')
    expect(textAt(root, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toBe('9.50')
  })

  it('names what keeps it from being valid by rule and field before it is made', () => {
    const bare = { ...sellerRow, country: '', vatId: '', registration: '', street: '', city: '' }
    const document = documentOf(issuedRow([lineOf(1), lineOf(2, { taxCategory: 'AE', taxRate: 0 })], { seller: bare }))
    expect(eInvoiceProblems(document)).toEqual(
      expect.arrayContaining([
        { rule: 'BR-08', field: 'seller.city' },
        { rule: 'BR-09', field: 'seller.country' },
        { rule: 'BR-S-02', field: 'seller.vatId' },
        { rule: 'BR-AE-10', field: 'taxes.1.exemptionReason' }
      ])
    )
  })

  it('follows XRechnung for a German buyer with a reference, and asks for what that needs', () => {
    const buyer = { ...buyerRow, country: 'DE' }
    const document = documentOf(issuedRow([lineOf(1)], { buyer, buyerReference: '04011000-12345-03' }))
    expect(eInvoiceProblems(document)).toEqual([])
    expect(textAt(readXml(ublOf(document)), 'cbc:CustomizationID')).toContain('xrechnung')
    expect(eInvoiceProblems({ ...document, seller: { ...document.seller, phone: '' } })).toEqual([
      { rule: 'BR-DE-6', field: 'seller.phone' }
    ])
  })

  it.skipIf(!existsSync(example))(
    'has its elements in the order of an official example (skipped where the example is not beside the project)',
    () => {
      const official = readXml(readFileSync(example, 'utf8').trim().replaceAll('ubl:', ''))
      const buyer = { ...buyerRow, country: 'DE' }
      const own = readXml(ublOf(documentOf(issuedRow([lineOf(1)], { buyer, buyerReference: '04011000-12345-03', note: 'Thanks' }))))
      const orders = orderOf(official)
      for (const node of everyNode(own)) {
        const known = orders.get(node.name)
        if (!known) continue
        const places = node.children.map(({ name }) => known.indexOf(name)).filter((place) => place >= 0)
        expect(places, node.name).toEqual(places.toSorted((a, b) => a - b))
      }
      const names = new Set(everyNode(own).map(({ name }) => name))
      const required = [
        'cbc:CustomizationID',
        'cbc:ProfileID',
        'cbc:BuyerReference',
        'cac:PaymentMeans',
        'cac:TaxTotal',
        'cac:LegalMonetaryTotal'
      ]
      expect(required.filter((name) => !names.has(name))).toEqual([])
    }
  )
})

/** Names of the children of each element, in their order. */
function orderOf(root: XmlNode): Map<string, readonly string[]> {
  return new Map(everyNode(root).map((node) => [node.name, [...new Set(node.children.map(({ name }) => name))]]))
}
