// How the fee of a subscription is used up by the work that it covers.

import { describe, expect, it } from 'vitest'
import { feeBurns } from '#core/charges/fee-burn.ts'
import { startOfTerm } from '#core/contracts/contract-term.ts'
import { idOf } from '#test/unit/core/support/world.ts'
import { billable, bookOf, contractOf, entryOf, factsOf } from './desk.ts'

const at = (day: number): number => Date.parse(`2026-11-${String(day).padStart(2, '0')}T10:00:00Z`)
const covered = { ...billable, type: 'covered' as const, contractId: idOf('contract') }
const entries = [entryOf('a', at(3), 60), entryOf('b', at(17), 120), entryOf('last', Date.parse('2026-10-30T10:00:00Z'), 600)]

describe('the fee of a period that runs', () => {
  it('is used up by what the covered work would have cost, day by day', () => {
    const facts = factsOf({ contracts: [contractOf({ feeMinor: 50_000 })], entries, judge: () => covered })
    expect(feeBurns(bookOf(), facts, '2026-11-20')).toMatchObject([
      {
        isFee: true,
        unpriced: 0,
        balance: { contractId: idOf('contract'), unit: 'minor', total: 50_000, used: 28_800, left: 21_200, expiresOn: '2026-11-30' },
        draws: [
          { date: '2026-11-03', amount: 9600 },
          { date: '2026-11-17', amount: 19_200 }
        ]
      }
    ])
    expect(feeBurns(bookOf(), facts, '2026-11-10')[0]?.balance).toMatchObject({ used: 9600 })
  })

  it('may be worth less than the work, counts per user, and leaves out what is billed or under no fee', () => {
    const row = contractOf({ model: 'per-user', feeMinor: 1000, units: 10 })
    const facts = factsOf({ contracts: [row], entries, judge: (ticket, entry) => (entry.startedAt < at(10) ? billable : covered) })
    expect(feeBurns(bookOf(), facts, '2026-11-20')[0]?.balance).toMatchObject({ total: 10_000, used: 19_200, left: -9200 })
    expect(feeBurns(bookOf(), { ...facts, contracts: [contractOf({ feeMinor: 0 })] }, '2026-11-20')).toEqual([])
    expect(feeBurns(bookOf(), { ...facts, contracts: [contractOf({ endsOn: '2026-11-01' })] }, '2026-11-20')).toEqual([])
  })
})

it('a term begins with the contract, or after its last renewal', () => {
  const row = contractOf({ startsOn: '2024-03-01', endsOn: '2025-02-28', renewal: 'automatic', renewalMonths: 12 })
  expect(startOfTerm(row, '2024-06-01')).toBe('2024-03-01')
  expect(startOfTerm(row, '2025-03-01')).toBe('2025-03-01')
  expect(startOfTerm(row, '2026-11-20')).toBe('2026-03-01')
  expect(startOfTerm({ ...row, renewal: 'none' }, '2026-11-20')).toBe('2024-03-01')
})
