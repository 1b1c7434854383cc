// The measured page: a window of the store with the plainest list there is, so that what is measured is the store and the way to it.

import { createStoreClient, type QueryView, type StoreClient } from '#store/client.ts'
import type { QuerySpec } from '#store/contract.ts'
// oxlint-disable-next-line import/default -- Vite gives the worker's constructor
import StoreWorker from '#store/worker.ts?sharedworker'
import { deskId } from '../desk-rows.ts'
import { measureFloors } from './floors.ts'
import { fillProfile } from './fill.ts'

declare global {
  interface Window {
    readonly bench: typeof bench
  }
}

const profile = 'bench'
const ticketCount = 100_000
const list = document.getElementById('rows') as HTMLElement

function connect(): StoreClient {
  const client = createStoreClient(new StoreWorker({ name: profile }).port)
  void client.request('open', { serverUrl: 'http://127.0.0.1:9', profile, journal: 'none' })
  return client
}

/** Two frames: the first shows what was written before it, the second begins after it was painted. */
function painted(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))
}

function show(view: QueryView): void {
  list.replaceChildren(
    ...view.rows.slice(0, 40).map((row) => {
      const item = document.createElement('li')
      item.tabIndex = 0
      item.textContent = `#${String(row['number'])} ${String(row['subject'] ?? row['name'])} ${String(row['status'])}`
      return item
    })
  )
}

/** Time until the first rows of a question are painted. */
async function timeQuery(client: StoreClient, spec: QuerySpec): Promise<number> {
  const start = performance.now()
  const view = await new Promise<QueryView>((resolve) => {
    const live = client.query({ limit: 60, ...spec }, (result) => {
      live.close()
      resolve(result)
    })
  })
  show(view)
  return (await painted()) - start
}

/** From the start of navigation: the first row that can be clicked, and the moment when all rows are in memory. The list stays open. */
async function coldStart(): Promise<{ firstRow: number; allRows: number }> {
  const client = connect()
  const open: QuerySpec = {
    entity: 'ticket',
    where: [{ op: 'isNot', field: 'status', value: 'closed' }],
    sort: [{ field: 'updatedAt', direction: 'descending' }],
    limit: 60
  }
  await new Promise<void>((resolve) => {
    client.query(open, (view) => {
      show(view)
      resolve()
    })
  })
  const firstRow = await painted()
  await client.request('search', { words: '', entities: ['ticket'], limit: 1 })
  return { firstRow, allRows: performance.now() }
}

async function untilIndexed(): Promise<number> {
  const client = connect()
  const start = performance.now()
  await new Promise<void>((resolve) => {
    client.subscribe('status', {}, ({ state, progress }) => state === 'offline' && progress === null && resolve())
  })
  return performance.now() - start
}

const views: readonly QuerySpec[] = [
  { entity: 'ticket', sort: [{ field: 'updatedAt', direction: 'descending' }] },
  { entity: 'ticket', sort: [{ field: 'subject', direction: 'ascending' }] },
  {
    entity: 'ticket',
    where: [{ op: 'is', field: 'assigneeId', value: deskId('person', 3) }],
    sort: [{ field: 'priority', direction: 'ascending' }]
  },
  {
    entity: 'ticket',
    where: [{ op: 'isNot', field: 'status', value: 'closed' }],
    groupBy: 'status',
    sort: [{ field: 'openedAt', direction: 'descending' }]
  },
  { entity: 'ticket', where: [{ op: 'has', field: 'tags', value: 'vip' }], sort: [{ field: 'subject', direction: 'descending' }] },
  { entity: 'ticket', where: [{ op: 'text', field: 'subject', value: 'zürich' }] },
  {
    entity: 'ticket',
    where: [
      { op: 'empty', field: 'assigneeId' },
      { op: 'in', field: 'status', values: ['new', 'open'] }
    ],
    sort: [
      { field: 'priority', direction: 'ascending' },
      { field: 'updatedAt', direction: 'descending' }
    ]
  },
  { entity: 'asset', sort: [{ field: 'name', direction: 'ascending' }] },
  { entity: 'client', sort: [{ field: 'name', direction: 'ascending' }] }
]

async function switchViews(rounds: number): Promise<number[]> {
  const client = connect()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) for (const view of views) times.push(await timeQuery(client, view))
  return times
}

const sortable = ['updatedAt', 'openedAt', 'priority', 'status', 'number', 'subject', 'category']

/** Filters and sort orders that nobody asked for before. */
async function askAnew(rounds: number): Promise<number[]> {
  const client = connect()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const field = sortable[round % sortable.length] ?? 'updatedAt'
    const spec: QuerySpec = {
      entity: 'ticket',
      where: [
        { op: 'isNot', field: 'assigneeId', value: deskId('person', round % 40) },
        { op: 'above', field: 'number', value: round * 10 }
      ],
      sort: [{ field, direction: round % 2 === 0 ? 'ascending' : 'descending' }]
    }
    times.push(await timeQuery(client, spec))
  }
  return times
}

/** Every letter typed asks anew, as the palette and the search field do. */
async function typeWords(words: readonly string[]): Promise<number[]> {
  const client = connect()
  const times: number[] = []
  for (const word of words)
    for (let length = 1; length <= word.length; length++) {
      const start = performance.now()
      const hits = await client.request('search', {
        words: word.slice(0, length),
        entities: ['ticket', 'client', 'asset', 'person'],
        limit: 30
      })
      list.replaceChildren(...hits.map((hit) => document.createTextNode(`${hit.entity} ${hit.id}`)))
      times.push((await painted()) - start)
    }
  return times
}

async function openTickets(count: number): Promise<number[]> {
  const client = connect()
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    const parentId = deskId('ticket', (n * 7_919) % ticketCount)
    const start = performance.now()
    const asked = [
      { entity: 'ticket', where: [{ op: 'is' as const, field: 'id', value: parentId }], limit: 1 },
      { entity: 'comment', parentId, sort: [{ field: 'at', direction: 'ascending' as const }] },
      { entity: 'event', parentId, sort: [{ field: 'at', direction: 'ascending' as const }] },
      { entity: 'time_entry', parentId }
    ]
    await Promise.all(asked.map((spec) => once(client, spec)))
    times.push((await painted()) - start)
  }
  return times
}

function once(client: StoreClient, spec: QuerySpec): Promise<QueryView> {
  return new Promise((resolve, reject) => {
    const live = client.query(
      spec,
      (view) => {
        live.close()
        resolve(view)
      },
      reject
    )
  })
}

/** A key press to the changed screen: a command on a list that is sorted by what it changes. */
async function runCommands(count: number): Promise<number[]> {
  const client = connect()
  const times: number[] = []
  let changed = (_view: QueryView): void => undefined
  client.query({ entity: 'ticket', sort: [{ field: 'updatedAt', direction: 'descending' }], limit: 60 }, (view) => changed(view))
  await timeQuery(client, views[0] as QuerySpec)
  for (let n = 0; n < count; n++) {
    const start = performance.now()
    const shown = new Promise<QueryView>((resolve) => (changed = resolve))
    const input = { ticketId: deskId('ticket', (n * 131) % ticketCount), visibility: 'internal', channel: 'note', body: 'Called back' }
    await client.request('run', { name: 'ticket.comment', input })
    show(await shown)
    times.push((await painted()) - start)
  }
  return times
}

/** Commands that wait to be sent, as after two weeks without a network. */
async function fillOutbox(count: number): Promise<void> {
  const client = connect()
  const callsAtOnce = 1000
  for (let start = 0; start < count; start += callsAtOnce) {
    const calls = Array.from({ length: Math.min(callsAtOnce, count - start) }, (_, n) => ({
      name: 'ticket.comment',
      input: {
        ticketId: deskId('ticket', ((start + n) * 37) % ticketCount),
        visibility: 'internal',
        channel: 'note',
        body: `Away ${start + n}`
      }
    }))
    await client.request('runMany', { calls })
  }
}

const bench = {
  fillProfile: () => fillProfile(profile),
  coldStart,
  untilIndexed,
  switchViews,
  askAnew,
  typeWords,
  openTickets,
  runCommands,
  fillOutbox,
  measureFloors: () => measureFloors(profile)
}
Object.assign(window, { bench })
