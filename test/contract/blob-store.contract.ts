// What every store of contents must do. The same suite runs over memory and over IndexedDB in a browser.

import { describe, expect, test } from 'vitest'
import type { BlobStore, KeptBlob } from '#store/attachments/blob-store.ts'

/** A content's record of a test. */
export function blobOf(id: string, fields: Partial<KeptBlob> = {}): KeptBlob {
  const place = { clientId: '01900000-0000-7000-8000-000000010000', ticketId: '01900000-0000-7000-8000-000000020000' }
  const state = { sha256: '', size: 10, received: 0, whole: false, source: 'here', unsent: true, usedAt: 1 } as const
  return { id, ...place, ...state, ...fields }
}

export function blobStoreContract(
  where: string,
  make: () => Promise<{ readonly store: BlobStore; readonly reopen: () => Promise<BlobStore> }>
): void {
  describe(`a store of contents ${where}`, () => {
    test('[ATT3] keeps a record and the piece that it counts together, over closing and opening', async () => {
      const { store, reopen } = await make()
      await store.open()
      await store.put(blobOf('a', { received: 3 }), { index: 0, bytes: new Uint8Array([1, 2, 3]) })
      await store.put(blobOf('a', { received: 5 }), { index: 1, bytes: new Uint8Array([4, 5]) })
      await store.close()
      const again = await reopen()
      expect((await again.open()).blobs).toEqual([blobOf('a', { received: 5 })])
      expect([await again.piece('a', 0), await again.piece('a', 1)]).toEqual([new Uint8Array([1, 2, 3]), new Uint8Array([4, 5])])
      expect([await again.piece('a', 2), await again.piece('b', 0)]).toEqual([null, null])
      await again.close()
    })

    test('keeps a piece’s own bytes, not the buffer that they are a view of', async () => {
      const { store } = await make()
      await store.open()
      const large = new Uint8Array(1_000_000).fill(7)
      await store.put(blobOf('a', { received: 2 }), { index: 0, bytes: large.subarray(10, 12) })
      large.fill(0)
      const piece = await store.piece('a', 0)
      expect([piece, piece?.buffer.byteLength]).toEqual([new Uint8Array([7, 7]), 2])
      await store.close()
    })

    test('drops contents with all their pieces, and nothing beside them', async () => {
      const { store } = await make()
      await store.open()
      for (const id of ['a', 'ab', 'b'])
        for (const index of [0, 1, 2]) await store.put(blobOf(id), { index, bytes: new Uint8Array([index]) })
      await store.drop(['a', 'b', 'none'])
      expect((await store.open()).blobs.map(({ id }) => id)).toEqual(['ab'])
      expect([await store.piece('a', 0), await store.piece('b', 2)]).toEqual([null, null])
      expect(await store.piece('ab', 1)).toEqual(new Uint8Array([1]))
      await store.close()
    })

    test('keeps what is pinned until it is not', async () => {
      const { store, reopen } = await make()
      await store.open()
      const [ticket, client] = [{ of: 'ticket', id: 't' } as const, { of: 'client', id: 'c' } as const]
      for (const pin of [ticket, ticket, client]) await store.putPin(pin)
      await store.dropPin(client)
      await store.close()
      const again = await reopen()
      expect((await again.open()).pins).toEqual([ticket])
      await again.close()
    })
  })
}
