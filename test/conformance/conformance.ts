// Runs a file of conformance cases against the engine. A case without an adapter, or whose adapter throws, has failed:
// nothing is skipped.

import { readFileSync } from 'node:fs'
import { billingAdapters } from './billing-adapters.ts'
import { compare, type ConformanceCase, type ConformanceFile, type Deviation } from './format.ts'
import { slaAdapters } from './sla-adapters.ts'

/** One failed case: what deviates, or why it could not run. */
export interface FailedCase {
  readonly id: string
  readonly kind: string
  readonly deviations: readonly Deviation[]
  readonly problem: string | null
}

/** Result of a file. */
export interface ConformanceReport {
  readonly passed: number
  readonly failed: readonly FailedCase[]
}

/** Reads a file of cases. Throws when it is no JSON or has no cases. */
export function readCases(path: string): ConformanceFile {
  const file: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (typeof file !== 'object' || file === null || !('cases' in file) || !Array.isArray(file.cases)) {
    throw new Error(`${path} has no list of cases`)
  }
  return file as ConformanceFile
}

/** Runs all cases of a file. */
export function runCases(file: ConformanceFile): ConformanceReport {
  const failed = file.cases.map((test) => runCase(test, file)).filter((result) => result !== null)
  return { passed: file.cases.length - failed.length, failed }
}

/** One failed case as lines for people. */
export function describeFailure(failure: FailedCase): readonly string[] {
  if (failure.problem !== null) return [`${failure.id}: ${failure.problem}`]
  return failure.deviations.map(
    ({ field, expected, got }) => `${failure.id}: ${field} expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`
  )
}

function runCase(test: ConformanceCase, file: ConformanceFile): FailedCase | null {
  const failure = { id: test.id, kind: test.kind, deviations: [], problem: null }
  const adapter = Object.hasOwn(slaAdapters, test.kind) ? slaAdapters[test.kind] : billingAdapters[test.kind]
  if (!adapter) return { ...failure, problem: `no adapter for kind ${test.kind}` }
  try {
    const deviations = compare(test, adapter(test.input, file))
    return deviations.length === 0 ? null : { ...failure, deviations }
  } catch (error) {
    return { ...failure, problem: `expected ${JSON.stringify(test.expect)}, got ${error instanceof Error ? error.message : String(error)}` }
  }
}
