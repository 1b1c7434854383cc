// Ids: derived ones are stable and never collide, and imports find their rows again.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { commandId, deriveId, idTime, isCommandId, isId, sourceId } from '#core/kernel/ids.ts'

const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 })
const instant = fc.integer({ min: 0, max: 4_000_000_000_000 })

describe('ids', () => {
  it('builds command ids that say when they were made', () => {
    fc.assert(
      fc.property(instant, bytes, (at, random) => {
        const id = commandId(at, random)
        expect(isId(id) && isCommandId(id)).toBe(true)
        expect(idTime(id)).toBe(at)
      })
    )
  })

  it('derives a different id for each n, always the same one', () => {
    fc.assert(
      fc.property(instant, bytes, fc.integer({ min: 1, max: 65_535 }), fc.integer({ min: 1, max: 65_535 }), (at, random, n, m) => {
        const id = commandId(at, random)
        expect(isId(deriveId(id, n))).toBe(true)
        expect(deriveId(id, n) === deriveId(id, m)).toBe(n === m)
      })
    )
  })

  it('refuses an n that has no place in the id', () => {
    const id = commandId(0, new Uint8Array(8))
    for (const n of [-1, 65_536, 1.5]) expect(() => deriveId(id, n)).toThrow('n must be')
  })

  it('gives a source row the same id every time, and another row another one', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (namespace, key, otherNamespace, otherKey) => {
        const id = sourceId(namespace, key)
        expect(isId(id)).toBe(true)
        expect(id[14]).toBe('8')
        expect(id).toBe(sourceId(namespace, key))
        if (namespace !== otherNamespace || key !== otherKey) expect(id).not.toBe(sourceId(otherNamespace, otherKey))
      })
    )
  })

  it('does not collide over a hundred thousand consecutive source keys', () => {
    const ids = new Set(Array.from({ length: 100_000 }, (_, at) => sourceId('ticket/log', `INC${String(at).padStart(7, '0')}`)))
    expect(ids.size).toBe(100_000)
  })

  it('keeps the ids that it gave once: they are in databases', () => {
    expect(sourceId('ticket/servicenow', 'INC0000045')).toMatchInlineSnapshot(`"cd168f53-8d9f-8d9d-8f28-182f65f39801"`)
  })
})
