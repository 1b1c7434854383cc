// Compares what a case expects with what came out. What else comes out doesn't matter; what is expected must be there.
// A result that the case accepts instead (`accept`) counts as right; instants may differ by the case's tolerance.

import { type ConformanceCase, type Fields, isFields } from './format.ts'
import { InvalidInput } from './reader.ts'

/** One field that came out otherwise than expected. */
export interface Deviation {
  readonly field: string
  readonly expected: unknown
  readonly got: unknown
}

/** Fields of a case that deviate; none when it came out as expected, or as accepted. */
export function compare(test: ConformanceCase, got: Fields): readonly Deviation[] {
  const toleranceMs = (test.tolerance_seconds ?? 0) * 1000
  const deviations = deviationsOf(test.expect, got, toleranceMs)
  return deviations.length > 0 && accepted(test).some((other) => deviationsOf(other, got, toleranceMs).length === 0) ? [] : deviations
}

function deviationsOf(expect: Fields, got: Fields, toleranceMs: number): readonly Deviation[] {
  return Object.entries(expect)
    .filter(([field, expected]) => !isSame(expected, got[field], toleranceMs))
    .map(([field, expected]) => ({ field, expected, got: got[field] }))
}

/** Other results that count: fields that replace those expected, or bare values where one field is expected. */
function accepted(test: ConformanceCase): readonly Fields[] {
  const { accept } = test
  if (accept === undefined || accept === null) return []
  const [only, ...more] = Object.keys(test.expect)
  return (Array.isArray(accept) ? accept : [accept]).map((other: unknown) => {
    if (isFields(other)) return { ...test.expect, ...other }
    if (only === undefined || more.length > 0) throw new InvalidInput('accept: expected objects, because several fields are expected')
    return { [only]: other }
  })
}

function isSame(expected: unknown, got: unknown, toleranceMs: number): boolean {
  if (typeof expected === 'string' && typeof got === 'string' && isInstant(expected) && isInstant(got)) {
    return Math.abs(Date.parse(expected) - Date.parse(got)) <= toleranceMs
  }
  if (typeof expected === 'number' && typeof got === 'number') return isSameNumber(expected, got)
  if (Array.isArray(expected)) {
    return Array.isArray(got) && got.length === expected.length && expected.every((each, index) => isSame(each, got[index], toleranceMs))
  }
  if (isFields(expected)) {
    return isFields(got) && Object.entries(expected).every(([key, each]) => isSame(each, got[key], toleranceMs))
  }
  return expected === got
}

/** Whole numbers must be met exactly; a number with decimals to the last of its decimals. */
function isSameNumber(expected: number, got: number): boolean {
  const decimals = /\.(\d+)$/.exec(String(expected))?.[1]?.length ?? 0
  return Math.abs(expected - got) <= (decimals === 0 ? 1e-9 : 0.5 * 10 ** -decimals + 1e-9)
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)
}
