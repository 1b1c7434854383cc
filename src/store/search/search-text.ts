// The text of a row that search reads: the entity's `search` fields.

import type { Doc } from '#core/kernel/execute.ts'

/** One searched field as text; arrays are joined. */
export function fieldText(row: Doc, field: string): string {
  const value = row[field]
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.filter((element) => typeof element === 'string').join(' ') : ''
}

/** All searched fields as one text. */
export function rowText(row: Doc, fields: readonly string[]): string {
  return fields.map((field) => fieldText(row, field)).join('\n')
}
