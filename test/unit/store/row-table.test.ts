// The table of rows with its columns against a naive filter and sort, over random rows and random changes.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import type { Doc } from '#core/kernel/execute.ts'
import type { Filter } from '#store/contract.ts'
import { compileFilters } from '#store/live/filter.ts'
import { compareIds, compileOrder, createTextOrders } from '#store/live/row-order.ts'
import { createRowTable } from '#store/live/row-table.ts'

const value = fc.oneof(
  fc.constantFrom('new', 'open', 'Zürich', 'zurich', ''),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.5, 1_700_000_000_000, 9_000_000_000_000_000),
  fc.boolean(),
  fc.constant(null)
)
const fields = ['kind', 'at', 'tags', 'note', 'custom.f'] as const

const row = fc
  .record({
    id: fc.integer({ min: 1, max: 60 }).map((n) => String(n).padStart(3, '0')),
    kind: value,
    at: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
    tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
    note: fc.string({ maxLength: 3 }),
    custom: fc.record({ f: fc.option(fc.constantFrom('x', 'y'), { nil: null }) })
  })
  .map((fieldsOfRow): Doc => ({ clientId: 'c', ...fieldsOfRow }))

const field = fc.constantFrom(...fields)
const scalar = fc.constantFrom<string | number | null>('new', 'a', 'x', 2, 0.5, null)
const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ op: fc.constantFrom('is' as const, 'isNot' as const), field, value: scalar }),
  fc.record({ op: fc.constantFrom('above' as const, 'below' as const), field, value: fc.constantFrom(1, 'm') }),
  fc.record({ op: fc.constantFrom('in' as const, 'notIn' as const), field, values: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ op: fc.constantFrom('empty' as const, 'present' as const), field }),
  fc.record({ op: fc.constant('has' as const), field, value: fc.constantFrom('a', 'x') }),
  fc.record({ op: fc.constant('text' as const), field, value: fc.constantFrom('z', 'n') })
)
const question = fc.record({
  where: fc.array(filter, { maxLength: 3 }),
  sort: fc.array(fc.record({ field, direction: fc.constantFrom('ascending' as const, 'descending' as const) }), { maxLength: 3 }),
  count: field
})
/** Rows that come or change, and ids that go, as one step; long steps are taken otherwise than short ones. */
const step = fc.record({
  put: fc.array(row, { maxLength: 40 }),
  gone: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 20 }),
  question
})

describe('a table of rows', () => {
  it('picks, sorts and counts as if it looked at the rows themselves, after any series of changes', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const orders = createTextOrders()
        const known = new Map<string, Doc>()
        const table = createRowTable([])
        for (const { put, gone, question: asked } of steps) {
          const before = new Map(known)
          for (const n of gone) known.delete(String(n).padStart(3, '0'))
          for (const doc of put) known.set(doc.id, doc)
          const ids = new Set([...before.keys(), ...known.keys()])
          table.take([...ids].map((id) => ({ id, before: before.get(id) ?? null, after: known.get(id) ?? null })))

          const rows = [...known.values()].sort(compareIds)
          const order = compileOrder({ entity: 'thing', sort: asked.sort }, orders)
          const expected = rows.filter(compileFilters(asked.where)).sort(order.compare)
          const places = table.select(asked.where)
          expect(table.rows).toEqual(rows)
          expect(table.sorted(places, order.fields).map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
          let counted = 0
          table.eachValue(places, asked.count, (_, count) => (counted += count))
          expect(counted).toBe(expected.length)
        }
      })
    )
  })
})
