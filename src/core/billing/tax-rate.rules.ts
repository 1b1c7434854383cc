// Rules of tax rates, as EN 16931 has them: only the standard and the island categories carry a rate, and where none is charged there is a reason.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import type { TaxRate } from './tax-rate.entity.ts'

const charging: ReadonlySet<TaxRate['category']> = new Set(['S', 'L', 'M'])
const explained: ReadonlySet<TaxRate['category']> = new Set(['E', 'AE', 'K', 'G', 'O'])

/** Refuses a rate that its category can't have, a missing reason, and dates that end before they begin. */
export function checkTaxRate(row: TaxRate): Result<never, Refusal> | null {
  if (!charging.has(row.category) && row.rate !== 0)
    return refuse('invalid-input', { field: 'rate', expected: `0 in the category ${row.category}` })
  if (row.category === 'S' && row.rate === 0)
    return refuse('invalid-input', { field: 'rate', expected: 'more than 0 in the category S; zero rated is Z' })
  if (explained.has(row.category) && row.exemptionReason.trim() === '')
    return refuse('invalid-input', { field: 'exemptionReason', expected: 'the reason why no tax is charged' })
  if (row.validFrom !== null && row.validTo !== null && row.validTo < row.validFrom)
    return refuse('invalid-input', { field: 'validTo', expected: `a date on or after ${row.validFrom}` })
  return null
}
