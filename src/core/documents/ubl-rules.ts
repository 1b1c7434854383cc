// What an e-invoice needs beyond sums that tie: parties that can be named, taxes that are explained. Told before the file is made, by the
// rule's own number, so that a person mends the settings instead of hearing it from the buyer's portal.

import { multiplyRatio } from '../billing/rounding.ts'
import { minorDigitsOf } from './amount-text.ts'
import type { DocumentTax, IssuedDocument } from './issued-document.ts'

/** Something that keeps a document from being a valid e-invoice: the rule's number in EN 16931 (or XRechnung) and the field at fault. */
export interface EInvoiceProblem {
  readonly rule: string
  /** Path in the document, such as `seller.country`. */
  readonly field: string
}

/** Names that a category has in the rules' numbers, where they differ. */
const ruleNames: Readonly<Record<string, string>> = { K: 'IC', L: 'AF', M: 'AG' }

/** Which specification the file claims to follow: XRechnung where a German buyer gave its reference, else the plain European norm. */
export function eInvoiceProfile({ buyer, buyerReference }: IssuedDocument): 'en16931' | 'xrechnung' {
  return buyer.country === 'DE' && buyerReference !== '' ? 'xrechnung' : 'en16931'
}

/** Everything that is wrong, in the order of the rules; empty when the file would be valid. */
export function eInvoiceProblems(document: IssuedDocument): readonly EInvoiceProblem[] {
  const xrechnung = eInvoiceProfile(document) === 'xrechnung' ? germanProblems(document) : []
  const checks = [...partyChecks(document), ...identityChecks(document), ...taxChecks(document), ...xrechnung]
  return checks.filter(([, , isBroken]) => isBroken).map(([rule, field]) => ({ rule, field }))
}

type Check = readonly [rule: string, field: string, isBroken: boolean]

function partyChecks({ seller, buyer, currency, kind, preceding }: IssuedDocument): readonly Check[] {
  return [
    ['BR-06', 'seller.name', seller.name === ''],
    ['BR-07', 'buyer.name', buyer.name === ''],
    ['BR-08', 'seller.city', seller.street === '' && seller.city === ''],
    ['BR-09', 'seller.country', !isCountry(seller.country)],
    ['BR-10', 'buyer.city', buyer.street === '' && buyer.city === ''],
    ['BR-11', 'buyer.country', !isCountry(buyer.country)],
    ['BR-55', 'preceding', kind === 'credit-note' && preceding === null],
    ['BR-CO-09', 'seller.vatId', seller.vatId !== '' && !isVatId(seller.vatId)],
    ['BR-CO-09', 'buyer.vatId', buyer.vatId !== '' && !isVatId(buyer.vatId)],
    ['BR-DEC-12', 'currency', minorDigitsOf(currency) > 2]
  ]
}

/** Who has to be known to which tax office, by the categories that occur. */
function identityChecks({ seller, buyer, taxes }: IssuedDocument): readonly Check[] {
  const has = (category: DocumentTax['category']): boolean => taxes.some((tax) => tax.category === category)
  const isKnown = seller.vatId !== '' || seller.taxNumber !== ''
  const byNumber = (['S', 'Z', 'E', 'AE', 'L', 'M'] as const).map((category): Check => {
    return [`BR-${ruleNames[category] ?? category}-02`, 'seller.vatId', has(category) && !isKnown]
  })
  return [
    ...byNumber,
    ['BR-AE-02', 'buyer.vatId', has('AE') && buyer.vatId === ''],
    ['BR-IC-02', 'seller.vatId', has('K') && seller.vatId === ''],
    ['BR-IC-02', 'buyer.vatId', has('K') && buyer.vatId === ''],
    ['BR-G-02', 'seller.vatId', has('G') && seller.vatId === ''],
    ['BR-CO-26', 'seller.registration', has('O') && seller.registration === ''],
    ['BR-O-11', 'taxes', has('O') && taxes.length > 1]
  ]
}

/**
 * The norm's own schema takes a tax that lies less than one unit of the currency off its product (BR-CO-17). We use that for credit notes only,
 * each of which takes what the tax of all its document's notes grew by.
 */
function taxChecks({ taxes, kind, currency }: IssuedDocument): readonly Check[] {
  const slack = kind === 'credit-note' ? 10 ** minorDigitsOf(currency) - 1 : 0
  return taxes.flatMap((tax, index): readonly Check[] => {
    const { category, rate, taxableMinor, taxMinor, exemptionReason } = tax
    return [
      ['BR-CO-17', `taxes.${index}.taxMinor`, Math.abs(multiplyRatio(taxableMinor, rate, 10_000) - taxMinor) > slack],
      [`BR-${ruleNames[category] ?? category}-10`, `taxes.${index}.exemptionReason`, needsReason(category) && exemptionReason === '']
    ]
  })
}

/** XRechnung asks for a contact and its way of being reached, and for places with a postcode. */
function germanProblems({ seller, buyer }: IssuedDocument): readonly Check[] {
  return [
    ['BR-DE-3', 'seller.city', seller.city === ''],
    ['BR-DE-4', 'seller.postcode', seller.postcode === ''],
    ['BR-DE-5', 'seller.contactName', seller.contactName === ''],
    ['BR-DE-6', 'seller.phone', seller.phone === ''],
    ['BR-DE-7', 'seller.email', seller.email === ''],
    ['BR-DE-8', 'buyer.city', buyer.city === ''],
    ['BR-DE-9', 'buyer.postcode', buyer.postcode === ''],
    ['BR-DE-23', 'seller.iban', seller.iban === ''],
    ['PEPPOL-EN16931-R010', 'buyer.email', buyer.email === '']
  ]
}

/** Where nothing is charged, but for zero rated goods, the document says why. */
export function needsReason(category: DocumentTax['category']): boolean {
  return category === 'E' || category === 'AE' || category === 'K' || category === 'G' || category === 'O'
}

function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code)
}

function isVatId(vatId: string): boolean {
  return /^[A-Z]{2}[A-Z0-9+*. -]{2,}$/i.test(vatId.trim())
}
