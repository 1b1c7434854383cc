import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { allowancePeriod, consumedShare, includedMinutes, runAllowance } from '#core/billing/allowance.ts'
import { type DrawingWork, drawDown, type PrepaidBlock } from '#core/billing/draw-down.ts'
import { type EntryRevision, poolLedger } from '#core/billing/pool-ledger.ts'
import { dateOfDay } from '#core/sla/calendar-date.ts'

function block(id: string, boughtOn: string, hours: number, expiresOn: string | null = null): PrepaidBlock {
  return { id, boughtOn, validFrom: null, expiresOn, seconds: hours * 3600 }
}

function work(id: string, workDate: string, hours: number): DrawingWork {
  return { id, workDate, startedAt: Date.parse(`${workDate}T09:00:00Z`), seconds: hours * 3600 }
}

const date = fc.integer({ min: 20_000, max: 20_060 }).map(dateOfDay)
const someBlocks = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    boughtOn: date,
    validFrom: fc.option(date),
    expiresOn: fc.option(date),
    seconds: fc.integer({ min: 0, max: 40_000 })
  }),
  { selector: (each) => each.id, maxLength: 5 }
)
const someWork = fc.uniqueArray(
  fc.record({ id: fc.uuid(), workDate: date, startedAt: fc.integer({ min: 0, max: 3 }), seconds: fc.integer({ min: 0, max: 20_000 }) }),
  { selector: (each) => each.id, maxLength: 10 }
)

describe('prepaid blocks', () => {
  it('are drawn in order of the day of the work, whatever order it arrives in', () => {
    const shuffled = fc
      .tuple(someBlocks, someWork)
      .chain(([blocks, works]) =>
        fc.tuple(
          fc.constant(blocks),
          fc.constant(works),
          fc.shuffledSubarray(blocks, { minLength: blocks.length }),
          fc.shuffledSubarray(works, { minLength: works.length })
        )
      )
    fc.assert(
      fc.property(shuffled, ([blocks, works, otherBlocks, otherWorks]) => {
        expect(drawDown(otherBlocks, otherWorks)).toEqual(drawDown(blocks, works))
      })
    )
  })

  it('never give more than they have, and account for every second of work', () => {
    fc.assert(
      fc.property(someBlocks, someWork, (blocks, works) => {
        const { draws, balances } = drawDown(blocks, works)
        const total = (ofWork: string) => draws.filter((draw) => draw.workId === ofWork).reduce((sum, draw) => sum + draw.seconds, 0)
        for (const each of works) expect(total(each.id)).toBe(each.seconds)
        for (const balance of balances) {
          const used = draws.filter((draw) => draw.blockId === balance.blockId).reduce((sum, draw) => sum + draw.seconds, 0)
          expect(balance.usedSeconds).toBe(used)
          expect(balance.leftSeconds).toBeGreaterThanOrEqual(0)
        }
      })
    )
  })

  it('cover a late entry of an earlier day before the entries of later days', () => {
    const blocks = [block('b', '2026-01-01', 2)]
    const { draws } = drawDown(blocks, [work('synced first', '2026-01-20', 2), work('synced last', '2026-01-10', 1)])
    expect(draws).toEqual([
      { workId: 'synced last', blockId: 'b', seconds: 3600 },
      { workId: 'synced first', blockId: 'b', seconds: 3600 },
      { workId: 'synced first', blockId: null, seconds: 3600 }
    ])
  })

  it('run out first in, first out, and cover work up to and with the day they expire', () => {
    const blocks = [block('new', '2026-02-01', 5), block('old', '2026-01-01', 1, '2026-01-31')]
    const { draws } = drawDown(blocks, [work('last day', '2026-01-31', 0.5), work('day after', '2026-02-01', 0.5)])
    expect(draws.map((draw) => draw.blockId)).toEqual(['old', 'new'])
  })

  it('leave a posted period as it was: what arrives late becomes an adjustment', () => {
    const blocks = [block('b', '2026-01-01', 3)]
    const first = [work('a', '2026-01-10', 1), work('c', '2026-01-12', 1)]
    const posted = { through: '2026-01-31', draws: drawDown(blocks, first).draws }
    const late = drawDown(blocks, [...first, work('late', '2026-01-05', 2), work('next', '2026-02-01', 1)], posted)
    expect(late.adjustments).toEqual([
      { workId: 'late', blockId: 'b', seconds: 3600 },
      { workId: 'late', blockId: null, seconds: 3600 }
    ])
    expect(late.draws).toEqual([{ workId: 'next', blockId: null, seconds: 3600 }])
  })

  it('get time back when posted work is shortened or removed', () => {
    const blocks = [block('b', '2026-01-01', 1)]
    const posted = { through: '2026-01-31', draws: drawDown(blocks, [work('a', '2026-01-10', 2)]).draws }
    const shortened = drawDown(blocks, [work('a', '2026-01-10', 0.5)], posted)
    expect(shortened.adjustments).toEqual([
      { workId: 'a', blockId: null, seconds: -3600 },
      { workId: 'a', blockId: 'b', seconds: -1800 }
    ])
    expect(drawDown(blocks, [], posted).balances).toEqual([{ blockId: 'b', usedSeconds: 0, leftSeconds: 3600 }])
  })
})

describe('the pool ledger', () => {
  const revision = fc.record({
    id: fc.uuid(),
    entryId: fc.constantFrom('e1', 'e2', 'e3'),
    at: fc.integer({ min: 0, max: 5 }),
    poolId: fc.constantFrom('old', 'new', null),
    seconds: fc.integer({ min: 0, max: 10_000 })
  })
  const revisions = fc.uniqueArray(revision, { selector: (each) => each.id, maxLength: 12 })

  it('reverses under the old pool and draws under the new one', () => {
    const { lines } = poolLedger([edit('1', 0, 'old', 3600), edit('2', 1, 'new', 1800)])
    expect(lines.map((line) => [line.poolId, line.reason, line.seconds])).toEqual([
      ['old', 'drawn', 3600],
      ['old', 'reversed', -3600],
      ['new', 'drawn', 1800]
    ])
  })

  it('holds what is in each pool now, in any order of arrival', () => {
    fc.assert(
      fc.property(revisions, fc.nat(), (all, turn) => {
        const { usedByPool } = poolLedger(all)
        const newest = new Map(all.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).map((each) => [each.entryId, each]))
        for (const pool of ['old', 'new']) {
          const used = [...newest.values()].filter((each) => each.poolId === pool).reduce((sum, each) => sum + each.seconds, 0)
          expect(usedByPool.get(pool) ?? 0).toBe(used)
        }
        const at = all.length === 0 ? 0 : turn % all.length
        expect(poolLedger([...all.slice(at), ...all.slice(0, at)])).toEqual(poolLedger(all))
      })
    )
  })

  it('is back at its balance when an edit is undone', () => {
    const before = [edit('1', 0, 'old', 3600)]
    const undone = [...before, edit('2', 1, 'new', 60), edit('3', 2, 'old', 3600)]
    expect(poolLedger(undone).usedByPool.get('old')).toBe(poolLedger(before).usedByPool.get('old'))
    expect(poolLedger(undone).usedByPool.get('new')).toBe(0)
  })
})

describe('included hours', () => {
  it('roll the unused own hours over once', () => {
    const periods = runAllowance({ includedMinutes: 600, rollover: 'unused-base', isProrated: false }, [360, 100, 900])
    expect(periods.map((period) => period.rolledInMinutes)).toEqual([0, 240, 500])
    expect(periods.at(-1)?.overageMinutes).toBe(0)
  })

  it('are prorated only where the contract says so', () => {
    const allowance = { includedMinutes: 600, rollover: 'none', isProrated: false } as const
    expect([includedMinutes(allowance, 15, 30), includedMinutes({ ...allowance, isProrated: true }, 15, 30)]).toEqual([600, 300])
  })

  it('show how much of them was used, or nothing when there are none', () => {
    expect([consumedShare(allowancePeriod(60, 0, 90)), consumedShare(allowancePeriod(0, 0, 90))]).toEqual([15_000, null])
  })
})

function edit(id: string, at: number, poolId: string | null, seconds: number): EntryRevision {
  return { id, entryId: 'e', at, poolId, seconds }
}
