// The invoice run of the app: the same desk lies in a profile as a first sync leaves it, the store's shared worker opens it, and a window asks
// `beginRun` and `runStep` as the Billing room does. Reading the rows and handing progress to the window are part of the time.

import { groupBy } from '#core/kernel/group-by.ts'
import type { Doc } from '#core/kernel/execute.ts'
import { createDexieLocalStore } from '#store/adapters/dexie-local-store.ts'
import { createStoreClient, type StoreClient } from '#store/client.ts'
// oxlint-disable-next-line import/default -- Vite gives the worker's constructor
import StoreWorker from '#store/worker.ts?sharedworker'
import { testIds, testMeta } from '#test/support/memory-store.ts'
import { pagesOf, signIn } from '../store-page/fill.ts'
import { engineDesk } from './engine-rows.ts'
import type { TaskResult } from './engine-tasks.ts'
import { idOf } from './engine-terms.ts'

const profile = 'engine-bench'
const period = { from: '2026-10-01', through: '2026-10-31' }
let client: StoreClient | null = null

/** Writes the desk into the profile. */
export async function fillStore(): Promise<void> {
  const { rows } = engineDesk(7)
  const personId = idOf('person 0')
  const store = createDexieLocalStore(profile)
  await store.open()
  await store.commit({ meta: testMeta(personId) })
  const kinds: Readonly<Record<string, readonly unknown[]>> = {
    organisation: [{ ...rows.organisation, id: testIds.organisation }],
    person: rows.people.map((person) => (person.id === personId ? { ...person, role: 'administrator' } : person)),
    price_list: rows.priceLists,
    calendar: rows.calendars,
    tax_rate: rows.taxRates,
    sla_policy: rows.policies,
    client: rows.clients,
    site: rows.sites,
    asset: rows.assets,
    contract: rows.contracts,
    contract_cover: rows.covers,
    prepaid_block: rows.blocks,
    ticket: rows.tickets,
    time_entry: rows.entries
  }
  for (const [entity, docs] of Object.entries(kinds)) {
    const byClient = groupBy(docs as readonly Doc[], (doc) => doc['clientId'] ?? '')
    const pages = [...byClient].flatMap(([clientId, own]) => pagesOf(entity, clientId === '' ? null : clientId, own))
    for (let start = 0; start < pages.length; start += 400) await store.commit({ putPages: pages.slice(start, start + 400) })
  }
  await store.close()
  await signIn(profile, personId)
}

/** Opens the profile and waits until its rows are in memory. */
export async function openStore(): Promise<void> {
  const opened = createStoreClient(new StoreWorker({ name: profile }).port)
  void opened.request('open', { serverUrl: 'http://127.0.0.1:9', profile, journal: 'none' })
  await opened.request('search', { words: '', entities: ['ticket'], limit: 1 })
  await new Promise<void>((resolve) => {
    opened.subscribe('status', {}, ({ state, progress }) => state === 'offline' && progress === null && resolve())
  })
  client = opened
}

/** One run, from the question to the last client. */
export async function runInStore(): Promise<TaskResult> {
  if (client === null) throw new Error('the store is opened first')
  const start = performance.now()
  const { job } = await client.request('beginRun', { ...period, clientIds: null })
  for (;;) {
    const { phase, total, clients } = await client.request('runStep', { job })
    if (phase !== 'done') continue
    const milliseconds = performance.now() - start
    const parts = (clients ?? []).flatMap((each) => each.parts)
    await client.request('endRun', { job })
    const sum = (of: (part: (typeof parts)[number]) => number): number => parts.reduce((all, part) => all + of(part), 0)
    return { milliseconds, sums: { clients: total, lines: sum(({ lines }) => lines), net: sum(({ netMinor }) => netMinor) } }
  }
}
