// Rows of any entity for tests: the fields that matter to the test, and for all others the plainest value that the schema takes, so
// that a new field of an entity doesn't break tests that aren't about it.

import type { z } from 'zod'
import type { Doc } from '#core/kernel/execute.ts'
import { entityNamed } from '#core/registry.ts'

const plainest: readonly unknown[] = [
  null,
  [],
  {},
  false,
  1,
  'x',
  '2026-01-05',
  'EUR',
  'UTC',
  'x@test.example',
  'blue',
  '#000000',
  'text/plain',
  'a'.repeat(64)
]

/** The n-th id of a test; all are valid ids, and in order. */
export function idOf(n: number): string {
  return `01900000-0000-7000-8000-${(n * 0x1_0000).toString(16).padStart(12, '0')}`
}

/** A row of the entity with these fields. */
export function rowOf(entity: string, fields: Partial<Doc> & { readonly id: string }): Doc {
  const { shape } = entityNamed(entity).schema as unknown as z.ZodObject<Record<string, z.ZodType>>
  const others = Object.entries(shape)
    .filter(([field]) => !(field in fields))
    .map(([field, schema]) => [field, plainValue(entity, field, schema)])
  return { ...Object.fromEntries(others), ...fields } as Doc
}

function plainValue(entity: string, field: string, schema: z.ZodType): unknown {
  const { values } = schema as { values?: ReadonlySet<unknown> }
  const candidates = [...plainest, idOf(1), ...(values ?? [])]
  const found = candidates.find((candidate) => schema.safeParse(candidate).success)
  if (found === undefined) throw new Error(`no plain value is known for ${entity}.${field}`)
  return found
}
