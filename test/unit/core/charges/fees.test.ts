// Fees by the day, by units, by steps and by the year; and the days on which a contract wants to be thought of.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { clientCharges } from '#core/charges/client-charges.ts'
import { type DateRange, feePeriods } from '#core/charges/fee-periods.ts'
import { type Fee, feeOf, feeTermOf } from '#core/charges/fees.ts'
import { endOfTerm, lastDay, noticeBy, termDates } from '#core/contracts/contract-term.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { addDays, addMonths, daysInclusive } from '#core/sla/calendar-date.ts'
import { bookOf, contractOf, factsOf } from './desk.ts'

const feesIn = (row: Contract, range: DateRange, counted = 10): readonly Fee[] =>
  feePeriods(feeTermOf(row, lastDay(row)), range).map((period) => feeOf(row, counted, period))
const totalIn = (row: Contract, range: DateRange, counted = 10): number =>
  feesIn(row, range, counted).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
const april = { from: '2026-04-01', to: '2026-04-30' }

describe('a fee', () => {
  it('is cut to the days in force, both ends counted, half a cent away from zero', () => {
    expect(totalIn(contractOf({ feeMinor: 30_001, startsOn: '2026-04-16' }), april)).toBe(15_001)
    expect(totalIn(contractOf({ feeMinor: 30_000, endsOn: '2026-04-10' }), april)).toBe(10_000)
    expect(totalIn(contractOf({ feeMinor: 30_000, startsOn: '2026-05-01' }), april)).toBe(0)
  })

  it('is owed per user or device, by the number that holds on each day', () => {
    const row = contractOf({ model: 'per-user', feeMinor: 1000, units: 10, unitSteps: [{ from: '2026-04-16', units: 20 }] })
    expect(feesIn(row, april)[0]?.parts.map(({ units, days, amountMinor }) => [units, days, amountMinor])).toEqual([
      [10, 15, 5000],
      [20, 15, 10_000]
    ])
    expect(totalIn(contractOf({ model: 'per-device', feeMinor: 1000, units: null }), april, 7)).toBe(7000)
  })

  it('by steps costs each unit what its step says, or all what the reached one says', () => {
    const tiers = [
      { upTo: 10, unitFeeMinor: 1000 },
      { upTo: null, unitFeeMinor: 800 }
    ]
    const row = contractOf({ model: 'tiered', units: 15, tiers })
    expect(totalIn(row, april)).toBe(14_000)
    expect(totalIn({ ...row, tierModel: 'volume' }, april)).toBe(12_000)
    const short = { ...row, tiers: tiers.slice(0, 1) }
    expect(clientCharges(bookOf(), factsOf({ contracts: [short] }), april)).toMatchObject({ lines: [], problems: [{ type: 'no-tier' }] })
  })

  it('rises on its day, each raise rounded on the one before', () => {
    const row = contractOf({ feeMinor: 10_001, indexation: { basisPoints: 250, everyMonths: 12, from: '2026-04-16' } })
    const [fee] = feesIn(row, april)
    expect(fee?.parts.map(({ raises, fullMinor }) => [raises, fullMinor])).toEqual([
      [0, 10_001],
      [1, 10_251]
    ])
    expect(totalIn(row, { from: '2027-05-01', to: '2027-05-31' })).toBe(10_507)
  })

  it('of a quarter or year counts from the first day, and never drifts from the 31st', () => {
    const row = contractOf({ startsOn: '2026-01-31', interval: 'quarterly' })
    expect(feePeriods(feeTermOf(row, null), { from: '2026-01-01', to: '2027-01-31' }).map(({ from, to }) => [from, to])).toEqual([
      ['2026-01-31', '2026-04-29'],
      ['2026-04-30', '2026-07-30'],
      ['2026-07-31', '2026-10-30'],
      ['2026-10-31', '2027-01-30'],
      ['2027-01-31', '2027-04-29']
    ])
  })

  it('in arrears is owed on the last day of its period', () => {
    const row = contractOf({ billing: 'in-arrears', feeMinor: 5000 })
    expect(totalIn(row, { from: '2026-04-01', to: '2026-04-29' })).toBe(0)
    expect(totalIn(row, { from: '2026-04-30', to: '2026-04-30' })).toBe(5000)
    expect(totalIn(row, { from: '2026-04-01', to: '2026-04-30' })).toBe(5000)
  })

  it('is owed exactly once, however the days are cut into runs', () => {
    const interval = fc.constantFrom('monthly' as const, 'quarterly' as const, 'yearly' as const, 'once' as const)
    const billing = fc.constantFrom('in-advance' as const, 'in-arrears' as const)
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 899 }), { maxLength: 8 })
    const start = fc.integer({ min: 0, max: 700 })
    fc.assert(
      fc.property(interval, billing, cuts, start, fc.option(fc.integer({ min: 0, max: 600 })), (every, when, days, offset, lasts) => {
        const startsOn = addDays('2026-01-01', offset)
        const endsOn = lasts === null ? null : addDays(startsOn, lasts)
        const row = contractOf({ interval: every, billing: when, startsOn, endsOn, feeMinor: 99_999 })
        const whole = { from: '2026-01-01', to: addDays('2026-01-01', 899) }
        const bounds = [0, ...days.toSorted((a, b) => a - b), 900]
        const parts = bounds
          .slice(1)
          .map((to, index) => ({ from: addDays(whole.from, bounds[index] ?? 0), to: addDays(whole.from, to - 1) }))
        expect(parts.reduce((sum, range) => sum + totalIn(row, range), 0)).toBe(totalIn(row, whole))
      })
    )
  })

  it('of a month that is cut by units or raises adds up to its days under each price', () => {
    const steps = fc.uniqueArray(fc.record({ day: fc.integer({ min: 1, max: 29 }), units: fc.integer({ min: 0, max: 50 }) }), {
      maxLength: 5,
      selector: ({ day }) => day
    })
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 100_000 }), (made, feeMinor) => {
        const unitSteps = made.map(({ day, units }) => ({ from: addDays('2026-04-01', day), units }))
        const [fee] = feesIn(contractOf({ model: 'per-user', feeMinor, units: 9, unitSteps }), april)
        expect(fee?.parts.reduce((sum, { from, to }) => sum + daysInclusive(from, to), 0)).toBe(30)
        const same = contractOf({ model: 'per-user', feeMinor, units: 9, unitSteps: unitSteps.map((step) => ({ ...step, units: 9 })) })
        expect(totalIn(same, april)).toBe(feeMinor * 9)
      })
    )
  })
})

describe('a term', () => {
  const yearly = contractOf({ startsOn: '2025-03-01', endsOn: '2026-02-28', renewal: 'automatic', renewalMonths: 12, noticeDays: 90 })

  it('that renews by itself has no last day; notice is due before the end of the one that runs', () => {
    expect([lastDay(yearly), endOfTerm(yearly, '2025-06-01'), endOfTerm(yearly, '2026-03-01')]).toEqual([null, '2026-02-28', '2027-02-28'])
    expect([noticeBy(yearly, '2025-06-01'), noticeBy(yearly, '2026-03-01')]).toEqual(['2025-11-30', '2026-11-30'])
    expect(noticeBy({ ...yearly, renewal: 'none' }, '2025-06-01')).toBeNull()
  })

  it('names the days that come up, in order, and none of an archived contract', () => {
    const row = { ...yearly, indexation: { basisPoints: 300, everyMonths: 12, from: '2026-01-01' } }
    expect(termDates(row, '2025-11-01', 200)).toEqual([
      { type: 'notice', date: '2025-11-30' },
      { type: 'indexation', date: '2026-01-01' },
      { type: 'renews', date: '2026-03-01' }
    ])
    expect(termDates({ ...row, archivedAt: 1 }, '2025-11-01', 200)).toEqual([])
    expect(termDates({ ...row, renewal: 'manual', indexation: null }, '2026-02-01', 60)).toEqual([{ type: 'ends', date: '2026-02-28' }])
  })
})

it('months are added to dates without running over the end of a month', () => {
  expect([addMonths('2026-01-31', 1), addMonths('2024-01-31', 1), addMonths('2026-12-15', 1), addMonths('2026-03-31', -1)]).toEqual([
    '2026-02-28',
    '2024-02-29',
    '2027-01-15',
    '2026-02-28'
  ])
})
