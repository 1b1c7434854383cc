// The contract of the store of contents on real IndexedDB in Chromium, with what only it can show: durability asked for, nothing readable on
// the disk, a file of many pieces.

import { describe, expect, test } from 'vitest'
import { createDexieBlobStore, fileDatabaseName } from '#store/attachments/dexie-blob-store.ts'
import { memoryKeys, testVault } from '../support/memory-files.ts'
import { createClientKeys } from '#store/attachments/client-keys.ts'
import { blobOf, blobStoreContract } from './blob-store.contract.ts'

let names = 0
const freshName = (): string => `files-${Date.now()}-${names++}`

blobStoreContract('on IndexedDB', async () => {
  const name = freshName()
  return { store: createDexieBlobStore(name), reopen: async () => createDexieBlobStore(name) }
})

describe('on IndexedDB', () => {
  test('[ATT3] every write asks for strict durability', async () => {
    const asked: (string | undefined)[] = []
    const original = IDBDatabase.prototype.transaction
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, stores, mode, options) {
      if (mode === 'readwrite') asked.push(options?.durability)
      return original.call(this, stores, mode, options)
    }
    const store = createDexieBlobStore(freshName())
    await store.open()
    await store.put(blobOf('a'), { index: 0, bytes: new Uint8Array(1) })
    await store.put(blobOf('a'))
    await store.drop(['a'])
    IDBDatabase.prototype.transaction = original
    await store.close()
    expect(new Set(asked)).toEqual(new Set(['strict']))
  })

  test('[ATT2] what lies in the database can’t be read there, and is whole after opening again', async () => {
    const name = freshName()
    const keys = createClientKeys(memoryKeys(), 'files')
    const canary = 'the password of the router is canary-9'
    const file = new Blob([canary, new Uint8Array(1_200_000), canary])
    const first = testVault({ store: createDexieBlobStore(name), keys })
    await first.open()
    const kept = await first.add(file, { clientId: 'c', ticketId: 't' })
    await first.close()
    expect(await rawText(fileDatabaseName(name))).not.toContain('canary-9')
    const second = testVault({ store: createDexieBlobStore(name), keys })
    await second.open()
    const pieces = await second.read(kept)
    expect(await new Blob([...(pieces ?? [])]).arrayBuffer()).toEqual(await file.arrayBuffer())
    await second.close()
  })
})

async function rawText(name: string): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name)
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(new Error('the database opens')))
  })
  const records = await new Promise<{ bytes: Uint8Array }[]>((resolve) => {
    const request = database.transaction('pieces').objectStore('pieces').getAll()
    request.addEventListener('success', () => resolve(request.result as { bytes: Uint8Array }[]))
  })
  database.close()
  expect(records.length).toBe(3)
  return records.map(({ bytes }) => new TextDecoder('latin1').decode(bytes)).join('')
}
