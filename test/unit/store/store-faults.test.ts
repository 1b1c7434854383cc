// A disk that fails while a person works: what was not saved is said, in the answer and in the status, and stops being said when it works.

import { afterEach, expect, test, vi } from 'vitest'
import type { StoreClient } from '#store/client.ts'
import type { SyncStatus } from '#store/contract.ts'
import type { LocalStore } from '#sync/ports.ts'
import { type MemoryStore, openMemoryStore } from '../../support/memory-store.ts'
import { idOf, rowOf } from '../../support/rows.ts'

const client = rowOf('client', { id: idOf(1), clientId: idOf(1), name: 'Harbour Foods', code: 'HAR' })
const ticket = rowOf('ticket', { id: idOf(100), clientId: idOf(1), number: 1, subject: 'Printer jams', status: 'open' })
const comment = { name: 'ticket.comment', input: { ticketId: ticket.id, visibility: 'internal', channel: 'note', body: 'on paper' } }

let store: MemoryStore
let failure: Error | null = null
afterEach(async () => {
  failure = null
  vi.restoreAllMocks()
  await store.close()
})

const failing = (local: LocalStore): LocalStore => {
  const fails =
    <T extends unknown[]>(write: (...all: T) => Promise<void>) =>
    (...all: T) =>
      failure ? Promise.reject(failure) : write(...all)
  return { ...local, commit: fails(local.commit), putDraft: fails(local.putDraft), deleteDraft: fails(local.deleteDraft) }
}

async function openDesk(): Promise<StoreClient> {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  store = await openMemoryStore({ rows: { client: [client], ticket: [ticket] }, wrap: failing })
  return store.client
}

function statusOf(window: StoreClient): Promise<SyncStatus> {
  return new Promise((resolve) => {
    const stop = window.subscribe('status', {}, (status) => {
      resolve(status)
      queueMicrotask(() => stop())
    })
  })
}

test.each([
  ['an input or output error', new Error('I/O error 5'), 'not-saved', /was not saved/],
  ['a full disk', Object.assign(new Error('no room'), { name: 'QuotaExceededError' }), 'storage-full', /no room left/]
])(
  '[PAGE10] a command that %s kept from being saved is refused with the reason, shows nowhere, and the status says so until it works',
  async (_name, error, type, words) => {
    const window = await openDesk()
    failure = error
    await expect(window.request('run', comment)).rejects.toMatchObject({ type })
    expect(await statusOf(window)).toMatchObject({ state: 'needs-you', problem: expect.stringMatching(words), waiting: 0 })
    failure = null
    expect(await window.request('run', comment)).toMatchObject({ ok: true })
    expect(await statusOf(window)).toMatchObject({ problem: null, waiting: 1 })
  }
)

test('[PAGE10] typing that can’t be kept is said while it is typed, and no longer when it is kept', async () => {
  const window = await openDesk()
  failure = new Error('I/O error 5')
  await expect(window.request('putDraft', { key: 'comment:1', value: 'half' })).rejects.toThrow()
  expect(await statusOf(window)).toMatchObject({ state: 'needs-you', problem: expect.stringMatching(/can’t be kept/) })
  failure = null
  await window.request('putDraft', { key: 'comment:1', value: 'half a sentence' })
  expect((await statusOf(window)).problem).toBe(null)
  expect(await window.request('draft', { key: 'comment:1' })).toMatchObject({ value: 'half a sentence' })
})
