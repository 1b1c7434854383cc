// Files of issued documents: e-invoice of one, tables for the books of many. Everything is made from the frozen rows, so the same document
// gives the same bytes whenever and wherever it is exported.

import type { Invoice } from '#core/billing/invoice.entity.ts'
import { chargesCsv, type NamedCharge } from '#core/documents/charges-csv.ts'
import { type IssuedDocument, issuedDocument } from '#core/documents/issued-document.ts'
import { type BooksFiles, quickBooksCsv, xeroCsv } from '#core/documents/sales-csv.ts'
import { ublOf } from '#core/documents/ubl.ts'
import { documentWords as words } from '#core/words/rooms-billing.ts'
import { platform } from '#renderer/platform/current-platform.ts'
import { showDone } from '#renderer/ui/undo-toast.tsx'

export type BooksFormat = 'xero' | 'quickbooks'

/** The e-invoice of a document; answers whether it was saved. */
export async function saveEInvoice(document: IssuedDocument): Promise<boolean> {
  const name = `${fileWord(document.number)}.xml`
  return saveText(name, ublOf(document), 'application/xml')
}

/** Issued documents of rows; `byId` knows the invoices that credit notes take back. */
export function issuedOf(rows: readonly Invoice[], byId: ReadonlyMap<string, Invoice>): readonly IssuedDocument[] {
  return rows.flatMap((row) => issuedDocument(row, row.creditsId === null ? null : (byId.get(row.creditsId) ?? null)) ?? [])
}

/** The files that the books' program imports, and what it doesn't take. */
export function booksFiles(format: BooksFormat, documents: readonly IssuedDocument[], accountCode: string): BooksFiles {
  const options = { accountCode, dates: 'day-first' } as const
  return format === 'xero' ? xeroCsv(documents, options) : quickBooksCsv(documents, options)
}

/** Saves the files; several where the program takes only so many rows, or credit notes by themselves. Answers whether all were saved. */
export async function saveForBooks(format: BooksFormat, { files }: BooksFiles): Promise<boolean> {
  for (const [index, { kind, text }] of files.entries()) {
    const ofKind = files.filter((file) => file.kind === kind)
    const part = ofKind.length === 1 ? '' : `-${String(files.slice(0, index).filter((file) => file.kind === kind).length + 1)}`
    if (!(await saveText(`${kind}-${format}${part}.csv`, text, 'text/csv'))) return false
  }
  return files.length > 0
}

/** All lines of these documents as a plain table. */
export function saveLines(charges: readonly NamedCharge[]): Promise<boolean> {
  return saveText('invoice-lines.csv', chargesCsv(charges), 'text/csv')
}

async function saveText(name: string, text: string, type: string): Promise<boolean> {
  const saved = await platform.saveFile(name, new Blob([text], { type: `${type};charset=utf-8` }))
  if (saved) showDone(words.saved(name))
  return saved
}

/** A number as part of a file's name. */
function fileWord(number: string): string {
  return number.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
}
