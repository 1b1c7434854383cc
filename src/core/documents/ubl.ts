// An issued document as an e-invoice: UBL 2.1 under EN 16931 (XRechnung where a German buyer gave its reference). Elements stand in the
// order of the UBL schema. Pure text of the frozen document: the same document gives the same bytes for ever, so no words of the catalogue.

import { amountText } from './amount-text.ts'
import type { IssuedDocument } from './issued-document.ts'
import { taxCategory, ublLine } from './ubl-line.ts'
import { ublBuyer, ublSeller } from './ubl-party.ts'
import { eInvoiceProfile, needsReason } from './ubl-rules.ts'
import { element, type XmlElement } from './xml-text.ts'

const namespaces = {
  cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'
}
const customizations = {
  en16931: 'urn:cen.eu:en16931:2017',
  xrechnung: 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0'
}
/** The billing process that Peppol and XRechnung name. */
const process = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'
/** UNTDID 1001: commercial invoice, prepayment invoice, credit note. */
const typeCodes = { invoice: '380', deposit: '386', 'credit-note': '381' }
/** UNTDID 4461: SEPA credit transfer, credit transfer, instrument not defined. */
const paymentMeans = { sepa: '58', transfer: '30', unknown: '1' }

/**
 * The e-invoice of a document, as XML text. Valid where `eInvoiceProblems` names nothing; that is asked before, because a document is
 * never changed to fit.
 */
export function ublOf(document: IssuedDocument): string {
  const root = document.kind === 'credit-note' ? 'CreditNote' : 'Invoice'
  const lines = document.lines.map((line, index) => ublLine(line, index + 1, document))
  const written = element(root, [...headOf(document), ...partiesOf(document), ...sumsOf(document), ...lines], {
    xmlns: `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`,
    'xmlns:cac': namespaces.cac,
    'xmlns:cbc': namespaces.cbc
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written?.xml ?? ''}\n`
}

function headOf(document: IssuedDocument): readonly (XmlElement | null)[] {
  const { kind, number, issuedOn, dueOn, note, currency, from, through, preceding } = document
  const isInvoice = kind !== 'credit-note'
  const reference = element('cac:InvoiceDocumentReference', [
    element('cbc:ID', preceding?.number ?? null),
    element('cbc:IssueDate', preceding?.issuedOn ?? null)
  ])
  return [
    element('cbc:CustomizationID', customizations[eInvoiceProfile(document)]),
    element('cbc:ProfileID', process),
    element('cbc:ID', number),
    element('cbc:IssueDate', issuedOn),
    isInvoice ? element('cbc:DueDate', dueOn) : null,
    element(isInvoice ? 'cbc:InvoiceTypeCode' : 'cbc:CreditNoteTypeCode', typeCodes[kind]),
    element('cbc:Note', note),
    element('cbc:DocumentCurrencyCode', currency),
    element('cbc:BuyerReference', document.buyerReference),
    element('cac:InvoicePeriod', [element('cbc:StartDate', from), element('cbc:EndDate', through)]),
    element('cac:BillingReference', [reference])
  ]
}

function partiesOf(document: IssuedDocument): readonly (XmlElement | null)[] {
  const { seller, kind, dueOn, currency, number } = document
  const hasAccount = seller.iban.trim() !== ''
  const account = hasAccount
    ? element('cac:PayeeFinancialAccount', [
        element('cbc:ID', seller.iban.replaceAll(' ', '')),
        element('cbc:Name', seller.name),
        element('cac:FinancialInstitutionBranch', [element('cbc:ID', seller.bic)])
      ])
    : null
  const code = !hasAccount ? paymentMeans.unknown : currency === 'EUR' ? paymentMeans.sepa : paymentMeans.transfer
  return [
    ublSeller(document),
    ublBuyer(document),
    deliveryOf(document),
    element('cac:PaymentMeans', [
      element('cbc:PaymentMeansCode', code),
      kind === 'credit-note' ? element('cbc:PaymentDueDate', dueOn) : null,
      element('cbc:PaymentID', number),
      account
    ]),
    element('cac:PaymentTerms', [element('cbc:Note', `Payable by ${dueOn}`)])
  ]
}

/** What goes into another country of the union says where and when (BR-IC-11, BR-IC-12). */
function deliveryOf({ taxes, buyer, through, issuedOn }: IssuedDocument): XmlElement | null {
  if (taxes.every(({ category }) => category !== 'K')) return null
  const country = element('cac:Country', [element('cbc:IdentificationCode', buyer.country)])
  return element('cac:Delivery', [
    element('cbc:ActualDeliveryDate', through ?? issuedOn),
    element('cac:DeliveryLocation', [element('cac:Address', [country])])
  ])
}

function sumsOf(document: IssuedDocument): readonly (XmlElement | null)[] {
  const { taxes, currency, prepaidMinor } = document
  const amount = (name: string, minor: number): XmlElement | null => element(name, amountText(minor, currency), { currencyID: currency })
  const subtotals = taxes.map((tax) =>
    element('cac:TaxSubtotal', [
      amount('cbc:TaxableAmount', tax.taxableMinor),
      amount('cbc:TaxAmount', tax.taxMinor),
      taxCategory('cac:TaxCategory', needsReason(tax.category) ? tax : { ...tax, exemptionReason: '' })
    ])
  )
  return [
    element('cac:TaxTotal', [amount('cbc:TaxAmount', document.taxMinor), ...subtotals]),
    element('cac:LegalMonetaryTotal', [
      amount('cbc:LineExtensionAmount', document.netMinor),
      amount('cbc:TaxExclusiveAmount', document.netMinor),
      amount('cbc:TaxInclusiveAmount', document.grossMinor),
      prepaidMinor === 0 ? null : amount('cbc:PrepaidAmount', prepaidMinor),
      amount('cbc:PayableAmount', document.payableMinor)
    ])
  ]
}
