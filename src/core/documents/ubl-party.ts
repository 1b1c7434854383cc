// Seller and buyer of an e-invoice, as UBL parties. VAT identifiers are left out where the whole document is outside of VAT (BR-O-02); a
// seller without one is named by its local tax number.

import type { InvoiceParty } from '../billing/invoice.entity.ts'
import type { IssuedDocument } from './issued-document.ts'
import { element, type XmlElement } from './xml-text.ts'

/** `cac:AccountingSupplierParty`. */
export function ublSeller(document: IssuedDocument): XmlElement | null {
  const { seller } = document
  const schemes = isOutside(document) ? [] : [taxScheme(compact(seller.vatId), 'VAT'), taxScheme(seller.taxNumber, 'TAX')]
  return element('cac:AccountingSupplierParty', [partyOf(seller, schemes)])
}

/** `cac:AccountingCustomerParty`. */
export function ublBuyer(document: IssuedDocument): XmlElement | null {
  const { buyer } = document
  const schemes = isOutside(document) ? [] : [taxScheme(compact(buyer.vatId), 'VAT')]
  return element('cac:AccountingCustomerParty', [partyOf(buyer, schemes)])
}

function partyOf(party: InvoiceParty, schemes: readonly (XmlElement | null)[]): XmlElement | null {
  const { name, street, city, postcode, country, registration, contactName, phone, email } = party
  return element('cac:Party', [
    element('cbc:EndpointID', email, { schemeID: 'EM' }),
    element('cac:PostalAddress', [
      element('cbc:StreetName', street.trim().replaceAll(/\s*\n\s*/g, ', ')),
      element('cbc:CityName', city),
      element('cbc:PostalZone', postcode),
      element('cac:Country', [element('cbc:IdentificationCode', country)])
    ]),
    ...schemes,
    element('cac:PartyLegalEntity', [element('cbc:RegistrationName', name), element('cbc:CompanyID', registration)]),
    element('cac:Contact', [element('cbc:Name', contactName), element('cbc:Telephone', phone), element('cbc:ElectronicMail', email)])
  ])
}

function taxScheme(companyId: string, scheme: 'VAT' | 'TAX'): XmlElement | null {
  if (companyId.trim() === '') return null
  return element('cac:PartyTaxScheme', [element('cbc:CompanyID', companyId), element('cac:TaxScheme', [element('cbc:ID', scheme)])])
}

function compact(vatId: string): string {
  return vatId.replaceAll(/\s/g, '').toUpperCase()
}

function isOutside({ taxes }: IssuedDocument): boolean {
  return taxes.some(({ category }) => category === 'O')
}
