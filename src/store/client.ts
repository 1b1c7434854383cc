// The windows' side of the store's contract: requests with one answer, subscriptions that keep a whole result up to date from
// the differences the worker sends, and the host (journal, secrets) that one window may offer. It knows no React and no rows.

import type { z } from 'zod'
import type {
  AnyDoc,
  Answers,
  Host,
  HostCall,
  QueryResult,
  QuerySpec,
  requests,
  subscriptions,
  Topics,
  WindowMessage,
  WorkerMessage
} from './contract.ts'

/** A MessagePort, as far as the client uses it. */
export interface StorePort {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  start(): void
  close(): void
}

/** Name of a request. */
export type Method = keyof typeof requests
/** Parameters of a request. */
export type Params<M extends Method> = z.input<(typeof requests)[M]>
/** Topics that send whole values. */
export type ValueTopic = Exclude<keyof Topics, 'query'>
/** Parameters of a subscription. */
export type TopicParams<T extends keyof Topics> = z.input<(typeof subscriptions)[T]>

/** A live query's result put together: `rows` are the documents of `ids`, in order; unchanged rows keep their identity. */
export interface QueryView {
  readonly total: number
  readonly offset: number
  readonly ids: readonly string[]
  readonly rows: readonly AnyDoc[]
  readonly pending: ReadonlySet<string>
  readonly groups: QueryResult['groups']
}

/** The worker didn't do what was asked: `type` is stable, `field` and `expected` say what was wrong. */
export class StoreError extends Error {
  readonly type: string
  readonly field: string | undefined
  readonly expected: string | undefined
  constructor(error: { readonly type: string; readonly field?: string; readonly expected?: string }) {
    super(`store: ${error.type}${error.field === undefined ? '' : ` (${error.field}: ${error.expected ?? ''})`}`)
    this.name = 'StoreError'
    this.type = error.type
    this.field = error.field
    this.expected = error.expected
  }
}

/** A live query that is open. */
export interface LiveQuery {
  /** Shows another part of the same result. */
  move(offset: number, limit: number): void
  close(): void
}

/** What a window can do with the store. */
export interface StoreClient {
  /** @throws StoreError when the worker refuses the message itself; refused commands are values of `run` */
  request<M extends Method>(method: M, params: Params<M>): Promise<Answers[M]>
  /** Hears the value now and whenever it changes. Returns the function that ends it. */
  subscribe<T extends ValueTopic>(
    topic: T,
    params: TopicParams<T>,
    listener: (value: Topics[T]) => void,
    onError?: (error: StoreError) => void
  ): () => void
  query(spec: QuerySpec, listener: (view: QueryView) => void, onError?: (error: StoreError) => void): LiveQuery
  /** Offers this window's host to the worker. */
  provideHost(host: Host, offers: { readonly journal: boolean; readonly secrets: boolean }): Promise<void>
  close(): void
}

/**
 * Options of a client. `onReload` runs when a newer build took the store over and this window must load itself anew. `soon` calls back
 * after the messages that are here already: what came until then is handed over in one go, in order, so that a window draws once.
 */
export interface ClientOptions {
  readonly onReload?: () => void
  readonly soon?: (run: () => void) => void
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: StoreError) => void
}

interface Listening {
  readonly onValue: (value: unknown) => void
  readonly onError: (error: StoreError) => void
}

interface State {
  readonly send: (message: WindowMessage) => void
  readonly waiting: Map<number, Waiting>
  readonly listening: Map<number, Listening>
  host: Host | null
  nextId: number
  closed: boolean
}

/** Speaks the contract over a port of the shared worker. */
export function createStoreClient(port: StorePort, options: ClientOptions = {}): StoreClient {
  const state: State = {
    send: (message) => port.postMessage(message),
    waiting: new Map(),
    listening: new Map(),
    host: null,
    nextId: 1,
    closed: false
  }
  const take = gathered((message) => receive(state, message, options), options.soon)
  port.addEventListener('message', (event) => take(event.data as WorkerMessage))
  port.start()
  const request: StoreClient['request'] = (method, params) => ask(state, method, params)
  return {
    request,
    subscribe: (topic, params, listener, onError) =>
      listen(state, topic, params, { onValue: listener as (value: unknown) => void, onError: onError ?? ignore }).close,
    query: (spec, listener, onError) => openQuery(state, spec, listener, onError ?? ignore),
    provideHost: async (host, offers) => {
      state.host = host
      await request('provideHost', offers)
    },
    close: () => {
      if (state.closed) return
      state.send({ type: 'bye' })
      state.closed = true
      for (const { reject } of state.waiting.values()) reject(new StoreError({ type: 'closed' }))
      state.waiting.clear()
      state.listening.clear()
      port.close()
    }
  }
}

function gathered(take: (message: WorkerMessage) => void, soon: ClientOptions['soon']): (message: WorkerMessage) => void {
  if (!soon) return take
  let waiting: WorkerMessage[] = []
  const takeAll = (): void => {
    const messages = waiting
    waiting = []
    for (const message of messages) take(message)
  }
  return (message) => {
    if (waiting.push(message) === 1) soon(takeAll)
  }
}

function ignore(): void {
  // A subscription whose error nobody asked for simply stays empty.
}

function receive(state: State, message: WorkerMessage, options: ClientOptions): void {
  if (state.closed) return
  if (message.type === 'reload') options.onReload?.()
  else if (message.type === 'host-call') void answerHost(state, message.id, message.call, message.params)
  else if (message.type === 'result') state.listening.get(message.id)?.onValue(message.value)
  else settle(state, message)
}

function settle(state: State, message: Extract<WorkerMessage, { type: 'answer' }>): void {
  const waiting = state.waiting.get(message.id)
  state.waiting.delete(message.id)
  if (message.ok) return waiting?.resolve(message.value)
  const error = new StoreError(message.error)
  if (waiting) return waiting.reject(error)
  const listening = state.listening.get(message.id)
  state.listening.delete(message.id)
  listening?.onError(error)
}

async function answerHost(state: State, id: number, call: HostCall, params: unknown): Promise<void> {
  try {
    if (!state.host) throw new Error('this window provides no host')
    // The worker sends each call with its own parameters; TypeScript can't follow the pair through the table.
    const value = await (state.host[call] as (params: unknown) => Promise<unknown>)(params)
    if (!state.closed) state.send({ type: 'host-answer', id, ok: true, value })
  } catch (error) {
    if (!state.closed) state.send({ type: 'host-answer', id, ok: false, value: error instanceof Error ? error.message : String(error) })
  }
}

function ask<M extends Method>(state: State, method: M, params: Params<M>): Promise<Answers[M]> {
  if (state.closed) return Promise.reject(new StoreError({ type: 'closed' }))
  const id = state.nextId++
  return new Promise<unknown>((resolve, reject) => {
    state.waiting.set(id, { resolve, reject })
    state.send({ type: 'request', id, method, params })
  }) as Promise<Answers[M]>
}

function listen(state: State, topic: keyof Topics, params: unknown, listening: Listening): { id: number; close: () => void } {
  const id = state.nextId++
  state.listening.set(id, listening)
  state.send({ type: 'subscribe', id, topic, params })
  const close = (): void => {
    if (state.listening.delete(id) && !state.closed) state.send({ type: 'unsubscribe', id })
  }
  return { id, close }
}

function openQuery(state: State, spec: QuerySpec, listener: (view: QueryView) => void, onError: (error: StoreError) => void): LiveQuery {
  let held = new Map<string, AnyDoc>()
  const onValue = (value: unknown): void => {
    const result = value as QueryResult
    held = nextHeld(held, result)
    listener(viewOf(held, result))
  }
  const { id, close } = listen(state, 'query', spec, { onValue, onError })
  return {
    move: (offset, limit) => {
      if (state.listening.has(id)) state.send({ type: 'move', id, offset, limit })
    },
    close
  }
}

/** Both sides keep exactly the documents of the last window, so the worker knows which ones it need not send. */
function nextHeld(held: ReadonlyMap<string, AnyDoc>, result: QueryResult): Map<string, AnyDoc> {
  const fresh = new Map(result.rows.map((row) => [row.id, row]))
  const next = new Map<string, AnyDoc>()
  for (const id of result.ids) {
    const row = fresh.get(id) ?? held.get(id)
    if (row) next.set(id, row)
  }
  return next
}

function viewOf(held: ReadonlyMap<string, AnyDoc>, result: QueryResult): QueryView {
  const { total, offset, ids, groups } = result
  return { total, offset, ids, groups, rows: [...held.values()], pending: new Set(result.pending) }
}
