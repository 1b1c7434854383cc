// Rules of custom field definitions.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import type { CustomField } from './custom-field.entity.ts'

/** Refuses a choice without options. */
export function checkOptions(row: CustomField): Result<never, Refusal> | null {
  return row.kind === 'choice' && row.options.length === 0
    ? refuse('invalid-input', { field: 'options', expected: 'at least one option' })
    : null
}
