// Rules of contracts.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { priceList } from '../billing/price-list.entity.ts'
import { taxRate } from '../billing/tax-rate.entity.ts'
import { calendar } from '../sla/calendar.entity.ts'
import { slaPolicy } from '../sla/sla-policy.entity.ts'
import type { Contract } from './contract.entity.ts'

/** What a contract refers to. */
export const contractLinks = { slaPolicyId: slaPolicy, priceListId: priceList, calendarId: calendar, taxRateId: taxRate }

/** Refuses a term that ends before it begins. */
export function checkTerm(contract: Contract): Result<never, Refusal> | null {
  const ends = contract.endsOn
  return ends !== null && ends < contract.startsOn
    ? refuse('invalid-input', { field: 'endsOn', expected: `a date on or after ${contract.startsOn}` })
    : null
}
