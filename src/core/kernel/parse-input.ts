// The input of a command, as it comes from a device, a journal or a stranger. Invariant: whatever it is, what was wrong is named by field and
// expectation in few words that every database holds, and nothing goes on that no row could keep.

import type { z } from 'zod'
import { isCanonical, uncanonicalPlace } from './canonical.ts'
import type { Base, CommandDefinition, CommandEnvelope } from './command.ts'
import { type Refusal, refuse } from './refusal.ts'
import { ok, type Result } from './result.ts'

/** The input of a command that came from outside, as its schema takes it; a refusal names the field and what was expected there. */
export function parseInput(definition: CommandDefinition, envelope: CommandEnvelope): Result<unknown, Refusal> {
  if (envelope.version > definition.version)
    return refuse('unsupported-version', { field: 'version', expected: `at most ${definition.version}` })
  if (envelope.version < definition.version && !definition.upgrade)
    return refuse('unsupported-version', { field: 'version', expected: String(definition.version) })
  const raw = envelope.version < definition.version ? definition.upgrade?.(envelope.input, envelope.version) : envelope.input
  const parsed = definition.input.safeParse(raw)
  if (parsed.success) return storable(parsed.data, envelope.base) ?? ok(parsed.data)
  const issue = parsed.error.issues[0]
  if (issue?.code === 'unrecognized_keys' && issue.path[0] === 'fields')
    return refuse('field-not-editable', { field: brief([...issue.path, issue.keys[0] ?? ''].join('.')) })
  return refuse('invalid-input', { field: brief(issue?.path.join('.') ?? ''), expected: brief(issue ? expectation(issue) : 'valid input') })
}

/** Fields of free form and old values come past every schema of a row: what no row can hold is refused before a row is made of it. */
function storable(input: unknown, base: Base): Result<never, Refusal> | null {
  if (isCanonical(input) && isCanonical(base)) return null
  const field = uncanonicalPlace(input) ?? `base.${uncanonicalPlace(base) ?? ''}`
  return refuse('invalid-input', { field: brief(field), expected: 'well-formed text without NUL, numbers without exponent' })
}

const counted: Readonly<Record<string, string>> = { string: ' characters', array: ' entries', set: ' entries' }

/** A limit as people say it; every other issue says itself. */
function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') return `at most ${issue.maximum.toLocaleString('en')}${counted[issue.origin] ?? ''}`
  if (issue.code === 'too_small' && issue.message.startsWith('Too small'))
    return `at least ${issue.minimum.toLocaleString('en')}${counted[issue.origin] ?? ''}`
  return issue.message
}

/** Names that a stranger chose stand in refusals, which are kept: cut short, and as text that every database holds. */
function brief(words: string): string {
  return words.slice(0, 500).replaceAll('\u0000', '').toWellFormed()
}
