// A contract whose first day, interval or day of billing moves after fees were charged: no day is charged twice, and none is lost unsaid.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { chargedFee } from '#core/charges/charged-fees.ts'
import { clientCharges, type ClientFacts } from '#core/charges/client-charges.ts'
import type { DateRange } from '#core/charges/fee-periods.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { addDays, addMonths, daysInclusive } from '#core/sla/calendar-date.ts'
import { bookOf, contractOf, factsOf, post, totalOf } from './desk.ts'

const book = bookOf()

/** The month that begins so many months after January 2026. */
function monthOf(index: number): DateRange {
  const from = addMonths('2026-01-01', index)
  return { from, to: addDays(addMonths(from, 1), -1) }
}

/** Posts a month as the contract stands. */
function run(facts: ClientFacts, row: Contract, month: number): ClientFacts {
  const range = monthOf(month)
  const known = { ...facts, contracts: [row] }
  return post(known, clientCharges(book, known, range), range.from, range.to)
}

const linesOf = (facts: ClientFacts, row: Contract, month: number) => clientCharges(book, { ...facts, contracts: [row] }, monthOf(month))

describe('a yearly fee', () => {
  const row = contractOf({ feeMinor: 36_500, interval: 'yearly', startsOn: '2026-01-15' })
  const charged = run(factsOf(), row, 0)

  it('that begins later than was charged gives the days back and charges only those at the end that are new', () => {
    const moved = { ...row, startsOn: '2026-02-01' }
    const { lines } = linesOf(charged, moved, 1)
    expect(lines.map(({ kind, netMinor }) => [kind, netMinor])).toEqual([
      ['fee', 1700],
      ['adjustment', -1700]
    ])
    expect(lines[0]?.description).toBe('Care, 15 Jan 2027 – 31 Jan 2027')
    expect(lines[0]?.steps).toContainEqual({ type: 'fee-charged-before', values: { days: 348 } })
    const settled = run(charged, moved, 1)
    expect(linesOf(settled, moved, 2).lines).toEqual([])
    expect(totalOf(linesOf(settled, moved, 13))).toBe(36_500)
  })

  it('that begins earlier than was charged charges the earlier days in the next run, and says why', () => {
    const moved = { ...row, startsOn: '2026-01-01' }
    const { lines } = linesOf(charged, moved, 3)
    expect(lines.map(({ kind, netMinor, date }) => [kind, netMinor, date])).toEqual([['adjustment', 1400, '2026-04-30']])
    expect(lines[0]?.steps[0]).toEqual({ type: 'fee-overlooked', values: { from: '2026-01-01', to: '2026-01-14', due: '2026-01-01' } })
    expect(linesOf(run(charged, moved, 3), moved, 4).lines).toEqual([])
  })

  it('that becomes a monthly one owes nothing until the year that was paid is over', () => {
    const monthly: Contract = { ...row, interval: 'monthly', feeMinor: 3100 }
    expect(linesOf(charged, monthly, 5).lines).toEqual([])
    const [first, ...others] = linesOf(charged, monthly, 12).lines
    expect(others).toEqual([])
    expect(first).toMatchObject({ kind: 'fee', netMinor: 1700, description: 'Care, 15 Jan 2027 – 31 Jan 2027' })
  })

  it('in arrears that is billed in advance from now on is charged for the year that runs', () => {
    const arrears: Contract = { ...row, billing: 'in-arrears' }
    const paid = run(factsOf(), arrears, 12)
    const { lines } = linesOf(paid, { ...arrears, billing: 'in-advance' }, 14)
    expect(lines).toMatchObject([{ kind: 'adjustment', netMinor: 36_500, description: 'Care, 15 Jan 2027 – 14 Jan 2028' }])
  })
})

describe('other fees', () => {
  it('of a single sum are charged once, wherever the first day moves', () => {
    const row = contractOf({ feeMinor: 90_000, interval: 'once', startsOn: '2026-01-15' })
    const charged = run(factsOf(), row, 0)
    for (const startsOn of ['2026-01-01', '2026-02-10', '2026-03-01'])
      expect(linesOf(charged, { ...row, startsOn }, 1).lines, startsOn).toEqual([])
  })

  it('of days before the first charge are another system’s, as long as the contract didn’t move', () => {
    const row = contractOf({ feeMinor: 3100, startsOn: '2020-01-01' })
    expect(linesOf(run(factsOf(), row, 8), row, 9).lines).toMatchObject([{ kind: 'fee', netMinor: 3100 }])
  })

  it('of a month that no run took up are charged by the next one that knows of later ones', () => {
    const row = contractOf({ feeMinor: 3100, startsOn: '2026-01-01' })
    const skipped = run(run(factsOf(), row, 0), row, 2)
    expect(linesOf(skipped, row, 3).lines.map(({ kind, netMinor }) => [kind, netMinor])).toEqual([
      ['fee', 3100],
      ['adjustment', 3100]
    ])
    expect(linesOf(skipped, row, 1).lines.map(({ kind, netMinor }) => [kind, netMinor])).toEqual([['fee', 3100]])
  })
})

it('whatever moves between runs, each day in force is charged exactly once', () => {
  const terms = fc.record({
    shift: fc.integer({ min: -40, max: 40 }),
    interval: fc.constantFrom('monthly' as const, 'quarterly' as const, 'yearly' as const),
    billing: fc.constant('in-advance' as const)
  })
  fc.assert(
    fc.property(fc.array(terms, { minLength: 2, maxLength: 14 }), (moves) => {
      let facts = factsOf()
      let row = contractOf({ feeMinor: 10_000 })
      for (const [month, { shift, ...fields }] of moves.entries()) {
        row = { ...row, ...fields, startsOn: addDays('2026-02-15', month === 0 ? 0 : shift) }
        facts = run(facts, row, month + 1)
      }
      // A last run settles what moved last.
      facts = run(facts, row, moves.length + 1)
      const own = facts.charges.filter(({ adjustsId }) => adjustsId === null)
      const fees = own.flatMap((charge) => chargedFee(charge) ?? []).toSorted((a, b) => (a.from < b.from ? -1 : 1))
      const days = new Map<string, number>()
      for (const { from, to } of fees)
        for (let day = 0; day < daysInclusive(from, to); day += 1) {
          const date = addDays(from, day)
          days.set(date, (days.get(date) ?? 0) + 1)
        }
      for (let date = row.startsOn; date <= monthOf(moves.length + 1).to; date = addDays(date, 1)) expect(days.get(date), date).toBe(1)
    })
  )
})
