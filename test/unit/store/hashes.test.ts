// Canonical hashes: the digest equals the platform's own, the lines are those that the server hashes in SQL.

import { createHash } from 'node:crypto'
import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import type { Doc } from '#core/kernel/execute.ts'
import { entityNamed } from '#core/registry.ts'
import { hashRows } from '#store/service/hashes.ts'
import { createSha256 } from '#store/service/sha256.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('SHA-256 piece by piece', () => {
  it('equals the platform’s digest of the whole', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ minLength: 50, maxLength: 70 }))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const digest = createSha256()
        for (const text of pieces) digest.update(text)
        expect(digest.digest()).toBe(sha256(pieces.join('')))
      })
    )
  })
})

describe('the hash of an entity', () => {
  it('is taken over id, version and canonical document of confirmed rows, by id', async () => {
    const rows: [number, Doc][] = [
      [3, { id: 'b', clientId: null, zeta: 1, a: 'x' }],
      [2, { id: 'a', clientId: null, list: [1, null] }]
    ]
    const replica = {
      async *confirmed() {
        yield rows.map(([version, doc]) => ({ version, doc }))
      }
    }
    const hashes = await hashRows(replica, [entityNamed('team')])
    const text = 'a 2 {"id": "a", "list": [1, null], "clientId": null}\nb 3 {"a": "x", "id": "b", "zeta": 1, "clientId": null}'
    expect(hashes).toEqual({ team: { rows: 2, hash: sha256(text) } })
  })
})
