// Tables as CSV for other programs: commas, quotation marks where needed, CRLF. Invariant: no cell is taken for a formula by a spreadsheet: a
// text that would be begins with an apostrophe. Numbers are written by us and stay numbers.

/** A cell: text is guarded, a number or an amount (already written as one) is not. */
export type CsvCell = string | number | boolean | null | { readonly amount: string }

/** One line with its line end. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`
}

/** A whole table, with the mark by which spreadsheets know UTF-8 when `mark` is asked for. */
export function csvTable(header: readonly string[], rows: readonly (readonly CsvCell[])[], mark = false): string {
  return `${mark ? '\uFEFF' : ''}${csvLine(header.map((name) => ({ amount: name })))}${rows.map(csvLine).join('')}`
}

function cellText(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  const text = typeof cell === 'string' ? guarded(cell) : cell.amount
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Spreadsheets look past blanks, and some past full-width forms, before they see the sign. */
function guarded(text: string): string {
  return /^\s*[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${text}` : text
}
