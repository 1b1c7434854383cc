// Text of a field of a record of any kind; empty where there is none.

import type { AnyDoc } from '#store/contract.ts'

export function fieldText(row: AnyDoc, field: string): string {
  const value = row[field]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Texts of several fields in one line; empty ones are left out. */
export function fieldTexts(row: AnyDoc, ...fields: readonly string[]): string {
  return fields
    .map((field) => fieldText(row, field))
    .filter((text) => text !== '')
    .join(' · ')
}
