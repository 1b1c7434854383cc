// The first reading of a file, before anything is asked: how many rows, which clients it names, what its dates say about their order,
// and the last line of each incident of a log. Yields as it goes, so that a window stays alive and shows how far it is.

import { cellBeyond, type CsvDamage, type CsvFormat, csvSlices } from './csv.ts'
import { type DateOrderGuess, guessDateOrder, readWallTime } from './dates.ts'
import type { Mapping } from './mapping.ts'
import { fieldsOf, type ImportTarget } from './targets.ts'
import { isMissing } from './values.ts'

/** What the file is like. */
export interface Analysis {
  readonly rows: number
  readonly damage: readonly CsvDamage[]
  /** Names in the client's column with how many rows have each, most first. */
  readonly clientNames: readonly { readonly name: string; readonly count: number }[]
  readonly dateOrder: DateOrderGuess
  /** Some time stands in the file without its zone. */
  readonly needsZone: boolean
  /** Incident logs: number → line of its last row. Empty for other targets. */
  readonly lastLines: ReadonlyMap<string, number>
}

/** Reads the whole file once. Yields bytes read; returns the analysis. */
export function* analyseFile(bytes: Uint8Array, format: CsvFormat, target: ImportTarget, mapping: Mapping): Generator<number, Analysis> {
  const fields = fieldsOf(target)
  const dates = fields
    .filter((field) => field.kind === 'instant' || field.kind === 'date' || field.key.endsWith('_at'))
    .flatMap((field) => mapping[field.key] ?? [])
  const clients = new Map<string, number>()
  const samples = new Set<string>()
  const lastLines = new Map<string, number>()
  const damage: CsvDamage[] = []
  let rows = -1
  let width = 0
  for (const slice of csvSlices(bytes, format)) {
    for (const row of slice.rows) {
      rows += 1
      if (rows === 0) {
        width = row.cells.length
        continue
      }
      for (const column of dates) addSample(samples, row.cells[column])
      const client = row.cells[mapping['client'] ?? -1]?.trim() ?? ''
      if (!isMissing(client)) clients.set(client, (clients.get(client) ?? 0) + 1)
      if (target === 'incident-log' && cellBeyond(row, width) === null)
        lastLines.set(row.cells[mapping['number'] ?? -1]?.trim() ?? '', row.line)
    }
    damage.push(...slice.damage)
    yield slice.bytesRead
  }
  return {
    rows: Math.max(0, rows),
    damage,
    clientNames: [...clients].map(([name, count]) => ({ name, count })).toSorted((a, b) => b.count - a.count),
    dateOrder: guessDateOrder(samples),
    needsZone: [...samples].some((sample) => hasNoZone(sample)),
    lastLines
  }
}

/** Different days prove the order; a few thousand of them are plenty. */
const mostSamples = 5000

function addSample(samples: Set<string>, cell: string | undefined): void {
  if (samples.size < mostSamples && cell !== undefined && !isMissing(cell)) samples.add(cell.trim())
}

function hasNoZone(sample: string): boolean {
  const wall = readWallTime(sample, 'day-first')
  const read = typeof wall === 'string' ? readWallTime(sample, 'month-first') : wall
  return typeof read !== 'string' && read.hasTime && read.offsetMinutes === null
}
