// Rules of prepaid blocks: a block holds hours or money, never both, and doesn't expire before it begins.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import type { PrepaidBlockRow } from './prepaid-block.entity.ts'

/** Refuses a block without content, with content of the other kind, or with dates in the wrong order. */
export function checkBlock(row: PrepaidBlockRow): Result<never, Refusal> | null {
  const [held, other] = row.kind === 'hours' ? (['minutes', 'amountMinor'] as const) : (['amountMinor', 'minutes'] as const)
  if (row[held] === null) return refuse('invalid-input', { field: held, expected: `how much a block of ${row.kind} holds` })
  if (row[other] !== null) return refuse('invalid-input', { field: other, expected: `nothing: a block of ${row.kind} has none` })
  if (row.expiresOn !== null && row.expiresOn < (row.validFrom ?? row.expiresOn))
    return refuse('invalid-input', { field: 'expiresOn', expected: `a date on or after ${row.validFrom}` })
  return null
}
