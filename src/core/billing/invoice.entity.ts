// An invoice or credit note: a draft while people look at it, frozen from its issue on. What was issued never changes, it is credited.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { calendarDate, currency, id, instant, line, minor, taxPoints, text } from '../kernel/schema.ts'
import { documentLanguages } from '../words/document-language.ts'
import { billedLine } from './charge.entity.ts'
import { taxCategories } from './tax-rate.entity.ts'

/** Kinds of document. */
export const invoiceKinds = ['invoice', 'credit-note', 'deposit'] as const

/** Where a document stands. Being discarded, credited or exported are facts beside it. */
export const invoiceStatuses = ['draft', 'approved', 'issued'] as const

/** One line; `chargeIds` are the posted charges that it stands for. */
export const invoiceLine = z.strictObject({ id, ...billedLine, chargeIds: z.array(id).max(5000) })

/** Tax of one category and rate. */
export const invoiceTax = z.strictObject({
  category: z.literal([...taxCategories]),
  rate: taxPoints,
  exemptionReason: text(500),
  taxableMinor: minor,
  taxMinor: minor
})

/** A seller or buyer as printed. `country` is an ISO 3166-1 alpha-2 code. */
export const invoiceParty = z.strictObject({
  name: text(200),
  street: text(1000),
  city: text(120),
  postcode: text(20),
  country: text(2),
  vatId: text(40),
  taxNumber: text(60),
  registration: text(120),
  email: text(254),
  phone: text(60),
  contactName: text(200),
  bankName: text(120),
  iban: text(40),
  bic: text(20)
})

/**
 * Invoice row. Amounts are minor units of `currency`; `lines`, `taxes` and totals are frozen with the issue, as are `seller` and `buyer`
 * (null in a draft). `deposits` are issued deposit invoices that are deducted: `payableMinor` = gross − deposits. `number` is given at the
 * issue, from `seriesId`. `creditsId`: the invoice that a credit note takes back.
 */
export const invoice = defineEntity({
  name: 'invoice',
  schema: z.strictObject({
    id,
    clientId: id,
    kind: z.literal([...invoiceKinds]),
    status: z.literal([...invoiceStatuses]),
    number: text(40).nullable(),
    seriesId: id.nullable(),
    currency,
    contractId: id.nullable(),
    ticketId: id.nullable(),
    periodFrom: calendarDate.nullable(),
    periodThrough: calendarDate.nullable(),
    issuedOn: calendarDate.nullable(),
    dueOn: calendarDate.nullable(),
    paymentDays: z.int().min(0).max(365),
    taxRounding: z.literal(['document', 'line']),
    lines: z.array(invoiceLine).max(5000),
    taxes: z.array(invoiceTax).max(50),
    netMinor: minor,
    taxMinor: minor,
    grossMinor: minor,
    deposits: z.array(z.strictObject({ invoiceId: id, number: text(40), amountMinor: minor.nonnegative() })).max(50),
    payableMinor: minor,
    creditsId: id.nullable(),
    seller: invoiceParty.nullable(),
    buyer: invoiceParty.nullable(),
    buyerReference: text(200),
    title: line(200),
    note: text(8000),
    createdById: id,
    createdAt: instant,
    updatedAt: instant,
    approvedAt: instant.nullable(),
    approvedById: id.nullable(),
    issuedAt: instant.nullable(),
    issuedById: id.nullable(),
    creditedById: id.nullable(),
    exportedAt: instant.nullable(),
    archivedAt: instant.nullable(),
    // Added later: a credited document whose work is open again, to be billed anew; null or absent means no.
    rebill: z.boolean().nullish(),
    // Added later: the language in which the document was written; null or absent means English.
    language: z.literal([...documentLanguages]).nullish()
  }),
  scope: 'client',
  temperature: 'hot',
  merge: {
    kind: 'derived',
    status: 'derived',
    number: 'derived',
    seriesId: 'derived',
    currency: 'ask',
    issuedOn: 'derived',
    dueOn: 'ask',
    lines: 'ask',
    taxes: 'derived',
    netMinor: 'derived',
    taxMinor: 'derived',
    grossMinor: 'derived',
    payableMinor: 'derived',
    deposits: 'ask',
    creditsId: 'derived',
    seller: 'derived',
    buyer: 'derived',
    note: 'text',
    createdById: 'derived',
    approvedAt: 'derived',
    approvedById: 'derived',
    issuedAt: 'derived',
    issuedById: 'derived',
    creditedById: 'derived',
    rebill: 'derived',
    exportedAt: 'derived',
    archivedAt: 'derived',
    updatedAt: 'max'
  },
  columns: { clientId: 'uuid', status: 'text', number: 'text', seriesId: 'uuid', creditsId: 'uuid' },
  search: ['number', 'title'],
  references: { clientId: 'client' }
})

/** Invoice row. */
export type Invoice = RowOf<typeof invoice>

/** One line of an invoice. */
export type InvoiceLine = z.infer<typeof invoiceLine>

/** A seller or buyer as printed. */
export type InvoiceParty = z.infer<typeof invoiceParty>
