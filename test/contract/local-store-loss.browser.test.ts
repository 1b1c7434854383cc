// A browser that lost its databases and opened empty ones in their place says so once, to whoever opens one first: it reaches the person,
// and what was not sent comes back from the journal.

import { afterEach, describe, expect, test } from 'vitest'
import { createDexieLocalStore } from '#store/adapters/dexie-local-store.ts'
import { openReplica } from '#store/replica.ts'
import type { JournalEntry, KeptJournalEntry, LocalMeta } from '#sync/ports.ts'

const identity = {
  organisationId: '01900000-0000-7000-8000-00000000aa00',
  personId: '01900000-0000-7000-8000-00000000ad00',
  deviceId: '01900000-de01-7000-8000-000000010000'
}
const clock = { now: Date.now, randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) }
const meta = { ...identity, epoch: null, cursor: 1 } as unknown as LocalMeta

let names = 0
const freshName = (): string => `loss-${Date.now()}-${names++}`

const { prototype } = IDBVersionChangeEvent
const original = Object.getOwnPropertyDescriptor(prototype, 'dataLoss')
afterEach(() => {
  if (original) Object.defineProperty(prototype, 'dataLoss', original)
})

/** From now on the browser says of every database that it makes that the one before was lost. */
function loseDatabases(): void {
  Object.defineProperty(prototype, 'dataLoss', { configurable: true, get: () => 'total' })
}

function journalOf(lines: readonly JournalEntry[]) {
  const entries: KeptJournalEntry[] = lines.map((line) => ({ ...line, settled: false }))
  return {
    append: async (more: readonly JournalEntry[]) => void entries.push(...more.map((line) => ({ ...line, settled: false }))),
    settle: async () => undefined,
    read: async () => ({ entries, damaged: 0 })
  }
}

describe('a database that the browser lost', () => {
  test('[JRN8] Chromium tells of a loss where this adapter looks', () => {
    expect(original?.get).toBeTypeOf('function')
  })

  test('[JRN8] is told at every opening until rows are kept again, also after a crash, and then no longer', async () => {
    const name = freshName()
    loseDatabases()
    const first = createDexieLocalStore(name)
    expect(await first.open()).toMatchObject({ meta: null, lost: expect.stringMatching(/./) })
    await first.close()
    if (original) Object.defineProperty(prototype, 'dataLoss', original)
    const second = createDexieLocalStore(name)
    expect(await second.open()).toMatchObject({ lost: expect.stringMatching(/./) })
    await second.putDraft({ key: 'a', value: 1, updatedAt: 1 })
    await second.commit({ meta })
    await second.close()
    const third = createDexieLocalStore(name)
    expect(await third.open()).toEqual({ meta, outbox: [] })
    await third.close()
  })

  test('[JRN8] a new device is no loss', async () => {
    const store = createDexieLocalStore(freshName())
    expect(await store.open()).toEqual({ meta: null, outbox: [] })
    await store.close()
  })

  test('[JRN3] [JRN8] the person is told, and unsent work comes back from the journal', async () => {
    const name = freshName()
    const before = await openReplica({ store: createDexieLocalStore(freshName()), journal: null, clock, identity, role: 'administrator' })
    await before.run('client.create', { name: 'Bakery Noll', code: 'NOLL', serviceModel: 'managed', currency: 'EUR' })
    const lines = before.outbox().map(({ envelope }) => ({ envelope, dropped: false }))
    await before.close()
    loseDatabases()
    const store = createDexieLocalStore(name)
    const after = await openReplica({ store, journal: journalOf(lines), clock, identity, role: 'administrator' })
    expect([after.damage(), after.recovered, after.waiting().length]).toEqual(['store', 1, 1])
    expect([...after.rows('client')]).toMatchObject([{ name: 'Bakery Noll' }])
    await after.close()
  })
})
