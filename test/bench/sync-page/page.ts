// The measured page: a window of the real store on a real server, journal and all, with the plainest list there is.

import { startBrowserJournal } from '#renderer/platform/browser-journal.ts'
import { createStoreClient, type QueryView, type StoreClient } from '#store/client.ts'
import type { SyncStatus } from '#store/contract.ts'
// oxlint-disable-next-line import/default -- Vite gives the worker's constructor
import StoreWorker from '#store/worker.ts?sharedworker'
import { benchmarkTicket } from '../desk-rows.ts'
import { measureRawFloor } from './raw-floor.ts'

declare global {
  interface Window {
    readonly syncBench: typeof bench
  }
}

const profile = 'bench'
const list = document.getElementById('rows') as HTMLElement
let client: StoreClient
let status: SyncStatus | null = null
const waiters = new Set<() => void>()

/** UTC milliseconds with fractions: the same clock in every browser of the machine. */
function clock(): number {
  return performance.timeOrigin + performance.now()
}

async function open(serverUrl: string): Promise<void> {
  client = createStoreClient(new StoreWorker({ name: profile }).port)
  const journal = (await startBrowserJournal(profile, (host) => void client.provideHost(host, { journal: true, secrets: false })))
    ? 'browser'
    : 'none'
  await client.request('open', { serverUrl, profile, journal })
  client.subscribe('status', {}, (value) => {
    status = value
    for (const look of waiters) look()
  })
}

function until(holds: (status: SyncStatus) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!status || !holds(status)) return
      waiters.delete(look)
      resolve()
    }
    waiters.add(look)
    look()
  })
}

/** From the answer of the sign-in until everything is here and durable. */
async function firstSync(email: string, password: string): Promise<{ ms: number; tickets: number }> {
  const answer = await client.request('signIn', { email, password, deviceName: 'bench' })
  if (!answer.ok) throw new Error(`sign-in: ${answer.problem}`)
  const start = performance.now()
  await until(
    ({ state, lastExchangeAt, progress }) => state === 'up-to-date' && lastExchangeAt !== null && progress?.phase !== 'first-sync'
  )
  const ms = performance.now() - start
  return { ms, tickets: await countTickets() }
}

function countTickets(): Promise<number> {
  return new Promise((resolve) => {
    const end = client.subscribe('count', { entity: 'ticket', by: 'status' }, ({ total }) => {
      resolve(total)
      queueMicrotask(() => end())
    })
  })
}

const heard: { store: number[]; painted: number[] } = { store: [], painted: [] }

/** Follows the list that every window has open: newest first. A changed row says when it was written. */
function follow(): void {
  client.query({ entity: 'ticket', sort: [{ field: 'updatedAt', direction: 'descending' }], limit: 60 }, (view) => {
    const text = view.rows[0]?.['category']
    const stamp = Number((typeof text === 'string' ? /^at (\d+(\.\d+)?)$/.exec(text)?.[1] : null) ?? Number.NaN)
    if (Number.isNaN(stamp)) return show(view)
    heard.store.push(clock() - stamp)
    show(view)
    requestAnimationFrame(() => setTimeout(() => heard.painted.push(clock() - stamp)))
  })
}

function show(view: QueryView): void {
  list.replaceChildren(
    ...view.rows.slice(0, 40).map((row) => {
      const item = document.createElement('li')
      item.textContent = `#${String(row['number'])} ${String(row['subject'])} ${String(row['category'])}`
      return item
    })
  )
}

/** One field of one ticket, stamped with the time at which its change was asked for. */
async function write(n: number): Promise<void> {
  const fields = { category: `at ${clock().toFixed(2)}` }
  const answer = await client.request('run', { name: 'ticket.edit', input: { id: benchmarkTicket(n), fields } })
  if (!answer.ok) throw new Error(`ticket.edit: ${answer.refusal.type}`)
}

/** Commands of a person at work, all in one go. */
async function gather(count: number): Promise<number> {
  const calls = Array.from({ length: count }, (_, n) =>
    n % 2 === 0
      ? { name: 'ticket.comment', input: { ticketId: benchmarkTicket(n * 37), visibility: 'internal', channel: 'note', body: `Note ${n}` } }
      : { name: 'ticket.edit', input: { id: benchmarkTicket(n * 37), fields: { category: `offline ${n}` } } }
  )
  const start = performance.now()
  const results = await client.request('runMany', { calls })
  if (results.some((result) => !result.ok)) throw new Error('a command was refused here')
  return performance.now() - start
}

/** The network is back: how long until the server has acknowledged everything. */
async function sendAll(): Promise<number> {
  const start = performance.now()
  await client.request('syncNow', {})
  await until(({ waiting, state }) => waiting === 0 && state !== 'syncing' && state !== 'offline')
  return performance.now() - start
}

/** One exchange with nothing new on either side. */
async function reconnect(): Promise<number> {
  const start = performance.now()
  await client.request('syncNow', {})
  return performance.now() - start
}

/** Everything is here, and nothing is being done in the background. */
function quiet(): Promise<void> {
  return until(({ state, progress }) => state === 'up-to-date' && progress === null)
}

/** Commands that were refused or parked. */
function troubles(): number {
  return (status?.refused ?? 0) + (status?.parked ?? 0)
}

const bench = {
  troubles,
  open,
  firstSync,
  follow,
  heard: () => heard,
  write,
  gather,
  sendAll,
  reconnect,
  quiet,
  offline: () => until(({ problem }) => problem !== null),
  floor: measureRawFloor
}
Object.assign(window, { syncBench: bench })
