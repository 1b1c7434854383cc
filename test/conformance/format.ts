// The file format of conformance cases (facts about business time and billing, found in other systems' tests): what a file and a case are made of.
// A file is checked before it runs: what is missing or of the wrong type is named by case and field, never guessed.

import { readFileSync } from 'node:fs'
import { InvalidInput } from './reader.ts'

/** One case. `kind` chooses the adapter, `input` and `expect` are the kind's own; `accept` holds other results that count as right. */
export interface ConformanceCase {
  readonly id: string
  readonly kind: string
  readonly title?: string
  readonly input: Fields
  readonly expect: Fields
  readonly accept?: unknown
  readonly tolerance_seconds?: number
}

/** Free-form JSON object. */
export type Fields = { readonly [key: string]: unknown }

/** A file of cases with the calendars that they name. */
export interface ConformanceFile {
  readonly calendars?: { readonly [name: string]: unknown }
  readonly cases: readonly unknown[]
}

/** Fields that a case may have beside those that are computed with: where it comes from, and remarks. */
export const remarkFields = [
  'title',
  'source',
  'origin',
  'portability',
  'note',
  'instantiated',
  'other_systems',
  'accept',
  'tolerance_seconds'
]

/** Reads a file of cases. Throws, naming the file, when it can't be read, is no JSON, or has no cases. */
export function readCases(path: string): ConformanceFile {
  let file: unknown
  try {
    file = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new InvalidInput(`${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!isFields(file) || !Array.isArray(file['cases'])) throw new InvalidInput(`${path}: expected an object with a list "cases"`)
  if (file['cases'].length === 0) throw new InvalidInput(`${path}: expected at least one case in "cases"`)
  if (file['calendars'] !== undefined && !isFields(file['calendars']))
    throw new InvalidInput(`${path}: expected "calendars" to be an object`)
  return file as unknown as ConformanceFile
}

/** A case of a file, checked. Throws what is missing or of the wrong type. */
export function caseOf(value: unknown): ConformanceCase {
  if (!isFields(value)) throw new InvalidInput(`expected a case to be an object, got ${JSON.stringify(value)}`)
  for (const field of ['id', 'kind'] as const) {
    if (typeof value[field] !== 'string' || value[field] === '')
      throw new InvalidInput(`${field}: expected text, got ${said(value[field])}`)
  }
  for (const field of ['input', 'expect'] as const) {
    if (!isFields(value[field])) throw new InvalidInput(`${field}: expected an object, got ${said(value[field])}`)
  }
  if (Object.keys(value['expect'] as Fields).length === 0) throw new InvalidInput('expect: expected at least one field')
  const tolerance = value['tolerance_seconds']
  if (tolerance !== undefined && (typeof tolerance !== 'number' || tolerance < 0)) {
    throw new InvalidInput(`tolerance_seconds: expected a number that is not negative, got ${said(tolerance)}`)
  }
  return value as unknown as ConformanceCase
}

/** A value as a message says it. */
export function said(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}

/** True for a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
