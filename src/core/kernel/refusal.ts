// Why a command was not carried out: a closed list, so that a new reason doesn't compile without words for the user.

import type { Json } from './canonical.ts'

/** Every reason for which a command can be refused. Words for each stand in core/words. */
export const refusalTypes = [
  'invalid-input',
  'unknown-command',
  'unsupported-version',
  'forbidden',
  'out-of-scope',
  'missing-row',
  'already-exists',
  'archived',
  'wrong-status',
  'wrong-state',
  'wrong-client',
  'field-not-editable',
  'unknown-custom-field',
  'custom-value-invalid',
  'last-administrator',
  'email-taken',
  'cause-refused',
  'poisonous'
] as const

/** One reason. */
export type RefusalType = (typeof refusalTypes)[number]

/** A refusal: its reason, the field it concerns (if one) and values that the sentence for the user names. */
export interface Refusal {
  readonly type: RefusalType
  /** Path of the input field at fault, such as `fields.subject`. */
  readonly field?: string
  /** What was expected, in the field's own terms. */
  readonly expected?: string
  /** Values that the words may name. */
  readonly values?: Readonly<Record<string, Json>>
}

/** Builds a refusal as a failed Result. */
export function refuse(type: RefusalType, details: Omit<Refusal, 'type'> = {}): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: { type, ...details } }
}
