// Issued documents as the files that Xero and QuickBooks Online take in, each in its own columns, one row per line. QuickBooks has an import of
// its own for credit notes. Both programs count the rows of a file, so long runs come as several files; what a program can't take is handed
// back, never left out unseen.

import { amountText, negated, percentText } from './amount-text.ts'
import { type CsvCell, csvTable } from './csv-cells.ts'
import type { DocumentLine, IssuedDocument } from './issued-document.ts'

/** What the books want to know that no document says. */
export interface BooksOptions {
  /** Revenue account that lines are booked on, such as `200`. */
  readonly accountCode: string
  /** Order of dates in the file, as the books' country writes them. */
  readonly dates: 'day-first' | 'month-first'
  /** What the books call a tax rate; left out: `20% (S)` and the like, to be mapped at the import. */
  taxName?(line: Pick<DocumentLine, 'taxCategory' | 'taxRate'>): string
}

/** One file and the import that it is for. */
export interface BooksFile {
  readonly kind: 'invoices' | 'credit-notes'
  readonly text: string
}

/** Files, and the documents that this program doesn't take in. */
export interface BooksFiles {
  readonly files: readonly BooksFile[]
  readonly left: readonly IssuedDocument[]
}

/** Most invoices that Xero takes in one file. */
const xeroLimit = 500
/** Most invoices and rows that QuickBooks Online takes in one file. */
const quickBooksLimit = { documents: 100, rows: 1000 }

const xeroColumns = [
  '*ContactName',
  'EmailAddress',
  'POAddressLine1',
  'POAddressLine2',
  'POAddressLine3',
  'POAddressLine4',
  'POCity',
  'PORegion',
  'POPostalCode',
  'POCountry',
  '*InvoiceNumber',
  'Reference',
  '*InvoiceDate',
  '*DueDate',
  'InventoryItemCode',
  '*Description',
  '*Quantity',
  '*UnitAmount',
  'Discount',
  '*AccountCode',
  '*TaxType',
  'TrackingName1',
  'TrackingOption1',
  'TrackingName2',
  'TrackingOption2',
  'Currency',
  'BrandingTheme'
]

const quickBooksColumns = [
  '*InvoiceNo',
  '*Customer',
  '*InvoiceDate',
  '*DueDate',
  'Terms',
  'Location',
  'Memo',
  'Item(Product/Service)',
  'ItemDescription',
  'ItemQuantity',
  'ItemRate',
  '*ItemAmount',
  '*ItemTaxCode',
  'ItemTaxAmount',
  'Currency',
  'Service Date'
]

/** QuickBooks' own import of credit notes: no day on which they are due, and amounts of what is given back. */
const quickBooksCreditColumns = [
  '*CreditNoteNo',
  '*Customer',
  '*CreditNoteDate',
  'Location',
  'Memo',
  'Item(Product/Service)',
  'ItemDescription',
  'ItemQuantity',
  'ItemRate',
  '*ItemAmount',
  '*ItemTaxCode',
  'ItemTaxAmount',
  'Currency',
  'Service Date'
]

/** Xero's sales invoices. A credit note comes as an invoice with negative amounts, which is how Xero takes it in. Prices are without tax. */
export function xeroCsv(documents: readonly IssuedDocument[], options: BooksOptions): BooksFiles {
  const parts = partsOf(documents, { documents: xeroLimit, rows: Number.POSITIVE_INFINITY })
  return { files: filesOf('invoices', xeroColumns, parts, (each) => xeroRows(each, options)), left: [] }
}

/**
 * QuickBooks Online's invoices and, in files of their own, its credit notes. Prices are without tax. What comes to less than nothing is `left`:
 * QuickBooks refuses such a document, so it is entered there by hand.
 */
export function quickBooksCsv(documents: readonly IssuedDocument[], options: BooksOptions): BooksFiles {
  const taken = documents.filter(({ grossMinor }) => grossMinor >= 0)
  const partsOfKind = (isCredit: boolean) =>
    partsOf(
      taken.filter(({ kind }) => (kind === 'credit-note') === isCredit),
      quickBooksLimit
    )
  return {
    files: [
      ...filesOf('invoices', quickBooksColumns, partsOfKind(false), (each) => quickBooksRows(each, options)),
      ...filesOf('credit-notes', quickBooksCreditColumns, partsOfKind(true), (each) => quickBooksCreditRows(each, options))
    ],
    left: documents.filter(({ grossMinor }) => grossMinor < 0)
  }
}

type Rows = readonly (readonly CsvCell[])[]

function filesOf(
  kind: BooksFile['kind'],
  columns: readonly string[],
  parts: readonly (readonly IssuedDocument[])[],
  rowsOf: (document: IssuedDocument) => Rows
): readonly BooksFile[] {
  return parts.map((part) => ({ kind, text: csvTable(columns, part.flatMap(rowsOf)) }))
}

function xeroRows(document: IssuedDocument, options: BooksOptions): Rows {
  const { buyer, number, issuedOn, dueOn, currency } = document
  const [line1 = '', line2 = '', line3 = '', ...more] = buyer.street.trim().split(/\s*\n\s*/)
  const isCredit = document.kind === 'credit-note'
  return document.lines.map((line) => [
    buyer.name,
    buyer.email,
    line1,
    line2,
    line3,
    more.join(', '),
    buyer.city,
    '',
    buyer.postcode,
    buyer.country,
    number,
    document.buyerReference || document.title,
    dateText(issuedOn, options),
    dateText(dueOn, options),
    '',
    line.description,
    { amount: isCredit ? negated(line.quantity) : line.quantity },
    { amount: amountText(line.unitMinor, currency) },
    '',
    options.accountCode,
    taxNameOf(line, options),
    '',
    '',
    '',
    '',
    currency,
    ''
  ])
}

function quickBooksRows(document: IssuedDocument, options: BooksOptions): Rows {
  const { buyer, number, issuedOn, dueOn } = document
  const head = [number, buyer.name, dateText(issuedOn, options), dateText(dueOn, options), '', '', document.title]
  return document.lines.map((line) => [...head, ...quickBooksCells(document, line, options)])
}

function quickBooksCreditRows(document: IssuedDocument, options: BooksOptions): Rows {
  const { buyer, number, issuedOn } = document
  const head = [number, buyer.name, dateText(issuedOn, options), '', document.title]
  return document.lines.map((line) => [...head, ...quickBooksCells(document, line, options)])
}

/** What invoices and credit notes say of a line alike. */
function quickBooksCells({ currency }: IssuedDocument, line: DocumentLine, options: BooksOptions): readonly CsvCell[] {
  return [
    itemNames[line.kind],
    line.description,
    { amount: line.quantity },
    { amount: amountText(line.unitMinor, currency) },
    { amount: amountText(line.netMinor, currency) },
    taxNameOf(line, options),
    '',
    currency,
    dateText(line.date, options)
  ]
}

/** Names of the products and services that lines are booked as in QuickBooks, by what the line charges for. */
const itemNames: Readonly<Record<DocumentLine['kind'], string>> = {
  time: 'Service hours',
  incident: 'Incident',
  'call-out': 'Call-out',
  travel: 'Travel',
  part: 'Parts',
  fee: 'Contract fee',
  block: 'Prepaid hours',
  overage: 'Overage',
  cap: 'Cap',
  discount: 'Discount',
  deposit: 'Deposit',
  adjustment: 'Adjustment',
  manual: 'Services'
}

/** Whole documents per file, in their order, as many as the program takes. A single longer one still goes into a file of its own. */
function partsOf(documents: readonly IssuedDocument[], limit: { documents: number; rows: number }): readonly (readonly IssuedDocument[])[] {
  const parts: IssuedDocument[][] = []
  let rows = 0
  for (const document of documents) {
    const part = parts.at(-1)
    rows += document.lines.length
    if (part && part.length < limit.documents && rows <= limit.rows) part.push(document)
    else {
      parts.push([document])
      rows = document.lines.length
    }
  }
  return parts
}

function taxNameOf(line: DocumentLine, options: BooksOptions): string {
  return options.taxName?.(line) ?? `${percentText(line.taxRate)}% (${line.taxCategory})`
}

function dateText(date: string, { dates }: BooksOptions): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return dates === 'day-first' ? `${day}/${month}/${year}` : `${month}/${day}/${year}`
}
