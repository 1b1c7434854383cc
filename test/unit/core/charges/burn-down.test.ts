// How prepaid hours and money were used up, day by day.

import { fc } from '#test/support/cases.ts'
import { expect, test } from 'vitest'
import { burnDown } from '#core/charges/burn-down.ts'
import { clientCharges } from '#core/charges/client-charges.ts'
import { idOf } from '#test/unit/core/support/world.ts'
import { billable, blockOf, bookOf, entryOf, factsOf, hour, post } from './desk.ts'

const today = '2026-12-31'
const at = (day: number, time = '10:00'): number => Date.parse(`2026-11-${String(day).padStart(2, '0')}T${time}:00Z`)
const drawn = () => ({ ...billable, type: 'drawn' as const })
const money = (name: string, amountMinor: number) => blockOf(name, 0, { kind: 'money', minutes: null, amountMinor })

test('each draw stands at the day of its work, with its ticket, and the block after it', () => {
  const facts = factsOf({ blocks: [blockOf('ten', 600)], entries: [entryOf('b', at(9), 60), entryOf('a', at(2), 90)], judge: drawn })
  const [ten] = burnDown(bookOf(), facts, today)
  expect(ten?.balance).toMatchObject({ unit: 'seconds', total: 36_000, used: 9000, left: 27_000 })
  expect(ten?.draws).toEqual([
    { workId: idOf('entry/a'), ticketId: idOf('ticket/1'), date: '2026-11-02', amount: 5400 },
    { workId: idOf('entry/b'), ticketId: idOf('ticket/1'), date: '2026-11-09', amount: 3600 }
  ])
})

test('money is drawn by the lines that it pays, at their day', () => {
  const [block] = burnDown(bookOf(), factsOf({ blocks: [money('purse', 20_000)], entries: [entryOf('a', at(2), 60)] }), today)
  expect(block?.balance).toMatchObject({ unit: 'minor', total: 20_000, used: 9600, left: 10_400 })
  expect(block?.draws).toMatchObject([{ ticketId: idOf('ticket/1'), date: '2026-11-02', amount: 9600 }])
})

test('what was posted and what is open add up to what is used, whatever was posted when', () => {
  const entry = fc.record({ day: fc.integer({ min: 1, max: 30 }), minutes: fc.integer({ min: 1, max: 300 }) })
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), fc.integer({ min: 0, max: 30 }), fc.boolean(), (entries, posted, hours) => {
      const blocks = hours ? [blockOf('one', 300), blockOf('two', 600)] : [money('one', 20_000), money('two', 90_000)]
      const works = entries.map(({ day, minutes }, n) => entryOf(String(n), at(day) + n * hour, minutes))
      let facts = factsOf({ blocks, entries: works.slice(0, -2), ...(hours ? { judge: drawn } : {}) })
      if (posted > 0) {
        const range = { from: '2026-11-01', to: `2026-11-${String(posted).padStart(2, '0')}` }
        facts = post(facts, clientCharges(bookOf(), facts, range), range.from, range.to)
      }
      for (const { balance, draws } of burnDown(bookOf(), { ...facts, entries: works }, today)) {
        expect(draws.reduce((sum, { amount }) => sum + amount, 0)).toBe(balance.used)
        expect(draws.map(({ date }) => date)).toEqual(draws.map(({ date }) => date).toSorted())
      }
    })
  )
})
