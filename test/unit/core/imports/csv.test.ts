// Files as other systems write them: every encoding, delimiter, quoting and line end must come out as the same rows on the same lines.
import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { type CsvFormat, csvSlices, delimiters, guessFormat, previewCsv } from '#core/imports/csv.ts'
import { type Encoding, encodings } from '#core/imports/encoding.ts'

function bytesOf(text: string, encoding: Encoding, mark: boolean): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode((mark ? '\uFEFF' : '') + text)
  if (encoding === 'windows-1252') return Uint8Array.from(text, (char) => (char === '€' ? 0x80 : char.charCodeAt(0)))
  const buffer = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le')
  return new Uint8Array(encoding === 'utf-16le' ? buffer : buffer.swap16())
}

function rowsOf(bytes: Uint8Array, format: CsvFormat = guessFormat(bytes)) {
  const slices = [...csvSlices(bytes, format)]
  return { rows: slices.flatMap((slice) => slice.rows), damage: slices.flatMap((slice) => slice.damage) }
}

const table = 'Name;Ort;Preis\nMüller & Söhne;Köln;12 €\nÅngström AB;Malmö;7 €\n'
const expected = [
  ['Name', 'Ort', 'Preis'],
  ['Müller & Söhne', 'Köln', '12 €'],
  ['Ångström AB', 'Malmö', '7 €']
]

describe('reading a CSV file', () => {
  for (const encoding of encodings) {
    for (const mark of encoding === 'windows-1252' ? [false] : [true, false]) {
      it(`finds ${encoding} ${mark ? 'with' : 'without'} a byte order mark and reads its letters`, () => {
        const bytes = bytesOf(table, encoding, mark)
        expect(guessFormat(bytes)).toEqual({ encoding, delimiter: ';' })
        expect(rowsOf(bytes).rows.map((row) => row.cells)).toEqual(expected)
      })
    }
  }

  it('finds each delimiter, also where cells contain the others', () => {
    for (const delimiter of delimiters) {
      const others = delimiters.filter((other) => other !== delimiter).join('')
      const text = Array.from({ length: 5 }, (_, n) => [`a${n}`, `"b${others}${n}"`, `c${n}`].join(delimiter)).join('\r\n')
      expect(guessFormat(new TextEncoder().encode(text)).delimiter).toBe(delimiter)
    }
  })

  it('finds the delimiter of a file of two columns and one row', () => {
    expect(guessFormat(new TextEncoder().encode('Firma;Branche\nReed & Sons;Law\n')).delimiter).toBe(';')
  })

  it('numbers rows by the line on which they begin, through quoted line breaks, blank lines and all three line ends', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['a,b', '1,"two', 'lines ""quoted"""', '', '2,x'].join(end)
      const { rows } = rowsOf(new TextEncoder().encode(text))
      expect(rows).toEqual([
        { line: 1, cells: ['a', 'b'] },
        { line: 2, cells: ['1', 'two\nlines "quoted"'] },
        { line: 5, cells: ['2', 'x'] }
      ])
    }
  })

  it('names the line of a quotation mark that is never closed', () => {
    const { damage } = rowsOf(new TextEncoder().encode('a,b\n1,2\n3,"four\n5,6\n'))
    expect(damage).toEqual([{ line: 3, problem: 'quote-not-closed' }])
  })

  it('reads a file of several megabytes in slices and loses no row at their borders', () => {
    const lines = Array.from({ length: 60_000 }, (_, n) => `${n},"note ${n}, with ""quotes""\r\nand a second line é",end`)
    const bytes = new TextEncoder().encode(`id,note,last\r\n${lines.join('\r\n')}\r\n`)
    const slices = [...csvSlices(bytes, guessFormat(bytes))]
    const rows = slices.flatMap((slice) => slice.rows)
    expect(slices.length).toBeGreaterThan(3)
    expect(rows.length).toBe(60_001)
    expect(rows.at(-1)).toEqual({ line: 2 + 59_999 * 2, cells: ['59999', 'note 59999, with "quotes"\nand a second line é', 'end'] })
  })

  it('returns any table of cells as it was written', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll(/\r\n?/g, '\n'))
    const tables = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(tables, fc.constantFrom(...delimiters), fc.constantFrom('\n', '\r\n'), (cells, delimiter, end) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""').replaceAll('\n', end)}"`
        const text = cells.map((row) => row.map(quote).join(delimiter)).join(end)
        const read = rowsOf(new TextEncoder().encode(text), { encoding: 'utf-8', delimiter })
        expect(read.rows.map((row) => row.cells)).toEqual(cells.filter((row) => row.some((one) => one !== '')))
        expect(read.damage).toEqual([])
      })
    )
  })

  it('shows a preview without reading the rest', () => {
    const preview = previewCsv(new TextEncoder().encode(' A ,B\n1,2\n3,4\n5,6'), { encoding: 'utf-8', delimiter: ',' }, 2)
    expect(preview.header).toEqual(['A', 'B'])
    expect(preview.rows.map((row) => row.line)).toEqual([2, 3])
  })

  it('names a quotation mark that is never closed and goes on with the next line', () => {
    const { rows, damage } = rowsOf(new TextEncoder().encode('a,b\n1,x\n2,"never closed\n3,y\n4,z\n'))
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', 'x'] },
      { line: 4, cells: ['3', 'y'] },
      { line: 5, cells: ['4', 'z'] }
    ])
    expect(damage).toEqual([{ line: 3, problem: 'quote-not-closed' }])
  })

  it('finds its way again when the mark stands far before the end of a big file', () => {
    const lines = Array.from({ length: 400_000 }, (_, n) => `${n},some words of row ${n}`)
    lines[3] = '3,"never closed'
    const { rows, damage } = rowsOf(new TextEncoder().encode(['n,words', ...lines].join('\n')))
    expect(rows).toHaveLength(400_000)
    expect(rows.at(-1)).toEqual({ line: 400_001, cells: ['399999', 'some words of row 399999'] })
    expect(damage).toEqual([{ line: 5, problem: 'quote-not-closed' }])
  })

  it('keeps a cell of a megabyte whole', () => {
    const long = 'x\n'.repeat(600_000)
    const { rows, damage } = rowsOf(new TextEncoder().encode(`a,b\n1,"${long}"\n2,y\n`))
    expect(rows.map((row) => row.cells[1]?.length)).toEqual([1, 1_200_000, 1])
    expect(rows[2]?.line).toBe(600_003)
    expect(damage).toEqual([])
  })

  it('takes the line that tells spreadsheets the delimiter for what it is', () => {
    const bytes = new TextEncoder().encode('sep=;\r\na,b;c\r\n1,5;2\r\n')
    expect(guessFormat(bytes).delimiter).toBe(';')
    expect(previewCsv(bytes, guessFormat(bytes), 5)).toMatchObject({ header: ['a,b', 'c'], rows: [{ line: 3, cells: ['1,5', '2'] }] })
  })
})
