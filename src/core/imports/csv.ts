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

const longestRecord = 1 << 20
const sampleChars = 64 * 1024

/** Finds encoding and delimiter from the bytes. */
export function guessFormat(bytes: Uint8Array): CsvFormat {
  const encoding = guessEncoding(bytes)
  const sample = sampleText(bytes, encoding)
  const guessed = Papa.parse(sample, { preview: 50, newline: '\n', skipEmptyLines: true, delimitersToGuess: [...delimiters] }).meta
    .delimiter
  return { encoding, delimiter: delimiters.find((one) => one === guessed) ?? ',' }
}

/** Header and first rows of a file. */
export function previewCsv(bytes: Uint8Array, format: CsvFormat, count: number): CsvPreview {
  const rows: CsvRow[] = []
  for (const slice of csvSlices(bytes, format)) {
    rows.push(...slice.rows)
    if (rows.length > count) break
  }
  return { format, header: (rows[0]?.cells ?? []).map((cell) => cell.trim()), rows: rows.slice(1, count + 1) }
}

/** All rows, header included, without blank lines. */
export function* csvSlices(bytes: Uint8Array, format: CsvFormat): Generator<CsvSlice> {
  const parser = new Papa.Parser({ delimiter: format.delimiter, newline: '\n' })
  let rest = ''
  let line = 1
  for (const { text, bytesRead } of textSlices(bytes, format.encoding)) {
    const last = bytesRead === bytes.length
    const part = rest + text
    const stuck = part.length > longestRecord * 3
    const parsed = parser.parse(part, 0, !last && !stuck)
    rest = last || stuck ? '' : part.slice(parsed.meta.cursor)
    const read = numbered(parsed.data, line)
    const kept = parsed.errors.filter((error) => (error.row ?? 0) < parsed.data.length)
    const damage = kept.map((error) => ({ line: read.lines[error.row ?? 0] ?? line, problem: problemOf(error.code) }))
    line = read.next
    yield { rows: read.rows, damage, bytesRead }
  }
}

function numbered(data: readonly (readonly string[])[], first: number): { rows: CsvRow[]; lines: number[]; next: number } {
  const rows: CsvRow[] = []
  const lines: number[] = []
  let line = first
  for (const cells of data) {
    lines.push(line)
    if (cells.some((cell) => cell !== '')) rows.push({ line, cells })
    line += 1
    for (const cell of cells) if (cell.includes('\n')) line += cell.split('\n').length - 1
  }
  return { rows, lines, next: line }
}

function problemOf(code: string): CsvDamage['problem'] {
  return code === 'MissingQuotes' ? 'quote-not-closed' : 'text-after-quote'
}

function sampleText(bytes: Uint8Array, encoding: Encoding): string {
  for (const slice of textSlices(bytes.subarray(0, sampleChars), encoding)) return slice.text
  return ''
}
