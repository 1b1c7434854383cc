// Files for the books: the columns that Xero and QuickBooks take in, tables that tie to the document, and no cell that is a formula.

import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fc } from '#test/support/cases.ts'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { Charge } from '#core/billing/charge.entity.ts'
import { chargesCsv } from '#core/documents/charges-csv.ts'
import { csvTable } from '#core/documents/csv-cells.ts'
import { type IssuedDocument, issuedDocument } from '#core/documents/issued-document.ts'
import { type BooksFile, quickBooksCsv, xeroCsv } from '#core/documents/sales-csv.ts'
import { buyerRow, issuedRow, issuedRows, lineOf } from './random-invoices.ts'

const options = { accountCode: '200', dates: 'day-first' } as const
const xeroTables = resolve('../shared/data/fivetran-xero-tables/xero_invoice_line_item_data.csv')

function documentOf(row: Parameters<typeof issuedDocument>[0]): IssuedDocument {
  const document = issuedDocument(row, null)
  if (!document) throw new Error('the row is issued')
  return document
}

type Row = Readonly<Record<string, string>>

function read(file: string | BooksFile | undefined): readonly Row[] {
  return Papa.parse<Row>(typeof file === 'string' ? file : (file?.text ?? ''), { header: true, skipEmptyLines: true }).data
}

describe('files for the books', () => {
  it('have one row per line in the columns of Xero, with dates, prices without tax and the rate’s name', () => {
    const document = documentOf(issuedRow([lineOf(1, { quantity: '1.25', unitMinor: 9000 }), lineOf(2, { taxRate: 700 })]))
    const rows = read(xeroCsv([document], options).files[0])
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      '*ContactName': buyerRow.name,
      POAddressLine1: 'Hinterhaus 3',
      POAddressLine2: 'Markt 1',
      '*InvoiceNumber': 'INV-00042',
      '*InvoiceDate': '01/02/2026',
      '*DueDate': '15/02/2026',
      '*Quantity': '1.25',
      '*UnitAmount': '90.00',
      '*AccountCode': '200',
      '*TaxType': '19% (S)',
      Currency: 'EUR'
    })
  })

  it('add up to the document’s net sum in QuickBooks, dates month first where the books want that', () => {
    fc.assert(
      fc.property(issuedRows, (row) => {
        fc.pre(row.kind !== 'credit-note' && row.grossMinor >= 0)
        const document = documentOf(row)
        const rows = read(quickBooksCsv([document], { ...options, dates: 'month-first' }).files[0])
        expect(rows.reduce((sum, each) => sum + Math.round(Number(each['*ItemAmount']) * 100), 0)).toBe(document.netMinor)
        expect(rows[0]?.['*InvoiceDate']).toBe('02/01/2026')
      }),
      { numRuns: 60 }
    )
  })

  it('turn a credit note into negative quantities for Xero, and into a file of its own for QuickBooks', () => {
    const note = documentOf(issuedRow([lineOf(1, { quantity: '-2' })], { kind: 'credit-note', number: 'CN-1' }))
    expect(read(xeroCsv([note], options).files[0])[0]).toMatchObject({ '*Quantity': '-2', '*UnitAmount': '100.00' })
    const { files, left } = quickBooksCsv([note, documentOf(issuedRow([lineOf(1)]))], options)
    expect(files.map(({ kind }) => kind)).toEqual(['invoices', 'credit-notes'])
    expect(read(files[1])[0]).toMatchObject({ '*CreditNoteNo': 'CN-1', ItemQuantity: '2', ItemRate: '100.00', '*ItemAmount': '200.00' })
    expect(left).toEqual([])
  })

  it('hand back for QuickBooks what comes to less than nothing, which it refuses', () => {
    const note = documentOf(issuedRow([lineOf(1, { quantity: '2' })], { kind: 'credit-note' }))
    const charged = { ...note, grossMinor: -note.grossMinor }
    expect(quickBooksCsv([charged], options)).toEqual({ files: [], left: [charged] })
  })

  it('come as several files where a program takes only so many invoices or rows, each document whole in one of them', () => {
    const many = Array.from({ length: 230 }, (_, n) => documentOf(issuedRow([lineOf(1), lineOf(2)], { number: `INV-${n}` })))
    expect(quickBooksCsv(many, options).files.map((file) => read(file).length)).toEqual([200, 200, 60])
    const long = Array.from({ length: 3 }, (_, n) =>
      documentOf(
        issuedRow(
          Array.from({ length: 450 }, (_, line) => lineOf(line)),
          { number: `L-${n}` }
        )
      )
    )
    expect(quickBooksCsv(long, options).files.map((file) => read(file).length)).toEqual([900, 450])
    expect(xeroCsv(many, options).files).toHaveLength(1)
  })

  it('have no cell that a spreadsheet takes for a formula, and give every other text back as it was', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('=1+1', '+49 40', '-x', '@SUM(A1)', '\t=1', ' =1', '＝1', 'a,"b"\nc')), (text) => {
        const [[cell = ''] = []] = Papa.parse<string[]>(csvTable(['text'], [[text]])).data.slice(1)
        expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/u)
        expect([text, `'${text}`]).toContain(cell)
      })
    )
    expect(csvTable(['n'], [[{ amount: '-1.50' }]])).toBe('n\r\n-1.50\r\n')
  })

  it('list charges with decimals, the names behind the ids, and whether they were voided', () => {
    const { chargeIds: _, exemptionReason, ...line } = lineOf(1, { quantity: '-0.5', unitMinor: 12_345 })
    const charge: Charge = {
      ...line,
      exemptionReason,
      clientId: line.id,
      currency: 'JPY',
      taxRateId: null,
      periodId: null,
      adjustsId: null,
      invoiceId: null,
      addedById: null,
      createdAt: 0,
      voidedAt: null,
      voidReason: null
    }
    const text = chargesCsv([{ charge, client: '=Evil Ltd', ticket: '#12', invoice: '' }])
    expect(text.startsWith('\uFEFFdate,client')).toBe(true)
    expect(read(text.slice(1))[0]).toMatchObject({
      client: "'=Evil Ltd",
      unit_price: '12345',
      net: '-6173',
      tax_percent: '19',
      voided: 'false'
    })
  })

  it.skipIf(!existsSync(xeroTables))('name what Xero’s own tables name (skipped where these are not beside the project)', () => {
    const [header = ''] = readFileSync(xeroTables, 'utf8').split(/\r?\n/)
    const own = Object.keys(read(xeroCsv([documentOf(issuedRow([lineOf(1)]))], options).files[0])[0] ?? {})
    const plain = new Set(own.map((name) => name.replace('*', '').toLowerCase()))
    for (const name of ['account_code', 'description', 'quantity', 'tax_type', 'unit_amount']) {
      expect(header.split(',')).toContain(name)
      expect(plain).toContain(name.replaceAll('_', ''))
    }
  })
})
