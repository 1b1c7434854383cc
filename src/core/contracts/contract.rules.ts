// Rules of contracts.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import type { Contract } from './contract.entity.ts'

/** Refuses a term that ends before it begins. */
export function checkTerm(contract: Contract): Result<never, Refusal> | null {
  const ends = contract.endsOn
  return ends !== null && ends < contract.startsOn
    ? refuse('invalid-input', { field: 'endsOn', expected: `a date on or after ${contract.startsOn}` })
    : null
}
