// Who stands on a document: seller and buyer as they were when it was issued. Their fields keep what EN 16931 asks of a party.

import { z } from 'zod'
import { line, text } from '../kernel/schema.ts'

const place = {
  street: text(300),
  city: text(120),
  postalCode: text(20),
  /** ISO 3166-1 alpha-2, upper case, or empty. */
  country: text(2)
}

const reachable = { email: text(254), phone: text(60), contactName: text(200) }

/** Seller as frozen on a document; empty text where something is not told. `taxId` is a VAT identifier with its country prefix. */
export const documentSeller = z.strictObject({
  name: line(200),
  ...place,
  ...reachable,
  taxId: text(40),
  /** Number in the trade register, or a local tax number where there is no VAT identifier. */
  registrationId: text(80),
  iban: text(40),
  bic: text(11),
  accountName: text(200)
})
/** Seller on a document. */
export type DocumentSeller = z.infer<typeof documentSeller>

/** Buyer as frozen on a document. `reference` is what the buyer wants to find its order by (BT-10, in Germany the Leitweg-ID). */
export const documentBuyer = z.strictObject({
  name: line(200),
  ...place,
  ...reachable,
  taxId: text(40),
  code: text(24),
  reference: text(120)
})
/** Buyer on a document. */
export type DocumentBuyer = z.infer<typeof documentBuyer>

/** What an organisation tells about itself as a seller. Rows from before these fields lack them. */
export const sellerFields = {
  legalName: text(200).nullish(),
  street: text(300).nullish(),
  city: text(120).nullish(),
  postalCode: text(20).nullish(),
  country: text(2).nullish(),
  taxId: text(40).nullish(),
  registrationId: text(80).nullish(),
  billingEmail: text(254).nullish(),
  billingPhone: text(60).nullish(),
  billingContact: text(200).nullish(),
  iban: text(40).nullish(),
  bic: text(11).nullish(),
  accountName: text(200).nullish(),
  paymentDays: z.int().min(0).max(365).nullish(),
  documentNote: text(2000).nullish()
}

/** What a client tells about itself as a buyer. Rows from before these fields lack them; `paymentDays` overrules the seller's. */
export const buyerFields = {
  legalName: text(200).nullish(),
  street: text(300).nullish(),
  city: text(120).nullish(),
  postalCode: text(20).nullish(),
  country: text(2).nullish(),
  taxId: text(40).nullish(),
  billingEmail: text(254).nullish(),
  buyerReference: text(120).nullish(),
  paymentDays: z.int().min(0).max(365).nullish()
}
