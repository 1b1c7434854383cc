// Merging concurrent edits: what commutes, what clashes, and that nothing is lost.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { entities } from '#core/registry.ts'
import { isEqual, type Merged, mergeFields } from '#core/kernel/merge.ts'
import { ticket } from '#core/tickets/ticket.entity.ts'

type Fields = Readonly<Record<string, unknown>>

const row: Fields = { subject: 'Jams', category: null, tags: ['a', 'b'], description: 'one\ntwo\nthree', custom: { x: 1, y: 2 }, impact: 3 }

function merge(current: Fields, base: Fields, incoming: Fields, at = 20, stampAt: number | null = 10): Merged {
  const stampOf = () => (stampAt === null ? null : { at: stampAt, commandId: 'c' })
  return mergeFields({ entity: ticket, current, base, incoming, at, stampOf })
}

const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  subject: fc.constantFrom('Jams', 'Streaks', 'Offline', 'Slow'),
  category: fc.constantFrom(null, 'Printing', 'Network'),
  impact: fc.constantFrom(1, 2, 3),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
  custom: fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.integer({ min: 1, max: 3 })),
  description: fc.array(fc.constantFrom('one', 'two', 'three', 'four'), { minLength: 1 }).map((lines) => lines.join('\n'))
}
const field = fc.constantFrom('subject', 'category', 'impact', 'tags', 'custom', 'description')
const edit = field.chain((name) => (values[name] ?? fc.constant(null)).map((value): Fields => ({ [name]: value })))

function apply(current: Fields, incoming: Fields): Fields {
  return { ...current, ...merge(current, row, incoming).fields }
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.map(String).toSorted((a, b) => a.localeCompare(b)) : value
}

describe('merge', () => {
  it('gives the same row for two edits of different fields in either order', () => {
    fc.assert(
      fc.property(edit, edit, (left, right) => {
        fc.pre(Object.keys(left)[0] !== Object.keys(right)[0])
        expect(apply(apply(row, left), right)).toEqual(apply(apply(row, right), left))
      })
    )
  })

  it('takes a field as it comes while nobody else changed it', () => {
    fc.assert(
      fc.property(edit, (incoming) => {
        const merged = merge(row, row, incoming)
        expect(merged).toEqual({ fields: incoming, clashes: [] })
      })
    )
  })

  it('merges sets to the same members in either order: adds and removes of both count', () => {
    const tags = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
    fc.assert(
      fc.property(tags, tags, tags, (base, left, right) => {
        const once = merge({ tags: left }, { tags: base }, { tags: right })
        const other = merge({ tags: right }, { tags: base }, { tags: left })
        expect(once.clashes).toEqual([])
        const held = (merged: Merged, current: readonly string[]): unknown => sorted(merged.fields['tags'] ?? current)
        expect(held(once, left)).toEqual(held(other, right))
      })
    )
  })

  it('loses nothing: whatever both changed is in the row or among the clashes', () => {
    const plain = fc.constantFrom('subject', 'category', 'impact').chain((name) => {
      const value = values[name] ?? fc.constant(null)
      return fc.tuple(fc.constant(name), value, value)
    })
    fc.assert(
      fc.property(plain, fc.integer({ min: 1, max: 30 }), ([name, current, incoming], at) => {
        const merged = merge({ ...row, [name]: current }, row, { [name]: incoming }, at)
        const after = name in merged.fields ? merged.fields[name] : current
        for (const value of [current, incoming])
          if (!isEqual(value, row[name]))
            expect(isEqual(after, value) || merged.clashes.some((clash) => isEqual(clash.lost, value))).toBe(true)
      })
    )
  })

  it('keeps every losing key of a record that merges key by key', () => {
    const record = fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.integer({ min: 1, max: 3 }))
    fc.assert(
      fc.property(record, record, record, fc.constantFrom(5, 15), (base, current, incoming, at) => {
        const merged = merge({ custom: current }, { custom: base }, { custom: incoming }, at)
        const after = (merged.fields['custom'] ?? current) as Record<string, unknown>
        const lost = (merged.clashes[0]?.lost ?? {}) as Record<string, unknown>
        for (const [key, value] of [...Object.entries(current), ...Object.entries(incoming)])
          if (!isEqual(base[key], value)) expect([after[key], lost[key]]).toContainEqual(value)
      })
    )
  })

  it('lets the later event win under the rule `last` and keeps the earlier value', () => {
    const later = merge({ category: 'Network' }, { category: null }, { category: 'Printing' }, 20)
    expect(later.fields).toEqual({ category: 'Printing' })
    expect(later.clashes).toMatchObject([{ rule: 'last', kept: 'Printing', lost: 'Network', incomingLost: false }])
    const earlier = merge({ category: 'Network' }, { category: null }, { category: 'Printing' }, 5)
    expect(earlier.fields).toEqual({})
    expect(earlier.clashes).toMatchObject([{ kept: 'Network', lost: 'Printing', incomingLost: true }])
  })

  it('leaves the value that is there under the rule `ask`, however late the other came', () => {
    const merged = merge({ subject: 'Streaks' }, { subject: 'Jams' }, { subject: 'Offline' }, 1000)
    expect(merged.fields).toEqual({})
    expect(merged.clashes).toMatchObject([{ rule: 'ask', kept: 'Streaks', lost: 'Offline', incomingLost: true }])
  })

  it('merges long text by lines, and clashes only where both changed the same lines', () => {
    const merged = merge({ description: 'ONE\ntwo\nthree' }, { description: 'one\ntwo\nthree' }, { description: 'one\ntwo\nTHREE' })
    expect(merged).toEqual({ fields: { description: 'ONE\ntwo\nTHREE' }, clashes: [] })
    const clashing = merge({ description: 'ONE\ntwo' }, { description: 'one\ntwo' }, { description: 'uno\ntwo' })
    expect(clashing.clashes).toHaveLength(1)
  })

  it('takes the wider stretch of a downtime that two people noted', () => {
    const base = { downtimeFrom: 100, downtimeTo: 200 }
    expect(merge({ downtimeFrom: 90, downtimeTo: 210 }, base, { downtimeFrom: 95, downtimeTo: 250 }).fields).toEqual({
      downtimeFrom: 90,
      downtimeTo: 250
    })
  })

  it('names only fields that the record has in every merge rule, column, search list and reference', () => {
    for (const entity of entities) {
      const fields = Object.keys((entity.schema as unknown as { shape: object }).shape)
      const named = [
        ...Object.keys(entity.merge),
        ...Object.keys(entity.columns),
        ...(entity.search ?? []),
        ...Object.keys(entity.references ?? {})
      ]
      expect(
        named.filter((name) => !fields.includes(name)),
        entity.name
      ).toEqual([])
      if (entity.parent) expect(fields).toContain(entity.parent)
    }
  })
})
