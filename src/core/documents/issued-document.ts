// What an issued invoice or credit note is: everything that stands on it, frozen. Print, e-invoice and CSV read this and nothing else, so
// that a document can be made again byte for byte. Invariant: the sums tie to the minor unit (see check-document.ts).

import { z } from 'zod'
import { calendarDate, currency, id, line, minor, text } from '../kernel/schema.ts'
import { documentBuyer, documentSeller } from './document-party.ts'

/** Kinds of document. A credit note's amounts are positive: it is the kind that says that they are given back. */
export const documentKinds = ['invoice', 'credit-note'] as const
/** What a quantity counts. */
export const quantityUnits = ['hour', 'minute', 'day', 'month', 'year', 'piece', 'kilometre', 'fixed'] as const
/** EN 16931 tax categories: standard, zero rated, exempt, reverse charge, intra-community, export, outside of scope. */
export const taxCategories = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O'] as const

const decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'expected a decimal number such as 1.25')

/**
 * One line. `netMinor` is `quantity` × `unitMinor`, rounded once; a discount has a negative quantity. `rate` in basis points.
 * `detail` is what stands under the description: who, when, why. `itemCode` is the article's number, or empty.
 */
export const documentLine = z.strictObject({
  id: line(60),
  description: line(300),
  detail: text(4000),
  itemCode: text(80),
  quantity: decimal,
  unit: z.literal([...quantityUnits]),
  unitMinor: minor,
  netMinor: minor,
  category: z.literal([...taxCategories]),
  rate: z.int().min(0).max(10_000),
  from: calendarDate.nullable(),
  to: calendarDate.nullable()
})
/** One line of a document. */
export type DocumentLine = z.infer<typeof documentLine>

/** Tax of one category and rate on the document's sum. `reason` says why nothing is charged (E, AE, K, G, O), else it is empty. */
export const documentTax = z.strictObject({
  category: z.literal([...taxCategories]),
  rate: z.int().min(0).max(10_000),
  taxableMinor: minor,
  taxMinor: minor,
  reason: text(500)
})
/** Tax of one category and rate. */
export type DocumentTax = z.infer<typeof documentTax>

/** An issued document. Amounts in minor units of `currency`; `prepaidMinor` are deposits taken off what is to be paid. */
export const issuedDocument = z.strictObject({
  kind: z.literal([...documentKinds]),
  number: line(40),
  issuedOn: calendarDate,
  dueOn: calendarDate,
  currency,
  seller: documentSeller,
  buyer: documentBuyer,
  from: calendarDate.nullable(),
  to: calendarDate.nullable(),
  /** BCP 47 tag of the language it is printed in. */
  language: text(35),
  note: text(4000),
  paymentTerms: text(2000),
  /** The invoice that a credit note gives back; null on an invoice. */
  preceding: z.strictObject({ id, number: line(40), issuedOn: calendarDate }).nullable(),
  lines: z.array(documentLine).min(1).max(2000),
  taxes: z.array(documentTax).min(1).max(50),
  netMinor: minor,
  taxMinor: minor,
  grossMinor: minor,
  prepaidMinor: minor.nonnegative(),
  payableMinor: minor
})
/** An issued document. */
export type IssuedDocument = z.infer<typeof issuedDocument>
