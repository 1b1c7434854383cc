// Runs files of conformance cases against the engine. A case without an adapter, or whose input can't be read, has failed: nothing is
// skipped. A field that a kind doesn't know is named; it fails the case only when asked to be strict, else the expected result decides.

import { Refused } from './calendars.ts'
import { compare, type Deviation } from './compare.ts'
import { caseOf, type ConformanceCase, type ConformanceFile, type Fields, isFields, remarkFields, said } from './format.ts'
import type { Kind } from './kinds.ts'
import { moneyKinds } from './money-adapters.ts'
import { poolKinds } from './pool-adapters.ts'
import { Input, InvalidInput, unknownFields } from './reader.ts'
import { slaKinds } from './sla-adapters.ts'
import { timeKinds } from './time-adapters.ts'

/** One failed case: what deviates, or why it could not run. */
export interface FailedCase {
  readonly id: string
  readonly deviations: readonly Deviation[]
  readonly problem: string | null
}

/** Result of a file. `notes` name what was not read. */
export interface ConformanceReport {
  readonly passed: number
  readonly failed: readonly FailedCase[]
  readonly notes: readonly string[]
}

/** How strictly cases are read: strict fails a case with a field that isn't known. */
export interface ConformanceOptions {
  readonly strict?: boolean
}

const kinds = new Map<string, Kind>(Object.entries({ ...slaKinds, ...timeKinds, ...poolKinds, ...moneyKinds }))

/** Runs all cases of a file. */
export function runCases(file: ConformanceFile, { strict = false }: ConformanceOptions = {}): ConformanceReport {
  const failed: FailedCase[] = []
  const notes: string[] = []
  const seen = new Set<string>()
  for (const [index, value] of file.cases.entries()) {
    const unread = unreadOf(value)
    const failure = strict && unread.length > 0 ? failedBecause(idOf(value, index), unread.join('; ')) : runCase(value, index, file)
    if (failure) failed.push(failure)
    if (!strict) notes.push(...unread.map((field) => `${idOf(value, index)}: ${field}, it was not read`))
    const id = idOf(value, index)
    if (seen.has(id)) notes.push(`${id}: more than one case has this id`)
    seen.add(id)
  }
  return { passed: file.cases.length - failed.length, failed, notes }
}

/** One failed case as lines for people. */
export function describeFailure(failure: FailedCase): readonly string[] {
  if (failure.problem !== null) return [`${failure.id}: ${failure.problem}`]
  return failure.deviations.map(({ field, expected, got }) => `${failure.id}: ${field} expected ${said(expected)}, got ${said(got)}`)
}

function runCase(value: unknown, index: number, file: ConformanceFile): FailedCase | null {
  let test: ConformanceCase
  try {
    test = caseOf(value)
  } catch (error) {
    return failedBecause(idOf(value, index), messageOf(error))
  }
  const known = kinds.get(test.kind)
  if (!known) return failedBecause(test.id, `no adapter for kind ${test.kind}`)
  try {
    const deviations = compare(test, answerOf(known, test, file))
    return deviations.length === 0 ? null : { id: test.id, deviations, problem: null }
  } catch (error) {
    return failedBecause(test.id, `expected ${said(test.expect)}, got ${messageOf(error)}`)
  }
}

/** What an adapter answers. Where a case expects an error, a refusal of the engine and input that can't be read are the answer. */
function answerOf(known: Kind, test: ConformanceCase, file: ConformanceFile): Fields {
  try {
    return { error: false, ...known.run(new Input(test.input), file) }
  } catch (error) {
    if (test.expect['error'] !== true || !(error instanceof Refused || error instanceof InvalidInput)) throw error
    const refusal = error instanceof Refused ? error.refusal : { field: error.message.split(':')[0], expected: error.message }
    return { error: true, field: refusal.field, reason: refusal.expected }
  }
}

/** Fields of a case that nobody reads. */
function unreadOf(value: unknown): readonly string[] {
  if (!isFields(value)) return []
  const own = Object.keys(value).filter((field) => !['id', 'kind', 'input', 'expect', ...remarkFields].includes(field))
  const known = typeof value['kind'] === 'string' ? kinds.get(value['kind']) : undefined
  const ofInput = known ? unknownFields(value['input'], known.fields) : []
  return [
    ...own.map((field) => `a case has no field ${JSON.stringify(field)}`),
    ...ofInput.map((field) => `kind ${String(value['kind'])} has no input ${JSON.stringify(field)}`)
  ]
}

function idOf(value: unknown, index: number): string {
  const id = isFields(value) ? value['id'] : undefined
  return typeof id === 'string' && id !== '' ? id : `case ${index + 1}`
}

function failedBecause(id: string, problem: string): FailedCase {
  return { id, deviations: [], problem }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
