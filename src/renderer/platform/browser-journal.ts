// The browser's journal, as a window sees it: a worker of its own that holds the profile's private files, or waits to. While it holds them,
// this window offers them to the store.

import type { JournalReply, JournalRequest } from '#store/journal-worker.ts'
// oxlint-disable-next-line import/default -- Vite gives the worker's constructor
import JournalWorker from '#store/journal-worker.ts?worker'
import type { Host } from '#store/contract.ts'

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

type Offer = (host: Host) => void

interface Holder {
  /** Set while this window owns the files. */
  host: Host | null
  offer: Offer
}

interface Journal extends Holder {
  /** False where the browser keeps no private files. */
  readonly started: Promise<boolean>
}

const attempts = 4

/** A window that opens a profile again (after a failed sign-in) must not wait for the lock that its own first worker holds. */
const journals = new Map<string, Journal>()

/** Has the window's worker of a profile serve the store; `offer` hears when this window owns the files. False: there are none here. */
export function startBrowserJournal(profile: string, offer: Offer): Promise<boolean> {
  const journal = journals.get(profile) ?? openBrowserJournal(profile, offer, () => new JournalWorker({ name: `journal ${profile}` }))
  journals.set(profile, journal)
  journal.offer = offer
  if (journal.host) offer(journal.host)
  return journal.started
}

/** Has a journal worker serve the profile. A worker whose script did not load is started again, because without it unsent work has one place less. */
export function openBrowserJournal(profile: string, offer: Offer, startWorker: () => Worker): Journal {
  const journal = { host: null, offer }
  return Object.assign(journal, { started: start(journal, profile, startWorker) })
}

async function start(journal: Holder, profile: string, startWorker: () => Worker): Promise<boolean> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const word = await speak(journal, profile, startWorker())
    if (word !== 'failed') return word === 'waiting'
    await new Promise((resolve) => setTimeout(resolve, 100 * attempt))
  }
  return false
}

/** Resolves with the worker's first word, or `failed` when its script could not be loaded. */
function speak(journal: Holder, profile: string, worker: Worker): Promise<'waiting' | 'unavailable' | 'failed'> {
  const waiting = new Map<number, Waiting>()
  let calls = 0
  const send = (request: JournalRequest): void => worker.postMessage(request)
  const ask = (call: string, params: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++calls
      waiting.set(id, { resolve, reject })
      send({ type: 'call', id, call, params } as JournalRequest)
    })
  const word = new Promise<'waiting' | 'unavailable' | 'failed'>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<JournalReply>) => {
      if (data.type === 'answer') settle(waiting, data)
      else if (data.type === 'holding') journal.offer((journal.host = hostOver(ask)))
      else resolve(data.type)
    })
    worker.addEventListener('error', () => resolve('failed'))
  })
  send({ type: 'start', profile })
  return word
}

function settle(waiting: Map<number, Waiting>, reply: Extract<JournalReply, { type: 'answer' }>): void {
  const asked = waiting.get(reply.id)
  waiting.delete(reply.id)
  if (reply.ok) asked?.resolve(reply.value)
  else asked?.reject(new Error(reply.error))
}

/** A browser has no key store: secrets stay with the store's worker. */
function hostOver(ask: (call: string, params: unknown) => Promise<unknown>): Host {
  const over = (call: string) => (params: unknown) => ask(call, params) as Promise<never>
  return {
    'journal.append': over('journal.append'),
    'journal.read': over('journal.read'),
    'journal.acknowledge': over('journal.acknowledge'),
    'journal.wipe': over('journal.wipe'),
    'canary.read': over('canary.read'),
    'canary.write': over('canary.write'),
    'room.prepare': over('room.prepare'),
    'secret.read': async () => ({ value: null }),
    'secret.write': async () => ({ stored: false })
  }
}
