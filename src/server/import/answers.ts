// The import's answers from options and file. What an option doesn't say and the file doesn't prove is asked for by the option's name:
// nothing that would shift a history is guessed silently.

import { type Analysis, analyseFile } from '#core/imports/analyse.ts'
import { type CsvFormat, guessFormat, previewCsv } from '#core/imports/csv.ts'
import type { Directory } from '#core/imports/directory.ts'
import { foreignFile } from '#core/imports/foreign.ts'
import { guessMapping, guessTarget, type Mapping, unmappedRequired } from '#core/imports/mapping.ts'
import type { ClientAnswer, ImportAnswers } from '#core/imports/plan.ts'
import { fieldsOf, type ImportTarget, importTargets } from '#core/imports/targets.ts'
import { foreignFileWords, importFieldWords } from '#core/words/rooms-import.ts'
import type { ImportOptions } from './options.ts'

/** Something that the command line must say; the message names the option. */
export class OptionError extends Error {}

/** A file as it was understood. */
export interface ReadFile {
  readonly bytes: Uint8Array
  readonly format: CsvFormat
  readonly header: readonly string[]
  readonly target: ImportTarget
  readonly mapping: Mapping
  readonly analysis: Analysis
}

/** Reads the file once. @throws OptionError */
export function readFileOnce(bytes: Uint8Array, options: ImportOptions): ReadFile {
  const foreign = foreignFile(bytes)
  if (foreign !== null) throw new OptionError(`FILE: expected a CSV file, got ${foreignFileWords[foreign]}`)
  const format = guessFormat(bytes)
  const { header } = previewCsv(bytes, format, 1)
  const target = options.target ?? clearTarget(header, options.file)
  const mapping = mappingOf(target, header, options)
  const missing = unmappedRequired(target, mapping)
  if (missing.length > 0) {
    const fields = missing.map((field) => `${field.key} (${importFieldWords[field.key] ?? field.key})`).join(', ')
    throw new OptionError(`--map: expected a column for ${fields}; the file has: ${header.join(', ')}`)
  }
  const reading = analyseFile(bytes, format, target, mapping)
  let step = reading.next()
  while (!step.done) step = reading.next()
  return { bytes, format, header, target, mapping, analysis: step.value }
}

function clearTarget(header: readonly string[], fileName: string): ImportTarget {
  const { target, sure } = guessTarget(header, fileName)
  if (sure) return target
  throw new OptionError(`--target: expected one of ${importTargets.join(', ')}, because the columns don't tell: ${header.join(', ')}`)
}

/** Everything the plan needs. @throws OptionError */
export function answersOf(file: ReadFile, options: ImportOptions, directory: Directory, currency: string): ImportAnswers {
  const { dateOrder, needsZone } = file.analysis
  const order = options.dates ?? (dateOrder.sure ? dateOrder.order : null)
  if (order === null && dateOrder.example !== null)
    throw new OptionError(`--dates: expected day-first or month-first, because the file doesn't prove it (such as ${dateOrder.example})`)
  if (needsZone && options.zone === null)
    throw new OptionError('--zone: expected a time zone such as Europe/Berlin, because the file writes times without one')
  return {
    target: file.target,
    mapping: file.mapping,
    order: order ?? 'year-first',
    zone: options.zone ?? 'UTC',
    source: options.source ?? (file.target === 'incident-log' ? 'servicenow' : 'file'),
    client: clientAnswer(file, options, directory),
    currency,
    minorDigits: new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  }
}

function mappingOf(target: ImportTarget, header: readonly string[], options: ImportOptions): Mapping {
  const fields = fieldsOf(target)
  const wanted = { ...options.map, ...(options.clientColumn === null ? {} : { [options.clientColumn]: 'client' }) }
  for (const [column, key] of Object.entries(wanted)) {
    const option = column === options.clientColumn ? '--client-column' : '--map'
    if (!header.includes(column))
      throw new OptionError(`${option}: expected a column of the file, got ${column}; it has: ${header.join(', ')}`)
    if (key !== '' && !fields.some((field) => field.key === key))
      throw new OptionError(`--map: expected one of ${fields.map((field) => field.key).join(', ')}, got ${key}`)
  }
  return guessMapping(target, header, wanted)
}

function clientAnswer({ target, mapping }: ReadFile, options: ImportOptions, directory: Directory): ClientAnswer {
  if (options.client !== null) {
    const clientId = directory.client(options.client)
    if (clientId === null) throw new OptionError(`--client: expected the name or code of one client, got ${options.client}`)
    return { type: 'one', clientId }
  }
  if (target === 'client' || 'client' in mapping) return { type: 'column', choices: {}, unknown: options.unknownClients }
  throw new OptionError('--client: expected the name or code of a client, because no column names one (or say which: --client-column)')
}
