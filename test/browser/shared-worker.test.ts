// The shared worker in the real browser engine, on real IndexedDB: windows that share it, windows that die, builds that follow
// each other. A window is an iframe, because a shared worker ends with its last document.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Doc } from '#core/kernel/execute.ts'
import { fileDatabaseName } from '#store/attachments/dexie-blob-store.ts'
import { createDexieLocalStore } from '#store/adapters/dexie-local-store.ts'
import { reachStore } from '#renderer/platform/reach-store.ts'
import type { QueryView, StoreClient } from '#store/client.ts'
import type { OutboxItem, SyncStatus } from '#store/contract.ts'
import { createDatabaseVault } from '#store/service/key-vault.ts'
import { pagesOf, testIds, testMeta, testSession } from '#test/support/memory-store.ts'
import { idOf, rowOf } from '#test/support/rows.ts'

const workerUrl = new URL('../../src/store/worker.ts?worker_file&type=module', import.meta.url).href
const serverUrl = 'http://127.0.0.1:9'
const ticketId = idOf(2)
const comment = (n: number) => ({ name: 'ticket.comment', input: { ticketId, visibility: 'internal', channel: 'note', body: `note ${n}` } })

interface TestWindow {
  readonly client: StoreClient
  readonly reloaded: Promise<void>
  /** The window is gone, without a word. */
  readonly kill: () => void
}

let profile = ''
const open: TestWindow[] = []

async function openWindow(url = workerUrl): Promise<TestWindow> {
  const frame = document.createElement('iframe')
  document.body.append(frame)
  const { SharedWorker } = frame.contentWindow as unknown as typeof globalThis
  let reload = (): void => undefined
  const reloaded = new Promise<void>((resolve) => (reload = resolve))
  const client = await reachStore(() => new SharedWorker(url, { type: 'module', name: profile }), { onReload: reload })
  const window: TestWindow = { client, reloaded, kill: () => frame.remove() }
  open.push(window)
  await client.request('open', { serverUrl, profile, journal: 'none' })
  return window
}

function follow(client: StoreClient): { view: QueryView | null; outbox: readonly OutboxItem[]; status: SyncStatus | null } {
  const seen: ReturnType<typeof follow> = { view: null, outbox: [], status: null }
  client.query({ entity: 'ticket' }, (view) => (seen.view = view))
  client.subscribe('outbox', {}, (outbox) => (seen.outbox = outbox))
  client.subscribe('status', {}, (status) => (seen.status = status))
  return seen
}

/** Waits until nobody holds it open. */
function lose(database: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(database)
    request.addEventListener('success', () => resolve())
    request.addEventListener('error', () => reject(request.error ?? new Error('the database stays')))
  })
}

/** As a device stands after its first sync: signed in, with rows. */
async function prepareProfile(rows: readonly Doc[]): Promise<void> {
  profile = `test-${crypto.randomUUID()}`
  const store = createDexieLocalStore(profile)
  await store.open()
  await store.commit({ meta: testMeta(testIds.person), putPages: pagesOf('ticket', rows) })
  await store.close()
  const vault = createDatabaseVault(`fixpoint-keys-${profile}`)
  await vault.write(`session:${profile}`, JSON.stringify(testSession(testIds.person, 'administrator', Date.now())))
}

beforeEach(() => prepareProfile([rowOf('ticket', { id: ticketId, clientId: idOf(1), subject: 'Printer jams' })]))
afterEach(() => {
  for (const window of open.splice(0)) window.kill()
})

describe('the shared worker', () => {
  it('opens what is on the device without a server, and says that it is offline', async () => {
    const { client } = await openWindow()
    const seen = follow(client)
    await expect.poll(() => seen.view?.rows[0]?.['subject']).toBe('Printer jams')
    await expect.poll(() => seen.status?.state).toBe('offline')
  })

  it('shows a change of one window in the other', async () => {
    const [first, second] = [await openWindow(), await openWindow()]
    const seen = follow(second.client)
    await expect.poll(() => seen.view?.total).toBe(1)
    expect(await first.client.request('run', comment(1))).toMatchObject({ ok: true })
    await expect.poll(() => [...(seen.view?.pending ?? [])]).toEqual([ticketId])
    await expect.poll(() => seen.outbox.length).toBe(1)
  })

  it('goes on when the window that started it is gone', async () => {
    const [first, second] = [await openWindow(), await openWindow()]
    first.kill()
    expect(await second.client.request('run', comment(1))).toMatchObject({ ok: true })
  })

  it('loses nothing that was said to be saved when its last window dies at any moment', async () => {
    const saved: string[] = []
    for (let round = 0; round < 5; round++) {
      const window = await openWindow()
      const running = Array.from({ length: 20 }, (_, n) =>
        window.client.request('run', comment(round * 20 + n)).then((result) => result.ok && saved.push(result.commandId))
      )
      await Promise.race([Promise.all(running), new Promise((resolve) => setTimeout(resolve, 5 + round * 15))])
      window.kill()
    }
    const seen = follow((await openWindow()).client)
    await expect.poll(() => seen.outbox.length).toBeGreaterThanOrEqual(saved.length)
    const kept = seen.outbox.map((item) => item.commandId)
    expect(new Set(kept).size).toBe(kept.length)
    expect(saved.filter((id) => !kept.includes(id))).toEqual([])
    expect(saved.length).toBeGreaterThan(0)
  })

  it('[ATT3] keeps a file that a window hands over, and gives it to another one after both are gone', async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(60_000))
    const file = new Blob(Array.from({ length: 20 }, () => bytes))
    const first = await openWindow()
    const taken = await first.client.request('addFile', { ticketId, file })
    if (!taken.ok) throw new Error(taken.problem)
    const input = { ticketId, name: 'rack.png', mime: 'image/png', size: taken.size, sha256: taken.sha256 }
    const said = await first.client.request('run', { name: 'attachment.attach', input })
    if (!said.ok) throw new Error(said.refusal.type)
    first.kill()
    const second = await openWindow()
    const attachmentId = said.commandId.replace(/0000$/, '0001')
    const answer = await second.client.request('fetchFile', { ticketId, attachmentId })
    if (!answer.ok) throw new Error(answer.problem)
    expect(await answer.content.arrayBuffer()).toEqual(await file.arrayBuffer())
    expect(await second.client.request('fetchFile', { ticketId, attachmentId: idOf(999) })).toEqual({ ok: false, problem: 'not-found' })
  })

  it('[ATT15] an unsent file is there, whole, after the browser lost the database of files and the keys that lay in another', async () => {
    const file = new Blob([crypto.getRandomValues(new Uint8Array(60_000)), 'x'.repeat(600_000)])
    const first = await openWindow()
    const taken = await first.client.request('addFile', { ticketId, file })
    if (!taken.ok) throw new Error(taken.problem)
    const input = { ticketId, name: 'rack.png', mime: 'image/png', size: taken.size, sha256: taken.sha256 }
    const said = await first.client.request('run', { name: 'attachment.attach', input })
    if (!said.ok) throw new Error(said.refusal.type)
    first.kill()
    await lose(fileDatabaseName(profile))
    await createDatabaseVault(`fixpoint-keys-${profile}`).write(`files:${profile}:${idOf(1)}`, null)
    const second = await openWindow()
    const answer = await second.client.request('fetchFile', { ticketId, attachmentId: said.commandId.replace(/0000$/, '0001') })
    if (!answer.ok) throw new Error(answer.problem)
    expect(await answer.content.arrayBuffer()).toEqual(await file.arrayBuffer())
  })

  it('hands the profile to another build: the older one finishes, lets go and reloads its windows', async () => {
    const older = await openWindow()
    const saved = await older.client.request('run', comment(1))
    const newer = await openWindow(`${workerUrl}&build=2`)
    await older.reloaded
    const seen = follow(newer.client)
    await expect.poll(() => seen.outbox.map((item) => item.commandId)).toEqual([saved.ok && saved.commandId])
  })
})
