// The LocalStore contract on real IndexedDB in Chromium, and what only it can show.

import { describe, expect, test } from 'vitest'
import { createDexieLocalStore, databaseName } from '#store/adapters/dexie-local-store.ts'
import { openReplica } from '#store/replica.ts'
import { localStoreContract } from './local-store.contract.ts'

let names = 0
const freshName = (): string => `test-${Date.now()}-${names++}`

localStoreContract('on IndexedDB', async () => {
  const name = freshName()
  return { store: createDexieLocalStore(name), reopen: async () => createDexieLocalStore(name) }
})

describe('on IndexedDB', () => {
  test('[PAGE6] every write asks for strict durability', async () => {
    const asked: (string | undefined)[] = []
    const original = IDBDatabase.prototype.transaction
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, names, mode, options) {
      if (mode === 'readwrite') asked.push(options?.durability)
      return original.call(this, names, mode, options)
    }
    const store = createDexieLocalStore(freshName())
    await store.open()
    await store.commit({ putPages: [] })
    await store.putDraft({ key: 'a', value: 1, updatedAt: 1 })
    IDBDatabase.prototype.transaction = original
    await store.close()
    expect(asked.length).toBeGreaterThan(0)
    expect(new Set(asked)).toEqual(new Set(['strict']))
  })

  test('[PAGE5] a view of a larger buffer is stored as its own bytes alone', async () => {
    const store = createDexieLocalStore(freshName())
    await store.open()
    const large = new Uint8Array(1_000_000)
    const bytes = large.subarray(10, 12)
    await store.commit({ putPages: [{ key: { entity: 'ticket', clientId: null, low: '' }, codec: 0, rows: 0, bytes }] })
    const [page] = await store.readEntity('ticket')
    await store.close()
    expect(page?.bytes.buffer.byteLength).toBe(2)
  })

  test('[PAGE6] a commit that fails half-way leaves nothing behind', async () => {
    const name = freshName()
    const store = createDexieLocalStore(name)
    await store.open()
    const key = { entity: 'ticket', clientId: null, low: '' }
    // A function can't be cloned into the database: the outbox put fails after the page put.
    const broken = { envelope: { id: 'x', run: () => undefined } }
    await expect(
      store.commit({ putPages: [{ key, codec: 0, rows: 0, bytes: new Uint8Array(1) }], putOutbox: [broken as never] })
    ).rejects.toThrow()
    expect(await store.readEntity('ticket')).toEqual([])
    await store.close()
  })

  test('[PAGE7] profiles have databases of their own', async () => {
    const [one, two] = [freshName(), freshName()]
    const first = createDexieLocalStore(one)
    const second = createDexieLocalStore(two)
    await first.open()
    await second.open()
    await first.putDraft({ key: 'a', value: 1, updatedAt: 1 })
    expect(await second.draft('a')).toBe(null)
    const found = (await indexedDB.databases()).map((database) => database.name)
    expect(found).toEqual(expect.arrayContaining([databaseName(one), databaseName(two)]))
    await first.close()
    await second.close()
  })

  test('[CMD1] a command that was saved on IndexedDB is there after opening again', async () => {
    const name = freshName()
    const identity = {
      organisationId: '01900000-0000-7000-8000-00000000aa00',
      personId: '01900000-0000-7000-8000-00000000ad00',
      deviceId: '01900000-de01-7000-8000-000000010000'
    }
    const clock = { now: Date.now, randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) }
    const open = () => openReplica({ store: createDexieLocalStore(name), journal: null, clock, identity, role: 'administrator' })
    const first = await open()
    const outcome = await first.run('client.create', { name: 'Bakery Noll', code: 'NOLL', serviceModel: 'managed', currency: 'EUR' })
    await first.close()
    const second = await open()
    expect(outcome.ok).toBe(true)
    expect([...second.rows('client')]).toMatchObject([{ name: 'Bakery Noll' }])
    expect(second.waiting()).toHaveLength(1)
    await second.close()
  })
})
