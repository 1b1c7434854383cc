// Issued invoices of every shape, as issuing makes them: sums from the lines, parties complete.

import { fc } from '#test/support/cases.ts'
import type { Invoice, InvoiceLine, InvoiceParty } from '#core/billing/invoice.entity.ts'
import { invoiceSums } from '#core/billing/invoice.rules.ts'
import { lineAmount } from '#core/billing/line-amount.ts'

const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const sellerRow: InvoiceParty = {
  name: 'Nordwind IT GmbH & Co. KG',
  street: 'Hafenstraße 12',
  city: 'Hamburg',
  postcode: '20457',
  country: 'DE',
  vatId: 'DE 123456789',
  taxNumber: '',
  registration: 'HRB 4711',
  email: 'billing@nordwind.example',
  phone: '+49 40 123456',
  contactName: 'Mara Lindqvist',
  bankName: 'Hafenbank',
  iban: 'DE02 1203 0000 0000 2020 51',
  bic: 'BYLADEM1001'
}

export const buyerRow: InvoiceParty = {
  ...sellerRow,
  name: 'Bäckerei "Zum <Ofen>" e.K.',
  street: 'Hinterhaus 3\nMarkt 1',
  city: 'Wien',
  postcode: '1010',
  country: 'AT',
  vatId: 'ATU12345678',
  registration: '',
  email: 'office@ofen.example',
  iban: '',
  bic: ''
}

/** An issued row of these lines; further fields as told. */
export function issuedRow(lines: readonly InvoiceLine[], fields: Partial<Invoice> = {}): Invoice {
  const deposits = fields.deposits ?? []
  const taxRounding = fields.taxRounding ?? 'document'
  return {
    id: uuid(1),
    clientId: uuid(2),
    kind: 'invoice',
    status: 'issued',
    number: 'INV-00042',
    seriesId: uuid(3),
    currency: 'EUR',
    contractId: null,
    ticketId: null,
    periodFrom: '2026-01-01',
    periodThrough: '2026-01-31',
    issuedOn: '2026-02-01',
    dueOn: '2026-02-15',
    paymentDays: 14,
    taxRounding,
    lines: [...lines],
    creditsId: null,
    seller: sellerRow,
    buyer: buyerRow,
    buyerReference: '',
    title: 'Services in January',
    note: '',
    createdById: uuid(4),
    createdAt: 0,
    updatedAt: 0,
    approvedAt: 0,
    approvedById: uuid(4),
    issuedAt: 0,
    issuedById: uuid(4),
    creditedById: null,
    exportedAt: null,
    archivedAt: null,
    ...invoiceSums({ lines: [...lines], deposits, taxRounding }),
    deposits,
    ...fields
  }
}

/** A line; its net amount follows from quantity and price. */
export function lineOf(n: number, fields: Partial<InvoiceLine> = {}): InvoiceLine {
  const quantity = fields.quantity ?? '1'
  const unitMinor = fields.unitMinor ?? 10_000
  return {
    id: uuid(1000 + n),
    kind: 'time',
    date: '2026-01-15',
    description: `Work ${n}`,
    unit: 'HUR',
    taxCategory: 'S',
    taxRate: 1900,
    exemptionReason: '',
    contractId: null,
    ticketId: null,
    sourceEntity: null,
    sourceId: null,
    steps: [],
    chargeIds: [],
    ...fields,
    quantity,
    unitMinor,
    netMinor: lineAmount(quantity, unitMinor)
  }
}

const quantities = fc.tuple(fc.integer({ min: -2000, max: 20_000 }), fc.integer({ min: 0, max: 4 })).map(([value, digits]) => {
  const text = String(Math.abs(value)).padStart(digits + 1, '0')
  const sign = value < 0 ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
})

/** Texts as people type and paste them: markup, quotes, control characters, formulas. */
const texts = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
  fc.constantFrom('a < b && c > "d"', "]]> it's", '=HYPERLINK("http://x")', '\u0007bell\u0000', 'first line\nsecond line')
)

const taxes = fc.constantFrom(
  { taxCategory: 'S', taxRate: 1900, exemptionReason: '' },
  { taxCategory: 'S', taxRate: 700, exemptionReason: '' },
  { taxCategory: 'S', taxRate: 770, exemptionReason: '' },
  { taxCategory: 'Z', taxRate: 0, exemptionReason: '' },
  { taxCategory: 'E', taxRate: 0, exemptionReason: 'Exempt by § 4' },
  { taxCategory: 'AE', taxRate: 0, exemptionReason: 'Reverse charge' },
  { taxCategory: 'K', taxRate: 0, exemptionReason: 'Intra-community supply' }
) satisfies fc.Arbitrary<Partial<InvoiceLine>>

const lines = fc
  .array(
    fc.tuple(quantities, fc.integer({ min: -50_000, max: 500_000 }), texts, taxes, fc.constantFrom('HUR', 'C62', 'KMT', 'MON', 'DAY')),
    {
      minLength: 1,
      maxLength: 25
    }
  )
  .map((rows) =>
    rows.map(([quantity, unitMinor, text, tax, unit], n) =>
      lineOf(n, { quantity, unitMinor, description: text.trim() || 'x', unit, ...tax })
    )
  )

/** Issued invoices, deposit invoices and credit notes. */
export const issuedRows: fc.Arbitrary<Invoice> = fc
  .record({
    lines,
    kind: fc.constantFrom('invoice', 'deposit', 'credit-note'),
    depositMinor: fc.option(fc.integer({ min: 1, max: 100_000 })),
    note: texts,
    buyerName: texts
  })
  .map(({ lines: rows, kind, depositMinor, note, buyerName }) => {
    const deposits =
      depositMinor === null || kind !== 'invoice' ? [] : [{ invoiceId: uuid(9), number: 'INV-00001', amountMinor: depositMinor }]
    const buyer = { ...buyerRow, name: buyerName.trim() || 'x' }
    return issuedRow(rows, { kind, deposits, note, buyer, creditsId: kind === 'credit-note' ? uuid(8) : null })
  })
