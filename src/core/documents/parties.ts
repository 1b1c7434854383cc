// Seller and buyer as they are copied onto a document at its issue, from what organisation and client tell about themselves.

import type { InvoiceParty } from '../billing/invoice.entity.ts'
import type { Client } from '../clients/client.entity.ts'
import type { Organisation } from '../organisation/organisation.entity.ts'

/** The organisation as seller; what it doesn't tell is empty. */
export function sellerParty(row: Organisation): InvoiceParty {
  return {
    ...placeOf(row),
    taxNumber: row.taxNumber ?? '',
    registration: row.registration ?? '',
    phone: row.billingPhone ?? '',
    contactName: row.billingContact ?? '',
    bankName: row.bankName ?? '',
    iban: row.iban ?? '',
    bic: row.bic ?? ''
  }
}

/** The client as buyer; what it doesn't tell is empty. */
export function buyerParty(row: Client): InvoiceParty {
  return { ...placeOf(row), taxNumber: '', registration: '', phone: row.phone, contactName: '', bankName: '', iban: '', bic: '' }
}

type Told = Pick<Organisation, 'name' | 'legalName' | 'street' | 'city' | 'postcode' | 'country' | 'vatId' | 'billingEmail'>

function placeOf(row: Told) {
  return {
    name: row.legalName || row.name,
    street: row.street ?? '',
    city: row.city ?? '',
    postcode: row.postcode ?? '',
    country: row.country ?? '',
    vatId: row.vatId ?? '',
    email: row.billingEmail ?? ''
  }
}
