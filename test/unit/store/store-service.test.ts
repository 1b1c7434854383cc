// The worker's core over a window's port: commands and what windows see of them, drafts, garbage.

import { fc } from '#test/support/cases.ts'
import { afterEach, describe, expect, it } from 'vitest'
import type { Doc } from '#core/kernel/execute.ts'
import type { QueryView, StoreClient } from '#store/client.ts'
import type { WorkerMessage } from '#store/contract.ts'
import type { SessionApi } from '#sync/http-session.ts'
import type { LocalStore } from '#sync/ports.ts'
import { createHostLink } from '#store/service/host-link.ts'
import { createStoreService } from '#store/service/store-service.ts'
import { connectWindow } from '#store/service/window-port.ts'
import { type MemoryStore, noServer, openMemoryStore, testIds, testSession } from '#test/support/memory-store.ts'
import { portPair } from '#test/support/port-pair.ts'
import { idOf, rowOf } from '#test/support/rows.ts'

const ticketId = idOf(2)
const otherId = idOf(3)

function ticketRow(id: string, fields: Partial<Doc> = {}): Doc {
  return rowOf('ticket', { id, clientId: idOf(1), subject: 'Printer jams', status: 'open', description: '', ...fields })
}

const comment = { name: 'ticket.comment', input: { ticketId, visibility: 'internal', channel: 'note', body: 'Called back' } }

let store: MemoryStore
afterEach(async () => store.close())

function watch(client: StoreClient, spec: Parameters<StoreClient['query']>[0]): { view: QueryView | null } {
  const seen: { view: QueryView | null } = { view: null }
  client.query(spec, (view) => (seen.view = view))
  return seen
}

describe('the store of a window', () => {
  it('shows what a command did, marked as not yet confirmed, before the command is answered', async () => {
    store = await openMemoryStore({ rows: { ticket: [ticketRow(ticketId)] } })
    const tickets = watch(store.client, { entity: 'ticket' })
    const comments = watch(store.client, { entity: 'comment', parentId: ticketId })
    await expect.poll(() => tickets.view?.total).toBe(1)
    const before = tickets.view?.rows[0]
    const result = await store.client.request('run', comment)
    expect(result).toMatchObject({ ok: true })
    expect(tickets.view?.rows[0]).not.toBe(before)
    expect(tickets.view?.pending.has(ticketId)).toBe(true)
    await expect.poll(() => comments.view?.rows.map((row) => row['body'])).toEqual(['Called back'])
  })

  it('shows it to the other windows of the profile too', async () => {
    store = await openMemoryStore({ rows: { ticket: [ticketRow(ticketId)] } })
    const other = await store.window()
    const tickets = watch(other, { entity: 'ticket' })
    await expect.poll(() => tickets.view?.total).toBe(1)
    await store.client.request('run', comment)
    await expect.poll(() => tickets.view?.pending.size).toBe(1)
  })

  it('keeps the identity of rows that did not change', async () => {
    store = await openMemoryStore({ rows: { ticket: [ticketRow(ticketId), ticketRow(otherId)] } })
    const tickets = watch(store.client, { entity: 'ticket' })
    await expect.poll(() => tickets.view?.total).toBe(2)
    const untouched = tickets.view?.rows.find((row) => row.id === otherId)
    await store.client.request('run', comment)
    expect(tickets.view?.rows.find((row) => row.id === otherId)).toBe(untouched)
  })

  it('answers a refused command with its reason', async () => {
    store = await openMemoryStore({ rows: { ticket: [ticketRow(ticketId, { archivedAt: 5 })] } })
    expect(await store.client.request('run', comment)).toMatchObject({ ok: false, refusal: { type: 'archived' } })
    expect(await store.client.request('run', { name: 'no.such', input: {} })).toMatchObject({
      ok: false,
      refusal: { type: 'unknown-command' }
    })
  })

  it('tells status, outbox and session, and counts what waits', async () => {
    store = await openMemoryStore({ rows: { ticket: [ticketRow(ticketId)] } })
    const seen: Record<string, unknown> = {}
    for (const topic of ['status', 'outbox', 'session'] as const) store.client.subscribe(topic, {}, (value) => (seen[topic] = value))
    await store.client.request('run', comment)
    await expect.poll(() => seen['status']).toMatchObject({ waiting: 1, refused: 0, journal: 'none' })
    await expect
      .poll(() => seen['outbox'])
      .toMatchObject([{ name: 'ticket.comment', state: 'waiting', subject: { entity: 'ticket', id: ticketId } }])
    expect(seen['session']).toMatchObject({ role: 'administrator', personName: 'Test person' })
  })

  it('keeps drafts until they are cleared', async () => {
    store = await openMemoryStore()
    await store.client.request('putDraft', { key: 'comment:1', value: { body: 'half a sen' } })
    expect(await store.client.request('draft', { key: 'comment:1' })).toMatchObject({ value: { body: 'half a sen' } })
    await store.client.request('deleteDraft', { key: 'comment:1' })
    expect(await store.client.request('draft', { key: 'comment:1' })).toBeNull()
  })

  it('finds tickets by words, combined with conditions and sorting', async () => {
    store = await openMemoryStore({ rows: { ticket: [ticketRow(ticketId), ticketRow(otherId, { status: 'closed', number: 77 })] } })
    expect((await store.client.request('search', { words: 'jams', entities: ['ticket'], limit: 5 })).map((hit) => hit.id).sort()).toEqual([
      ticketId,
      otherId
    ])
    expect((await store.client.request('search', { words: '#77', entities: ['ticket'], limit: 5 }))[0]?.id).toBe(otherId)
    const closed = watch(store.client, { entity: 'ticket', words: 'printer', where: [{ op: 'is', field: 'status', value: 'closed' }] })
    await expect.poll(() => closed.view?.ids).toEqual([otherId])
  })

  it('waits for a sign-in before it shows rows, and says why one failed', async () => {
    store = await openMemoryStore({ signedOut: true })
    const states: string[] = []
    store.client.subscribe('status', {}, (status) => states.push(status.state))
    await expect.poll(() => states).toEqual(['signed-out'])
    expect(await store.client.request('signIn', { email: 'a@b.example', password: 'x', deviceName: 'Test' })).toEqual({
      ok: false,
      problem: 'unreachable'
    })
    await expect(store.client.request('run', comment)).rejects.toMatchObject({ type: 'signed-out' })
  })

  it('shows rows as soon as somebody signed in, hides them after signing out, and lets nobody else into the profile', async () => {
    const asked: (string | null)[] = []
    const person: { id: string } = { id: testIds.person }
    const signIn: SessionApi['signIn'] = async ({ deviceId }) => {
      asked.push(deviceId)
      return testSession(person.id, 'administrator', Date.now())
    }
    const api: SessionApi = { ...noServer, signOut: async () => undefined, signIn }
    store = await openMemoryStore({ rows: { ticket: [ticketRow(ticketId)] }, signedOut: true, api })
    const credentials = { email: 'a@b.example', password: 'x', deviceName: 'Test' }
    const tickets = watch(store.client, { entity: 'ticket' })
    const sessions: (string | null)[] = []
    store.client.subscribe('session', {}, (session) => sessions.push(session?.personName ?? null))
    expect(await store.client.request('signIn', credentials)).toMatchObject({ ok: true, session: { personId: testIds.person } })
    await expect.poll(() => tickets.view?.total).toBe(1)
    await store.client.request('signOut', {})
    await expect.poll(() => sessions).toEqual([null, 'Test person', null])
    await expect(store.client.request('run', comment)).rejects.toMatchObject({ type: 'signed-out' })
    person.id = otherId
    expect(await store.client.request('signIn', credentials)).toMatchObject({ ok: false, problem: 'other-person' })
    person.id = testIds.person
    expect(await store.client.request('signIn', credentials)).toMatchObject({ ok: true })
    expect(await store.client.request('run', comment)).toMatchObject({ ok: true })
    expect(asked).toEqual([testIds.device, testIds.device, testIds.device])
  })

  it('a password goes to the server at once or is refused with the reason', async () => {
    const given: string[] = []
    store = await openMemoryStore({
      rows: {},
      api: {
        ...noServer,
        refresh: async () => testSession(testIds.person, 'administrator', Date.now()),
        givePassword: async (_, personId) => void given.push(personId)
      }
    })
    expect(await store.client.request('givePassword', { personId: ticketId, password: 'long enough' })).toEqual({ ok: true })
    expect(given).toEqual([ticketId])
    await expect(store.client.request('givePassword', { personId: ticketId, password: 'short' })).rejects.toMatchObject({
      type: 'invalid-input',
      field: 'params.password'
    })
  })

  it('a password without the server is refused and kept nowhere', async () => {
    store = await openMemoryStore({ rows: {} })
    const answer = await store.client.request('givePassword', { personId: ticketId, password: 'long enough' })
    expect(answer).toEqual({ ok: false, problem: 'unreachable' })
  })

  it('hashes confirmed rows only', async () => {
    store = await openMemoryStore({ rows: { ticket: [ticketRow(ticketId)] } })
    const before = await store.client.request('hashes', {})
    await store.client.request('run', comment)
    expect(await store.client.request('hashes', {})).toEqual(before)
    expect(before['ticket']?.rows).toBe(1)
    expect(before['comment']).toEqual({ rows: 0, hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' })
  })
})

describe('a start on rows that were used before', () => {
  const spec = { entity: 'ticket', sort: [{ field: 'updatedAt' as const, direction: 'descending' as const }] }

  /** A database whose rows are read only when the test says so. */
  function slow() {
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    const wrap = (local: LocalStore): LocalStore => ({ ...local, readEntity: (entity) => released.then(() => local.readEntity(entity)) })
    return { wrap, release }
  }

  it('shows what was shown last before the rows are read, and what is true then', async () => {
    store = await openMemoryStore({ rows: { ticket: [ticketRow(ticketId)] } })
    const { disk } = store
    const before = watch(store.client, spec)
    await store.client.request('run', comment)
    await expect.poll(() => before.view?.pending.size).toBe(1)
    await store.close()
    const { wrap, release } = slow()
    store = await openMemoryStore({ disk, wrap })
    const after = watch(store.client, spec)
    await expect.poll(() => after.view).toEqual(before.view)
    release()
    expect(await store.client.request('run', comment)).toMatchObject({ ok: true })
    expect(after.view?.pending.size).toBe(1)
  })

  it('shows nothing from before when rows were written since', async () => {
    store = await openMemoryStore({ rows: { ticket: [ticketRow(ticketId)] } })
    const { disk } = store
    const before = watch(store.client, spec)
    await expect.poll(() => before.view?.total).toBe(1)
    await store.close()
    disk.meta = disk.meta?.replace('"cursor":1', '"cursor":2') ?? null
    const { wrap, release } = slow()
    const opening = openMemoryStore({ disk, wrap })
    let isOpen = false
    void opening.then(() => (isOpen = true))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(isOpen).toBe(false)
    release()
    store = await opening
  })
})

describe('garbage from a window', () => {
  function openPort() {
    const later = (): (() => void) => () => undefined
    const service = createStoreService({ host: createHostLink(later), later, openProfile: () => Promise.reject(new Error('not here')) })
    const [ours, theirs] = portPair()
    connectWindow(theirs, service, () => undefined)
    const answers: WorkerMessage[] = []
    ours.addEventListener('message', (event) => answers.push(event.data as WorkerMessage))
    return { port: ours, answers }
  }

  it.each([
    [
      { type: 'request', id: 7, method: 'nonsense', params: {} },
      { type: 'unknown-method', field: 'method' }
    ],
    [
      { type: 'request', id: 7, method: 'toString', params: {} },
      { type: 'unknown-method', field: 'method' }
    ],
    [
      { type: 'request', id: 7, method: 'open', params: { serverUrl: 'no address', profile: 'p', journal: 'none' } },
      { type: 'invalid-input', field: 'params.serverUrl' }
    ],
    [
      { type: 'request', id: 7, method: 'search', params: { words: 1, entities: [], limit: 5 } },
      { type: 'invalid-input', field: 'params.words' }
    ],
    [
      { type: 'subscribe', id: 7, topic: 'nonsense', params: {} },
      { type: 'unknown-topic', field: 'topic' }
    ],
    [
      { type: 'subscribe', id: 7, topic: 'query', params: { entity: 'nonsense' } },
      { type: 'invalid-input', field: 'params.entity' }
    ],
    [
      { type: 'subscribe', id: 7, topic: 'query', params: { entity: 'comment' } },
      { type: 'invalid-input', field: 'params.parentId' }
    ],
    [
      { type: 'subscribe', id: 7, topic: 'count', params: { entity: 'comment', by: 'x' } },
      { type: 'invalid-input', field: 'params.entity' }
    ],
    [
      { type: 'subscribe', id: 7, topic: 'query', params: { entity: 'ticket', limit: 1e9 } },
      { type: 'invalid-input', field: 'params.limit' }
    ],
    [{ id: 7 }, { type: 'invalid-message', field: 'message.type' }]
  ])('%j is answered with type, field and what was expected', async (message, error) => {
    const { port, answers } = openPort()
    port.postMessage(message)
    await expect.poll(() => answers).toMatchObject([{ type: 'answer', id: 7, ok: false, error }])
    expect((answers[0] as { error: { expected?: string } }).error.expected).toBeTruthy()
  })

  it('never stops the worker', async () => {
    const { port, answers } = openPort()
    const json = fc.sample(fc.jsonValue(), 200)
    for (const value of json) port.postMessage(value)
    for (const value of json) port.postMessage({ type: 'request', id: 1, method: 'run', params: value })
    port.postMessage({ type: 'request', id: 99, method: 'provideHost', params: { journal: true, secrets: true } })
    await expect.poll(() => answers.at(-1)).toEqual({ type: 'answer', id: 99, ok: true, value: null })
  })
})
