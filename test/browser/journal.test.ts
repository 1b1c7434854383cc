// The browser's journal in the real engine: private files, their one holder, and the next one when it dies.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBrowserJournal } from '#renderer/platform/browser-journal.ts'
import { reachStore } from '#renderer/platform/reach-store.ts'
import { createDexieLocalStore, databaseName } from '#store/adapters/dexie-local-store.ts'
import type { StoreClient } from '#store/client.ts'
import type { Host, OutboxItem, SyncStatus } from '#store/contract.ts'
import { createDatabaseVault } from '#store/service/key-vault.ts'
import { pagesOf, testIds, testMeta, testSession } from '#test/support/memory-store.ts'
import { idOf, rowOf } from '#test/support/rows.ts'

const journalUrl = new URL('../../src/store/journal-worker.ts?worker_file&type=module', import.meta.url).href
const workerUrl = new URL('../../src/store/worker.ts?worker_file&type=module', import.meta.url).href
const serverUrl = 'http://127.0.0.1:9'
const ticketId = idOf(2)
const comment = (n: number) => ({ name: 'ticket.comment', input: { ticketId, visibility: 'internal', channel: 'note', body: `note ${n}` } })

let profile = ''
const frames: HTMLIFrameElement[] = []
beforeEach(() => {
  profile = `journal-${crypto.randomUUID()}`
})
afterEach(() => {
  for (const frame of frames.splice(0)) frame.remove()
})

/** A window: it dies with everything it started. */
function openFrame() {
  const frame = document.createElement('iframe')
  document.body.append(frame)
  frames.push(frame)
  return { scope: frame.contentWindow as unknown as typeof globalThis, kill: () => frame.remove() }
}

async function openJournalWindow(): Promise<{ host: Promise<Host>; isHere: boolean; kill: () => void }> {
  const { scope, kill } = openFrame()
  let offer = (_host: Host): void => undefined
  const host = new Promise<Host>((resolve) => (offer = resolve))
  const journal = openBrowserJournal(profile, offer, () => new scope.Worker(journalUrl, { type: 'module' }))
  return { host, isHere: await journal.started, kill }
}

const entry = (key: string) => ({ key, payload: `payload of ${key}` })
const keysOf = async (host: Host): Promise<string[]> =>
  (await host['journal.read']({ skip: 0, limit: 100 })).entries.map(({ key, payload }) => `${key}=${payload.length}`)

describe('the journal in private files', () => {
  it('keeps what it answered when its window dies, and the next window takes over', async () => {
    const first = await openJournalWindow()
    const second = await openJournalWindow()
    expect([first.isHere, second.isHere]).toEqual([true, true])
    const host = await first.host
    await host['journal.append']({ entries: [entry('a'), entry('b')] })
    await host['journal.acknowledge']({ keys: ['a'] })
    await host['canary.write']({ text: 'one' })
    await host['canary.write']({ text: 'two' })
    first.kill()
    const next = await second.host
    expect(await keysOf(next)).toEqual(['a=12', 'b=12'])
    expect((await next['journal.read']({ skip: 0, limit: 1 })).entries[0]?.acknowledged).toBe(true)
    expect(await next['canary.read']({})).toEqual({ text: 'two' })
    expect((await next['room.prepare']({})).isEnough).toBe(true)
  })

  it('starts again when its script could not be loaded, and says so when it never can', async () => {
    const urls = ['/nowhere.js', journalUrl]
    const { scope } = openFrame()
    const start = (): Worker => new scope.Worker(urls.shift() ?? '/nowhere.js', { type: 'module' })
    expect(await openBrowserJournal(profile, () => undefined, start).started).toBe(true)
    expect(await openBrowserJournal(`${profile}-2`, () => undefined, start).started).toBe(false)
  })

  it('[JRN11] opens with what is whole when the file was torn', async () => {
    const first = await openJournalWindow()
    await (await first.host)['journal.append']({ entries: [entry('a'), entry('b')] })
    first.kill()
    const root = await navigator.storage.getDirectory()
    const folder = await (await root.getDirectoryHandle('journals')).getDirectoryHandle(profile)
    const handle = await folder.getFileHandle('journal')
    const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer())
    await expect
      .poll(async () => {
        const writer = await handle.createWritable().catch(() => null)
        await writer?.write(bytes.slice(0, bytes.length - 5))
        await writer?.close()
        return writer !== null
      })
      .toBe(true)
    const second = await openJournalWindow()
    expect(await keysOf(await second.host)).toEqual(['a=12'])
    expect((await (await second.host)['journal.read']({ skip: 0, limit: 1 })).damaged).toBe(1)
  })
})

interface StoreWindow {
  readonly client: StoreClient
  readonly seen: { outbox: readonly OutboxItem[]; status: SyncStatus | null }
  readonly kill: () => void
}

/** A window as the browser's client opens it: its journal worker offers to the store when it holds the files. */
async function openStoreWindow(): Promise<StoreWindow> {
  const { scope, kill } = openFrame()
  const client = await reachStore(() => new scope.SharedWorker(workerUrl, { type: 'module', name: profile }))
  const offer = (host: Host): void => void client.provideHost(host, { journal: true, secrets: false })
  const journal = openBrowserJournal(profile, offer, () => new scope.Worker(journalUrl, { type: 'module' }))
  expect(await journal.started).toBe(true)
  await client.request('open', { serverUrl, profile, journal: 'browser' })
  const seen: StoreWindow['seen'] = { outbox: [], status: null }
  client.subscribe('outbox', {}, (outbox) => (seen.outbox = outbox))
  client.subscribe('status', {}, (status) => (seen.status = status))
  return { client, seen, kill }
}

async function prepareProfile(): Promise<void> {
  const store = createDexieLocalStore(profile)
  await store.open()
  const ticket = rowOf('ticket', { id: ticketId, clientId: idOf(1), subject: 'Printer jams' })
  await store.commit({ meta: testMeta(testIds.person), putPages: pagesOf('ticket', [ticket]) })
  await store.close()
  const vault = createDatabaseVault(`fixpoint-keys-${profile}`)
  await vault.write(`session:${profile}`, JSON.stringify(testSession(testIds.person, 'administrator', Date.now())))
}

describe('the store with the browser’s journal', () => {
  it('the store is reached by a second start when the first gave no sign of life', async () => {
    await prepareProfile()
    const urls = ['/nowhere.js']
    const { scope } = openFrame()
    const client = await reachStore(() => new scope.SharedWorker(urls.shift() ?? workerUrl, { type: 'module', name: profile }))
    expect(await client.request('open', { serverUrl, profile, journal: 'none' })).toMatchObject({ session: { role: 'administrator' } })
    client.close()
  })

  it('[JRN11] commands are journalled in private files, and the next window carries on when the holder dies', async () => {
    await prepareProfile()
    const first = await openStoreWindow()
    const second = await openStoreWindow()
    await expect.poll(() => second.seen.status?.journal).toBe('browser')
    expect(await first.client.request('run', comment(1))).toMatchObject({ ok: true })
    first.kill()
    expect(await second.client.request('run', comment(2))).toMatchObject({ ok: true })
    await expect.poll(() => second.seen.outbox.length).toBe(2)
  })

  it('[JRN11] with the database deleted, unsent work comes back from the private files', async () => {
    await prepareProfile()
    const first = await openStoreWindow()
    expect(await first.client.request('run', comment(1))).toMatchObject({ ok: true })
    first.kill()
    await expect.poll(() => deleted(databaseName(profile))).toBe(true)
    const second = await openStoreWindow()
    await expect.poll(() => second.seen.outbox.length).toBe(1)
    await expect.poll(() => second.seen.status?.recovered).toBe(1)
  })
})

function deleted(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    request.addEventListener('success', () => resolve(true))
    request.addEventListener('blocked', () => resolve(false))
    request.addEventListener('error', () => resolve(false))
  })
}
