// Who stands on a document. What an organisation and a client tell about themselves here is copied onto each document at its issue, so that a
// later change of address never touches what was issued.

import { z } from 'zod'
import { text } from '../kernel/schema.ts'

const place = {
  legalName: text(200).nullish(),
  street: text(1000).nullish(),
  city: text(120).nullish(),
  postcode: text(20).nullish(),
  /** ISO 3166-1 alpha-2, upper case. */
  country: text(2).nullish(),
  /** VAT identifier with its country prefix. */
  vatId: text(40).nullish(),
  billingEmail: text(254).nullish(),
  paymentDays: z.int().min(0).max(365).nullish()
}

/**
 * What an organisation tells about itself as a seller; rows from before these fields lack them. `taxNumber` is the local one, for who has no
 * VAT identifier; `registration` the number in the trade register.
 */
export const sellerFields = {
  ...place,
  taxNumber: text(60).nullish(),
  registration: text(120).nullish(),
  billingPhone: text(60).nullish(),
  billingContact: text(200).nullish(),
  bankName: text(120).nullish(),
  iban: text(40).nullish(),
  bic: text(20).nullish(),
  documentNote: text(2000).nullish()
}

/**
 * What a client tells about itself as a buyer; rows from before these fields lack them. `buyerReference` is what it finds its order by (BT-10,
 * in Germany the Leitweg-ID); `paymentDays` overrules the seller's.
 */
export const buyerFields = { ...place, buyerReference: text(200).nullish() }
