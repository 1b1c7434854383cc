// CSV in all its forms as rows with the line on which each begins. Read in slices, so that the caller can breathe between
// them: a file of 141,712 lines must never freeze a window. Invariant: every line of the file is in exactly one row, or named as damaged.

import Papa from 'papaparse'
import { type Encoding, guessEncoding, textSlices } from './encoding.ts'

/** Delimiters that are recognised. */
export const delimiters = [',', ';', '\t', '|'] as const

/** How a file is to be read. */
export interface CsvFormat {
  readonly encoding: Encoding
  readonly delimiter: string
}

/** One row. `line` counts from 1 and is where the row begins (a quoted field may span several lines). */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** A quotation mark that was never closed, or text after a closed one. */
export interface CsvDamage {
  readonly line: number
  readonly problem: 'quote-not-closed' | 'text-after-quote'
}

/** Rows of one slice, with how far the file has been read. */
export interface CsvSlice {
  readonly rows: readonly CsvRow[]
  readonly damage: readonly CsvDamage[]
  readonly bytesRead: number
}

/** What a preview shows. `header` are the trimmed cells of the first row that isn't blank. */
export interface CsvPreview {
  readonly format: CsvFormat
  readonly header: readonly string[]
  readonly rows: readonly CsvRow[]
}

const longestRecord = 3 << 20
const sampleChars = 64 * 1024

/** Finds encoding and delimiter from the bytes. */
export function guessFormat(bytes: Uint8Array): CsvFormat {
  const encoding = guessEncoding(bytes)
  const sample = sampleText(bytes, encoding)
  const said = spreadsheetHint.exec(sample)?.[1]
  const named = delimiters.find((one) => one === said)
  if (named !== undefined) return { encoding, delimiter: named }
  const guessed = Papa.parse(sample, { preview: 50, newline: '\n', skipEmptyLines: true, delimitersToGuess: [...delimiters] }).meta
    .delimiter
  return { encoding, delimiter: delimiters.find((one) => one === guessed) ?? ',' }
}

/** The line by which spreadsheets are told the delimiter; it stands before the header and is no row. */
const spreadsheetHint = /^"?sep=(.)"?\n/i

/** Header and first rows of a file. */
export function previewCsv(bytes: Uint8Array, format: CsvFormat, count: number): CsvPreview {
  const rows: CsvRow[] = []
  for (const slice of csvSlices(bytes, format)) {
    rows.push(...slice.rows)
    if (rows.length > count) break
  }
  return { format, header: (rows[0]?.cells ?? []).map((cell) => cell.trim()), rows: rows.slice(1, count + 1) }
}

/** All rows, header included, without blank lines. A record that never ends is named, and reading goes on with the line after its first. */
export function* csvSlices(bytes: Uint8Array, format: CsvFormat): Generator<CsvSlice> {
  const parser = new Papa.Parser({ delimiter: format.delimiter, newline: '\n' })
  let rest = ''
  let line = 1
  for (const { text, bytesRead } of textSlices(bytes, format.encoding)) {
    const last = bytesRead === bytes.length
    rest += text
    for (let isEndless = true; isEndless; ) {
      const parsed = parser.parse(rest, 0, !last)
      const { read, damage, endless } = rowsOf(parsed, line, last)
      rest = last && endless === null ? '' : afterLines(rest, (endless ?? read.next) - line)
      line = endless ?? read.next
      isEndless = endless !== null || rest.length > longestRecord
      if (isEndless) {
        damage.push({ line, problem: 'quote-not-closed' })
        rest = afterLines(rest, 1)
        line += 1
      }
      yield { rows: read.rows, damage, bytesRead }
    }
  }
}

/** Rows of what was parsed. `endless`: the line on which a record begins that the file's end broke off. */
function rowsOf(
  parsed: ReturnType<InstanceType<typeof Papa.Parser>['parse']>,
  first: number,
  last: boolean
): { read: ReturnType<typeof numbered>; damage: CsvDamage[]; endless: number | null } {
  const open = last && parsed.errors.some((error) => error.code === 'MissingQuotes')
  const read = numbered(open ? parsed.data.slice(0, -1) : parsed.data, first)
  const kept = parsed.errors.filter((error) => error.code !== 'MissingQuotes' && (error.row ?? 0) < read.lines.length)
  const damage: CsvDamage[] = kept.map((error) => ({ line: read.lines[error.row ?? 0] ?? first, problem: 'text-after-quote' }))
  return { read, damage, endless: open ? read.next : null }
}

function afterLines(text: string, count: number): string {
  let start = 0
  for (let line = 0; line < count; line += 1) {
    const end = text.indexOf('\n', start)
    if (end === -1) return ''
    start = end + 1
  }
  return text.slice(start)
}

/** The first cell beyond the header's width that isn't blank; null where there is none. Such a row has its values in the wrong columns. */
export function cellBeyond(row: CsvRow, width: number): string | null {
  return row.cells.slice(width).find((cell) => cell.trim() !== '') ?? null
}

function numbered(data: readonly (readonly string[])[], first: number): { rows: CsvRow[]; lines: number[]; next: number } {
  const rows: CsvRow[] = []
  const lines: number[] = []
  let line = first
  for (const cells of data) {
    lines.push(line)
    if (cells.some((cell) => cell !== '') && !isHint(cells, line)) rows.push({ line, cells })
    line += 1
    for (const cell of cells) if (cell.includes('\n')) line += cell.split('\n').length - 1
  }
  return { rows, lines, next: line }
}

function isHint([first = '', ...others]: readonly string[], line: number): boolean {
  return line === 1 && /^sep=.?$/i.test(first) && others.every((cell) => cell === '')
}

function sampleText(bytes: Uint8Array, encoding: Encoding): string {
  for (const slice of textSlices(bytes.subarray(0, sampleChars), encoding)) return slice.text
  return ''
}
