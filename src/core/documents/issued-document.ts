// An issued invoice, deposit invoice or credit note as whoever reads it sees it. Print, e-invoice and CSV are made from this and nothing else,
// and this is made from nothing but the frozen row, so that a document can be made again byte for byte.

import type { Invoice, InvoiceLine, InvoiceParty } from '../billing/invoice.entity.ts'
import type { DocumentLanguage } from '../words/document-language.ts'
import { negated } from './amount-text.ts'

/** One line as printed. */
export type DocumentLine = Pick<
  InvoiceLine,
  'id' | 'kind' | 'date' | 'description' | 'quantity' | 'unit' | 'unitMinor' | 'netMinor' | 'taxCategory' | 'taxRate'
>

/** Tax of one category and rate on the document's sum. */
export type DocumentTax = Invoice['taxes'][number]

/**
 * An issued document. Amounts in minor units of `currency`. A credit note's amounts are what is given back, so they are positive.
 * `prepaidMinor`: deposits that are taken off what is to be paid. `preceding`: the invoice that a credit note takes back;
 * `isPart` when it takes back less than all of it.
 */
export interface IssuedDocument {
  readonly kind: Invoice['kind']
  /** The language in which it was written. */
  readonly language: DocumentLanguage
  readonly number: string
  readonly issuedOn: string
  readonly dueOn: string
  readonly currency: string
  readonly title: string
  readonly note: string
  readonly seller: InvoiceParty
  readonly buyer: InvoiceParty
  readonly buyerReference: string
  readonly from: string | null
  readonly through: string | null
  readonly lines: readonly DocumentLine[]
  readonly taxes: readonly DocumentTax[]
  readonly netMinor: number
  readonly taxMinor: number
  readonly grossMinor: number
  readonly deposits: Invoice['deposits']
  readonly prepaidMinor: number
  readonly payableMinor: number
  readonly preceding: { readonly number: string; readonly issuedOn: string; readonly isPart: boolean } | null
}

/**
 * The document of an issued row; null where it is not issued, or has no number yet (it comes with the server's answer).
 * @param credited the invoice that a credit note takes back; null for invoices
 */
export function issuedDocument(row: Invoice, credited: Invoice | null): IssuedDocument | null {
  const { number, issuedOn, dueOn, seller, buyer } = row
  if (row.status !== 'issued' || !number || issuedOn === null || seller === null || buyer === null) return null
  // A note keeps its document's lines with the other sign; also one over a document that itself came to nothing, or gave something back.
  const isGivenBack = row.kind === 'credit-note' && (row.grossMinor < 0 || (credited !== null && credited.grossMinor <= 0))
  const signed = isGivenBack ? (minor: number) => -minor + 0 : (minor: number) => minor
  return {
    kind: row.kind,
    language: row.language ?? 'en',
    number,
    issuedOn,
    dueOn: dueOn ?? issuedOn,
    currency: row.currency,
    title: row.title,
    note: row.note,
    seller,
    buyer,
    buyerReference: row.buyerReference,
    from: row.periodFrom,
    through: row.periodThrough,
    lines: row.lines.map((line) => ({
      id: line.id,
      kind: line.kind,
      date: line.date,
      description: line.description,
      unit: line.unit,
      unitMinor: line.unitMinor,
      taxCategory: line.taxCategory,
      taxRate: line.taxRate,
      netMinor: signed(line.netMinor),
      quantity: isGivenBack ? negated(line.quantity) : line.quantity
    })),
    taxes: row.taxes.map((tax) => ({ ...tax, taxableMinor: signed(tax.taxableMinor), taxMinor: signed(tax.taxMinor) })),
    netMinor: signed(row.netMinor),
    taxMinor: signed(row.taxMinor),
    grossMinor: signed(row.grossMinor),
    deposits: row.deposits,
    prepaidMinor: signed(row.grossMinor - row.payableMinor),
    payableMinor: signed(row.payableMinor),
    preceding:
      credited?.number && credited.issuedOn
        ? { number: credited.number, issuedOn: credited.issuedOn, isPart: row.netMinor !== -credited.netMinor + 0 }
        : null
  }
}
