// Orders: texts as people expect them, numbers packed and unpacked, warmed in slices.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import type { Doc } from '#core/kernel/execute.ts'
import { entityNamed } from '#core/registry.ts'
import { sortPlaces } from '#store/live/number-sort.ts'
import { createTextOrders } from '#store/live/row-order.ts'
import { compareTexts, createTextOrder } from '#store/live/text-order.ts'
import { warmOrders } from '#store/live/warm-orders.ts'

const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true }),
  fc.constant(Number.POSITIVE_INFINITY)
)

describe('sorting by columns of numbers', () => {
  it('equals a stable sort that compares column by column', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { maxLength: 40 }), (rows) => {
        const columns = [0, 1].map((column) => Float64Array.from(rows, (row) => row[column] ?? 0))
        const expected = rows
          .map((row, place) => ({ row, place }))
          .toSorted((a, b) => order(a.row[0], b.row[0]) || order(a.row[1], b.row[1]) || a.place - b.place)
        expect([...sortPlaces(columns, rows.length)]).toEqual(expected.map(({ place }) => place))
      })
    )
  })
})

function order(a: number, b: number): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

describe('the order of texts', () => {
  it('ranks as the collator compares, in whatever order texts come', () => {
    const text = fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('Ärger', 'arger', 'z', 'Z', 'a 2', 'a 10', ''))
    fc.assert(
      fc.property(fc.array(text), fc.array(text), (learnt, asked) => {
        const texts = createTextOrder()
        texts.learn(learnt)
        for (const one of asked) texts.rank(one)
        const all = [...new Set([...learnt, ...asked])]
        expect(all.toSorted((a, b) => texts.rank(a) - texts.rank(b))).toEqual(all.toSorted(compareTexts))
      })
    )
  })

  it('survives many texts at the same place', () => {
    const texts = createTextOrder()
    const all = Array.from({ length: 200 }, (_, n) => `a${'b'.repeat(n)}`)
    for (const one of all.toReversed()) texts.rank(one)
    expect(all.toSorted((a, b) => texts.rank(a) - texts.rank(b))).toEqual(all)
  })

  it('is warmed in slices to the same order', () => {
    const rows: Doc[] = Array.from({ length: 3_500 }, (_, n) => ({ id: String(n), clientId: null, subject: `Text ${(n * 7919) % 3_500}` }))
    const turns: (() => void)[] = []
    const orders = createTextOrders()
    const source = { get: () => null, rows: () => rows, children: async () => [], pendingIds: () => new Set<string>() }
    warmOrders({ source, entities: [entityNamed('ticket')], orders, later: (run) => turns.push(run) })
    let slices = 0
    for (let turn = turns.shift(); turn; turn = turns.shift()) {
      turn()
      slices++
    }
    expect(slices).toBeGreaterThan(4)
    const texts = orders('ticket', 'subject')
    const names = rows.map((row) => String(row['subject']))
    expect(names.every((name) => texts.known(name) !== undefined)).toBe(true)
    expect(names.toSorted((a, b) => texts.rank(a) - texts.rank(b))).toEqual(names.toSorted(compareTexts))
  })
})
