// Contents on real IndexedDB when a write fails, whichever and however: a record and the piece that it counts are there together or not at
// all, a file is taken in whole or not, and what was there before stays.

import { describe, expect, test } from 'vitest'
import type { BlobStore } from '#store/attachments/blob-store.ts'
import { pieceBytes } from '#store/attachments/blob-store.ts'
import { createClientKeys } from '#store/attachments/client-keys.ts'
import { createDexieBlobStore } from '#store/attachments/dexie-blob-store.ts'
import { memoryKeys, testVault } from '../support/memory-files.ts'
import { failEachWrite, failIndexedDb, writeFaults } from '../support/write-faults.ts'
import { blobOf } from './blob-store.contract.ts'

let names = 0
const make = async () => {
  const name = `faults-${Date.now()}-${names++}`
  return { store: createDexieBlobStore(name), reopen: async () => createDexieBlobStore(name) }
}

async function prepare(store: BlobStore): Promise<void> {
  await store.open()
  await store.put(blobOf('a', { received: 1 }), { index: 0, bytes: new Uint8Array([1]) })
  await store.put(blobOf('b', { received: 2, whole: true }), { index: 0, bytes: new Uint8Array([2, 2]) })
  await store.putPin({ of: 'ticket', id: 't' })
}

async function look(store: BlobStore): Promise<unknown> {
  const state = await store.open()
  const pieces = await Promise.all(['a', 'b'].flatMap((id) => [0, 1].map((index) => store.piece(id, index))))
  return { state, pieces: pieces.map((piece) => piece && [...piece]) }
}

const steps: readonly (readonly [string, (store: BlobStore) => Promise<unknown>])[] = [
  ['a piece with its record', (store) => store.put(blobOf('a', { received: 3 }), { index: 1, bytes: new Uint8Array([3]) })],
  ['a record', (store) => store.put(blobOf('b', { received: 2, whole: true, unsent: false }))],
  ['contents that go', (store) => store.drop(['a', 'b'])],
  ['a pin', (store) => store.putPin({ of: 'client', id: 'c' })],
  ['a pin that goes', (store) => store.dropPin({ of: 'ticket', id: 't' })]
]

describe('contents on IndexedDB, failing at each write', () => {
  test.each(steps.flatMap(([step, run]) => writeFaults.map((fault) => [step, fault, run] as const)))(
    '[ATT3] %s, %s: before or after, never between, and tried again it is done',
    async (_name, fault, step) => {
      const matrix = { make, failWrites: failIndexedDb, prepare, step, look, close: (store: BlobStore) => store.close() }
      expect(await failEachWrite(matrix, fault)).toBeGreaterThan(0)
    }
  )

  test.each(writeFaults)(
    '[ATT3] a file that is taken in while its n-th write is %s is whole or not there, and the older one stays',
    async (fault) => {
      const keys = createClientKeys(memoryKeys(), 'files')
      const place = { clientId: 'c', ticketId: 't' }
      const file = new Blob([new Uint8Array(2 * pieceBytes + 5).fill(9)])
      for (let at = 1; ; at++) {
        const { store, reopen } = await make()
        const vault = testVault({ store, keys })
        await vault.open()
        const older = await vault.add(new Blob(['older']), place)
        const end = failIndexedDb(at, fault)
        const said = await vault.add(file, place).then(
          ({ sha256 }) => sha256,
          () => null
        )
        const writes = end()
        await vault.close()
        const again = testVault({ store: await reopen(), keys })
        await again.open()
        expect(
          again
            .blobs()
            .filter(({ id }) => id !== older.id)
            .map(({ sha256, whole }) => [sha256, whole])
        ).toEqual(said === null ? [] : [[said, true]])
        expect(await new Blob([...((await again.read(older)) ?? [])]).text()).toBe('older')
        await again.close()
        if (writes < at) return expect(at).toBeGreaterThan(4)
      }
    }
  )
})
