// Everything that a profile holds as open files in one archive: per entity one JSON file (the records as they are) and one CSV file (a line
// per record, for spreadsheets), with pending changes on top, as the person sees them.

import type { z } from 'zod'
import { type CsvCell, csvLine } from '#core/documents/csv-cells.ts'
import type { EntityDefinition } from '#core/kernel/entity.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Replica } from '#store/replica.ts'
import type { CopyPart } from './backup.ts'
import { writeZip, type ZipFile } from './zip.ts'

const encoder = new TextEncoder()

const readme = `Everything that this device holds of your organisation, within what you may see.

json/<kind>.json  one array of records per kind, each field as it is kept; times are milliseconds since 1970 (UTC)
csv/<kind>.csv    the same records as a table (UTF-8, comma, CRLF); lists and groups of fields are JSON inside their cell;
                  a text that a spreadsheet would take for a formula begins with an apostrophe

files/<ticket>/<hash>-<name>  the files of tickets that lie on this device; json/attachment.json names all of them, with their hash

Records refer to each other by id.
`

/** Writes the archive part by part. */
export async function* writeOpenFiles(
  replica: Pick<Replica, 'everyRow' | 'rowParts'>,
  entities: readonly EntityDefinition[],
  contents: AsyncIterable<ZipFile>
): AsyncIterable<CopyPart> {
  const progress = { done: 0, leftOut: 0, total: entities.reduce((sum, { name }) => sum + 2 * replica.rowParts(name), 0) }
  const rowsOf = async function* (entity: string): AsyncIterable<readonly Doc[]> {
    let left = replica.rowParts(entity)
    for await (const rows of replica.everyRow(entity)) {
      yield rows
      if (left-- > 0) progress.done++
    }
    progress.done += Math.max(0, left)
  }
  for await (const bytes of writeZip(filesOf(entities, rowsOf, contents))) yield { bytes, ...progress }
}

async function* filesOf(
  entities: readonly EntityDefinition[],
  rowsOf: (entity: string) => AsyncIterable<readonly Doc[]>,
  contents: AsyncIterable<ZipFile>
): AsyncIterable<ZipFile> {
  yield { name: 'README.txt', chunks: once(readme) }
  for (const entity of entities) {
    yield { name: `json/${entity.name}.json`, chunks: jsonOf(rowsOf(entity.name)) }
    yield { name: `csv/${entity.name}.csv`, chunks: csvOf(columnsOf(entity), rowsOf(entity.name)) }
  }
  yield* contents
}

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield encoder.encode(text)
}

async function* jsonOf(pages: AsyncIterable<readonly Doc[]>): AsyncIterable<Uint8Array> {
  let isFirst = true
  for await (const rows of pages) {
    if (rows.length === 0) continue
    yield encoder.encode(`${isFirst ? '[\n' : ',\n'}${rows.map((row) => JSON.stringify(row)).join(',\n')}`)
    isFirst = false
  }
  yield encoder.encode(isFirst ? '[]\n' : '\n]\n')
}

function columnsOf(entity: EntityDefinition): readonly string[] {
  return Object.keys((entity.schema as unknown as z.ZodObject).shape)
}

/** Begins with the mark by which spreadsheets know UTF-8. */
async function* csvOf(columns: readonly string[], pages: AsyncIterable<readonly Doc[]>): AsyncIterable<Uint8Array> {
  yield encoder.encode(`\uFEFF${csvLine(columns)}`)
  for await (const rows of pages)
    if (rows.length > 0) yield encoder.encode(rows.map((row) => csvLine(columns.map((column) => cellOf(row[column])))).join(''))
}

function cellOf(value: unknown): CsvCell {
  if (value === undefined || value === null || typeof value === 'number' || typeof value === 'boolean') return value ?? null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
