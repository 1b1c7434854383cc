// Charges as a plain table for whoever counts on: one row per charge, amounts as decimals, dates as ISO 8601, ids of the records behind.

import type { Charge } from '../billing/charge.entity.ts'
import { amountText, percentText } from './amount-text.ts'
import { type CsvCell, csvTable } from './csv-cells.ts'

/** A charge with the names that stand for its ids. */
export interface NamedCharge {
  readonly charge: Charge
  readonly client: string
  /** Number of its ticket, as people say it; empty without one. */
  readonly ticket: string
  /** Number of the document that it stands on; empty where there is none yet. */
  readonly invoice: string
}

const columns = [
  'date',
  'client',
  'ticket',
  'kind',
  'description',
  'quantity',
  'unit',
  'unit_price',
  'net',
  'currency',
  'tax_category',
  'tax_percent',
  'invoice',
  'voided',
  'charge_id',
  'source',
  'source_id'
]

/** The table with the mark of UTF-8, for spreadsheets. */
export function chargesCsv(charges: readonly NamedCharge[]): string {
  return csvTable(columns, charges.map(rowOf), true)
}

function rowOf({ charge, client, ticket, invoice }: NamedCharge): readonly CsvCell[] {
  return [
    charge.date,
    client,
    ticket,
    charge.kind,
    charge.description,
    { amount: charge.quantity },
    charge.unit,
    { amount: amountText(charge.unitMinor, charge.currency) },
    { amount: amountText(charge.netMinor, charge.currency) },
    charge.currency,
    charge.taxCategory,
    { amount: percentText(charge.taxRate) },
    invoice,
    charge.voidedAt !== null,
    charge.id,
    charge.sourceEntity,
    charge.sourceId
  ]
}
