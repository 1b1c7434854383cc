// Numbers that people read out: `#1234`, `1234`, a provisional `K7-12`, or the number of another system. They find their ticket first.

import type { Doc } from '#core/kernel/execute.ts'

const looksLikeNumber = /^#?[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u

/** Rows whose number is exactly what was typed. */
export function rowsWithNumber(rows: Iterable<Doc>, words: string): Doc[] {
  const typed = words.trim().toLowerCase()
  if (!looksLikeNumber.test(typed) || !/\d/.test(typed)) return []
  const label = typed.startsWith('#') ? typed.slice(1) : typed
  const number = /^\d{1,15}$/.test(label) ? Number(label) : null
  const found: Doc[] = []
  for (const row of rows) {
    if (number !== null && row['number'] === number) found.push(row)
    else if (isLabel(row['provisionalNumber'], label) || isLabel(row['externalNumber'], label)) found.push(row)
  }
  return found
}

function isLabel(value: unknown, label: string): boolean {
  return typeof value === 'string' && value.length === label.length && value.toLowerCase() === label
}
