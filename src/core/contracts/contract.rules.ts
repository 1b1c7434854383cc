// Rules of contracts.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { priceList } from '../billing/price-list.entity.ts'
import { taxRate } from '../billing/tax-rate.entity.ts'
import { checkClauses } from '../coverage/clause-rank.ts'
import { calendar } from '../sla/calendar.entity.ts'
import { slaPolicy } from '../sla/sla-policy.entity.ts'
import type { Contract } from './contract.entity.ts'

/** What a contract refers to. */
export const contractLinks = { slaPolicyId: slaPolicy, priceListId: priceList, calendarId: calendar, taxRateId: taxRate }

/** Refuses what can't be judged or billed by: a term that ends before it begins, tiers or steps out of order, clauses of equal rank. */
export function checkContract(contract: Contract): Result<never, Refusal> | null {
  return checkTerm(contract) ?? checkTiers(contract) ?? checkUnitSteps(contract) ?? checkClauses(contract.clauses)
}

function checkTerm({ startsOn, endsOn }: Contract): Result<never, Refusal> | null {
  return endsOn !== null && endsOn < startsOn
    ? refuse('invalid-input', { field: 'endsOn', expected: `a date on or after ${startsOn}` })
    : null
}

function checkTiers({ tiers }: Contract): Result<never, Refusal> | null {
  for (const [index, { upTo }] of tiers.entries()) {
    const before = index === 0 ? 0 : tiers[index - 1]?.upTo
    const isLast = index === tiers.length - 1
    if (before === null || before === undefined || (upTo !== null && upTo <= before) || (upTo === null && !isLast))
      return refuse('invalid-input', { field: `tiers.${index}.upTo`, expected: 'tiers that ascend, only the last without end' })
  }
  return null
}

function checkUnitSteps({ unitSteps }: Contract): Result<never, Refusal> | null {
  for (const [index, { from }] of (unitSteps ?? []).entries()) {
    const before = unitSteps?.[index - 1]?.from
    if (before !== undefined && from <= before)
      return refuse('invalid-input', { field: `unitSteps.${index}.from`, expected: `a date after ${before}` })
  }
  return null
}
