// Canonical JSON is the text that hashes are taken over, on the device and in SQL.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#core/kernel/canonical.ts'

describe('canonicalJson', () => {
  it('orders keys by their length in bytes, then by their bytes, as jsonb does', () => {
    expect(canonicalJson({ bb: 1, a: 2, é: 3, aa: 4 })).toBe('{"a": 2, "aa": 4, "bb": 1, "é": 3}')
  })

  it('does not depend on the order in which members were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.boolean())), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).toReversed())
        expect(canonicalJson(reversed)).toBe(canonicalJson(record))
      })
    )
  })

  it('reads back as the same value', () => {
    const scalar = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null))
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('tree')), fc.dictionary(fc.string(), tie('tree')))
    }))
    fc.assert(
      fc.property(tree, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      })
    )
  })

  it('leaves undefined members out and refuses numbers that jsonb prints differently', () => {
    expect(canonicalJson({ a: undefined, b: -0 })).toBe('{"b": 0}')
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY, 1e21, 1e-9])
      expect(() => canonicalJson(number)).toThrow('no canonical form')
  })
})
