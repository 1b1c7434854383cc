// Custom fields: values by definition id, each checked against its definition when it changes. Values of archived definitions stay,
// and may be emptied, but take nothing new.

import { z } from 'zod'
import type { Reader } from '../kernel/command.ts'
import { isEqual } from '../kernel/merge.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { type CustomField, customField } from '../organisation/custom-field.entity.ts'
import type { Fields } from './fields.ts'

/** Loads the definitions for a kind of record, when the written fields hold custom values at all. */
export async function loadCustomFields(entity: string, fields: Fields, reader: Reader): Promise<readonly CustomField[]> {
  return fields['custom'] === undefined ? [] : reader.list(customField, 'entity', entity)
}

/** Refuses a changed custom value whose definition is missing or archived, or which doesn't fit its kind. */
export function checkCustom(definitions: readonly CustomField[], before: unknown, after: unknown): Result<never, Refusal> | null {
  const old = asValues(before)
  for (const [key, value] of Object.entries(asValues(after))) {
    if (value === null || isEqual(old[key], value)) continue
    const definition = definitions.find((candidate) => candidate.id === key)
    if (!definition || definition.archivedAt !== null) return refuse('unknown-custom-field', { field: `fields.custom.${key}` })
    const expected = expectedOf(definition, value)
    if (expected !== null)
      return refuse('custom-value-invalid', { field: `fields.custom.${key}`, expected, values: { label: definition.label } })
  }
  return null
}

/** What the definition expects when the value doesn't fit; null when it fits. */
function expectedOf(definition: CustomField, value: unknown): string | null {
  const { fits, expected } = kinds[definition.kind]
  return fits(value, definition) ? null : expected(definition)
}

interface Kind {
  fits(value: unknown, definition: CustomField): boolean
  expected(definition: CustomField): string
}

const kinds: Readonly<Record<CustomField['kind'], Kind>> = {
  text: { fits: (value) => typeof value === 'string', expected: () => 'text' },
  number: { fits: (value) => typeof value === 'number', expected: () => 'a number' },
  boolean: { fits: (value) => typeof value === 'boolean', expected: () => 'yes or no' },
  date: { fits: (value) => z.iso.date().safeParse(value).success, expected: () => 'a date such as 2026-03-31' },
  choice: {
    fits: (value, definition) => typeof value === 'string' && definition.options.includes(value),
    expected: (definition) => `one of: ${definition.options.join(', ')}`
  }
}

function asValues(value: unknown): Fields {
  return value !== null && typeof value === 'object' ? (value as Fields) : {}
}
