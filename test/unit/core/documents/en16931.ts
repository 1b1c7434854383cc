// The rules of EN 16931 that an invoice of ours can touch, written from the norm over the XML alone, in cents; nothing of core is used, so that
// a mistake there can't hide here. Each rule has its number.

import { at, everyNode, textAt, type XmlNode } from '#test/support/xml-reader.ts'

/** Numbers of the rules that the document breaks. */
export function brokenRules(root: XmlNode): readonly string[] {
  return [
    ...headRules(root),
    ...sumRules(root),
    ...at(root, 'cac:TaxTotal/cac:TaxSubtotal').flatMap((each) => taxRules(root, each)),
    ...linesOf(root).flatMap(lineRules)
  ]
    .filter(([, holds]) => !holds)
    .map(([rule]) => rule)
}

type Rule = readonly [rule: string, holds: boolean]

const seller = 'cac:AccountingSupplierParty/cac:Party'
const buyer = 'cac:AccountingCustomerParty/cac:Party'

function linesOf(root: XmlNode): readonly XmlNode[] {
  return [...at(root, 'cac:InvoiceLine'), ...at(root, 'cac:CreditNoteLine')]
}

function headRules(root: XmlNode): readonly Rule[] {
  const has = (path: string): boolean => (textAt(root, path) ?? '') !== '' || at(root, path).some(({ children }) => children.length > 0)
  const period = at(root, 'cac:InvoicePeriod')[0]
  const means = textAt(root, 'cac:PaymentMeans/cbc:PaymentMeansCode')
  return [
    ['BR-01', has('cbc:CustomizationID')],
    ['BR-02', has('cbc:ID')],
    ['BR-03', /^\d{4}-\d\d-\d\d$/.test(textAt(root, 'cbc:IssueDate') ?? '')],
    ['BR-04', has('cbc:InvoiceTypeCode') || has('cbc:CreditNoteTypeCode')],
    ['BR-05', /^[A-Z]{3}$/.test(textAt(root, 'cbc:DocumentCurrencyCode') ?? '')],
    ['BR-06', has(`${seller}/cac:PartyLegalEntity/cbc:RegistrationName`)],
    ['BR-07', has(`${buyer}/cac:PartyLegalEntity/cbc:RegistrationName`)],
    ['BR-08', has(`${seller}/cac:PostalAddress`)],
    ['BR-09', has(`${seller}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`)],
    ['BR-10', has(`${buyer}/cac:PostalAddress`)],
    ['BR-11', has(`${buyer}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`)],
    ['BR-16', linesOf(root).length > 0],
    ['BR-29', !period || (textAt(period, 'cbc:EndDate') ?? '9') >= (textAt(period, 'cbc:StartDate') ?? '')],
    ['BR-49', has('cac:PaymentMeans/cbc:PaymentMeansCode')],
    ['BR-55', at(root, 'cac:BillingReference').every((each) => (textAt(each, 'cac:InvoiceDocumentReference/cbc:ID') ?? '') !== '')],
    ['BR-61', (means !== '30' && means !== '58') || has('cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID')],
    ['BR-62', at(root, `${seller}/cbc:EndpointID`).every(({ attributes }) => attributes['schemeID'] !== undefined)],
    ['BR-CO-18', at(root, 'cac:TaxTotal/cac:TaxSubtotal').length > 0],
    ['BR-CO-26', has(`${seller}/cac:PartyTaxScheme/cbc:CompanyID`) || has(`${seller}/cac:PartyLegalEntity/cbc:CompanyID`)],
    ['UBL-order', everyNode(root).every(isInOrder)],
    ['UBL-empty', everyNode(root).every(({ children, text }) => children.length > 0 || text.trim() !== '')]
  ]
}

/** Order of the elements in the schemas of UBL 2.1, of those that our documents have. */
const ublOrder: Readonly<Record<string, string>> = {
  Invoice:
    'CustomizationID ProfileID ID IssueDate DueDate InvoiceTypeCode Note DocumentCurrencyCode BuyerReference InvoicePeriod BillingReference AccountingSupplierParty AccountingCustomerParty Delivery PaymentMeans PaymentTerms TaxTotal LegalMonetaryTotal InvoiceLine',
  CreditNote:
    'CustomizationID ProfileID ID IssueDate CreditNoteTypeCode Note DocumentCurrencyCode BuyerReference InvoicePeriod BillingReference AccountingSupplierParty AccountingCustomerParty Delivery PaymentMeans PaymentTerms TaxTotal LegalMonetaryTotal CreditNoteLine',
  'cac:Party': 'EndpointID PostalAddress PartyTaxScheme PartyLegalEntity Contact',
  'cac:PostalAddress': 'StreetName CityName PostalZone Country',
  'cac:PartyTaxScheme': 'CompanyID TaxScheme',
  'cac:PartyLegalEntity': 'RegistrationName CompanyID',
  'cac:Contact': 'Name Telephone ElectronicMail',
  'cac:Delivery': 'ActualDeliveryDate DeliveryLocation',
  'cac:PaymentMeans': 'PaymentMeansCode PaymentDueDate PaymentID PayeeFinancialAccount',
  'cac:PayeeFinancialAccount': 'ID Name FinancialInstitutionBranch',
  'cac:TaxTotal': 'TaxAmount TaxSubtotal',
  'cac:TaxSubtotal': 'TaxableAmount TaxAmount TaxCategory',
  'cac:TaxCategory': 'ID Percent TaxExemptionReason TaxScheme',
  'cac:ClassifiedTaxCategory': 'ID Percent TaxScheme',
  'cac:LegalMonetaryTotal': 'LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount PrepaidAmount PayableAmount',
  'cac:InvoiceLine': 'ID InvoicedQuantity LineExtensionAmount InvoicePeriod Item Price',
  'cac:CreditNoteLine': 'ID CreditedQuantity LineExtensionAmount InvoicePeriod Item Price',
  'cac:Item': 'Description Name ClassifiedTaxCategory'
}

function isInOrder({ name, children }: XmlNode): boolean {
  const known = ublOrder[name]?.split(' ')
  if (!known) return true
  const places = children.map((child) => known.indexOf(child.name.slice(4)))
  return places.every((place, index) => place >= 0 && place >= (places[index - 1] ?? 0))
}

/** An amount in hundredths; at most two decimals (BR-DEC). NaN where there is none. */
function cents(text: string | null): number {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text ?? '')
  return match ? Number(`${match[1] ?? ''}${match[2] ?? ''}${(match[3] ?? '').padEnd(2, '0')}`) + 0 : Number.NaN
}

function sumOf(nodes: readonly XmlNode[], path: string): number {
  return nodes.reduce((sum, node) => sum + cents(textAt(node, path)), 0)
}

function sumRules(root: XmlNode): readonly Rule[] {
  const total = (name: string): number => cents(textAt(root, `cac:LegalMonetaryTotal/cbc:${name}`))
  const tax = cents(textAt(root, 'cac:TaxTotal/cbc:TaxAmount'))
  const prepaid = textAt(root, 'cac:LegalMonetaryTotal/cbc:PrepaidAmount') === null ? 0 : total('PrepaidAmount')
  return [
    ['BR-CO-10', total('LineExtensionAmount') === sumOf(linesOf(root), 'cbc:LineExtensionAmount')],
    ['BR-CO-11', at(root, 'cac:AllowanceCharge').length === 0 && Number.isNaN(total('AllowanceTotalAmount'))],
    ['BR-CO-12', Number.isNaN(total('ChargeTotalAmount'))],
    ['BR-CO-13', total('TaxExclusiveAmount') === total('LineExtensionAmount')],
    ['BR-CO-14', tax === sumOf(at(root, 'cac:TaxTotal/cac:TaxSubtotal'), 'cbc:TaxAmount')],
    ['BR-CO-15', total('TaxInclusiveAmount') === total('TaxExclusiveAmount') + tax],
    ['BR-CO-16', total('PayableAmount') === total('TaxInclusiveAmount') - prepaid],
    ['BR-CO-25', total('PayableAmount') <= 0 || textAt(root, 'cbc:DueDate') !== null || textAt(root, 'cac:PaymentTerms/cbc:Note') !== null]
  ]
}

function exactTax(taxable: number, percent: string | null): number {
  return Math.sign(taxable) * Math.floor((Math.abs(taxable) * Math.round(Number(percent ?? 0) * 100) + 5000) / 10_000) + 0
}

function taxRules(root: XmlNode, subtotal: XmlNode): readonly Rule[] {
  const category = textAt(subtotal, 'cac:TaxCategory/cbc:ID') ?? ''
  const percent = textAt(subtotal, 'cac:TaxCategory/cbc:Percent')
  const taxable = cents(textAt(subtotal, 'cbc:TaxableAmount'))
  const tax = cents(textAt(subtotal, 'cbc:TaxAmount'))
  const reason = textAt(subtotal, 'cac:TaxCategory/cbc:TaxExemptionReason')
  const members = linesOf(root).filter((line) => {
    const item = 'cac:Item/cac:ClassifiedTaxCategory'
    return textAt(line, `${item}/cbc:ID`) === category && textAt(line, `${item}/cbc:Percent`) === percent
  })
  const vatId = (party: string): boolean =>
    at(root, `${party}/cac:PartyTaxScheme`).some((scheme) => textAt(scheme, 'cac:TaxScheme/cbc:ID') === 'VAT')
  const isKnown = at(root, `${seller}/cac:PartyTaxScheme/cbc:CompanyID`).length > 0
  return [
    ['BR-48', percent !== null || category === 'O'],
    // Half a cent rounds away from zero: exact in integers, percent in hundredths. The norm's own schema takes what lies less than one unit of
    // the currency off; only credit notes need that, whose last one takes the rest of its invoice's tax.
    ['BR-CO-17', Math.abs(tax - exactTax(taxable, percent)) <= (root.name === 'CreditNote' ? 99 : 0)],
    [`BR-${category}-01`, members.length > 0],
    [`BR-${category}-02`, category === 'O' ? !vatId(seller) && !vatId(buyer) : isKnown],
    ['BR-AE-02', (category !== 'AE' && category !== 'K') || vatId(buyer)],
    [`BR-${category}-05`, category === 'S' ? Number(percent) > 0 : category === 'O' ? percent === null : Number(percent) === 0],
    [`BR-${category}-08`, taxable === sumOf(members, 'cbc:LineExtensionAmount')],
    [`BR-${category}-10`, ['S', 'Z'].includes(category) ? reason === null : reason !== null],
    ['BR-IC-11', category !== 'K' || textAt(root, 'cac:Delivery/cbc:ActualDeliveryDate') !== null],
    [
      'BR-IC-12',
      category !== 'K' || textAt(root, 'cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode') !== null
    ]
  ]
}

function lineRules(line: XmlNode): readonly Rule[] {
  const quantity = at(line, 'cbc:InvoicedQuantity')[0] ?? at(line, 'cbc:CreditedQuantity')[0]
  const price = cents(textAt(line, 'cac:Price/cbc:PriceAmount'))
  const net = cents(textAt(line, 'cbc:LineExtensionAmount'))
  const exact = Number(quantity?.text) * price
  return [
    ['BR-21', (textAt(line, 'cbc:ID') ?? '') !== ''],
    ['BR-22', /^-?\d+(\.\d+)?$/.test(quantity?.text ?? '')],
    ['BR-23', quantity?.attributes['unitCode'] !== undefined],
    ['BR-24', Number.isInteger(net)],
    ['BR-25', (textAt(line, 'cac:Item/cbc:Name') ?? '') !== ''],
    ['BR-26', Number.isInteger(price)],
    ['BR-27', price >= 0],
    ['BR-30', (textAt(line, 'cac:InvoicePeriod/cbc:EndDate') ?? '9') >= (textAt(line, 'cac:InvoicePeriod/cbc:StartDate') ?? '')],
    ['BR-CO-04', textAt(line, 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID') !== null],
    ['quantity × price', Math.abs(exact - net) < 0.500001]
  ]
}
