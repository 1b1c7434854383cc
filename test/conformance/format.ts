// The file format of conformance cases (facts about business time and billing, found in other systems' tests): reading and comparing.
// A case passes when every field that it expects comes out as expected; what else comes out doesn't matter.

/** One case. `kind` chooses the adapter, `input` and `expect` are the kind's own. */
export interface ConformanceCase {
  readonly id: string
  readonly kind: string
  readonly title?: string
  readonly input: Fields
  readonly expect: Fields
  readonly tolerance_seconds?: number
}

/** Free-form JSON object. */
export type Fields = { readonly [key: string]: unknown }

/** A file of cases with the calendars that they name. */
export interface ConformanceFile {
  readonly calendars?: { readonly [name: string]: unknown }
  readonly cases: readonly ConformanceCase[]
}

/** Computes what a case's kind asks for; may throw what it finds wrong with the input. */
export type Adapter = (input: Fields, file: ConformanceFile) => Fields

/** One field that came out otherwise than expected. */
export interface Deviation {
  readonly field: string
  readonly expected: unknown
  readonly got: unknown
}

/** Fields of a case that deviate; instants may differ by the case's tolerance. */
export function compare(test: ConformanceCase, got: Fields): readonly Deviation[] {
  const toleranceMs = (test.tolerance_seconds ?? 0) * 1000
  return Object.entries(test.expect)
    .filter(([field, expected]) => !isSame(expected, got[field], toleranceMs))
    .map(([field, expected]) => ({ field, expected, got: got[field] }))
}

/** An object field of a case. */
export function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`expected an object, got ${JSON.stringify(value)}`)
  return value as Fields
}

/** A list field of a case; absent is empty. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new Error(`expected a list, got ${JSON.stringify(value)}`)
  return value
}

/** A number field of a case, with a default where it may be absent. */
export function numberOf(value: unknown, absent?: number): number {
  if ((value === undefined || value === null) && absent !== undefined) return absent
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`expected a number, got ${JSON.stringify(value)}`)
  return value
}

/** A text field of a case. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`expected text, got ${JSON.stringify(value)}`)
  return value
}

/** An instant of a case, UTC milliseconds. */
export function instantOf(value: unknown): number {
  const at = Date.parse(textOf(value))
  if (Number.isNaN(at)) throw new Error(`expected an instant, got ${JSON.stringify(value)}`)
  return at
}

/** An instant as cases write it. */
export function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

function isSame(expected: unknown, got: unknown, toleranceMs: number): boolean {
  if (typeof expected === 'string' && typeof got === 'string' && isInstant(expected) && isInstant(got)) {
    return Math.abs(Date.parse(expected) - Date.parse(got)) <= toleranceMs
  }
  if (Array.isArray(expected)) {
    return Array.isArray(got) && got.length === expected.length && expected.every((each, index) => isSame(each, got[index], toleranceMs))
  }
  if (typeof expected === 'object' && expected !== null) {
    const fields = typeof got === 'object' && got !== null ? (got as Fields) : {}
    return Object.entries(expected).every(([key, each]) => isSame(each, fields[key], toleranceMs))
  }
  return expected === got
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)
}
