// Live values as external stores for React. Equal questions share one subscription, which outlives its last reader by a moment,
// so that going back to a row or a room shows it at once.

import type { QueryView, StoreClient, StoreError, TopicParams, ValueTopic } from '#store/client.ts'
import type { QuerySpec, SessionInfo, Topics } from '#store/contract.ts'

/** A value that may not be here yet. `error` is set when the store refused the question. */
export interface Loadable<T> {
  readonly value: T | null
  readonly loading: boolean
  readonly error: StoreError | null
}

/** What `useSyncExternalStore` reads. */
export interface Source<T> {
  readonly subscribe: (listener: () => void) => () => void
  readonly current: () => Loadable<T>
}

/** Subscriptions shared by the components of one window. */
export interface SharedTopics {
  topic<T extends ValueTopic>(topic: T, params: TopicParams<T>): Source<Topics[T]>
  query(spec: QuerySpec): Source<QueryView>
  /** Shows what the window knows already until the worker has answered this question, asked within a moment. */
  offer(spec: QuerySpec, view: QueryView): void
  /** The same for who is signed in. */
  offerSession(session: SessionInfo): void
}

interface OfferedSource<T> extends Source<T> {
  readonly offer: (value: T) => void
}

type Open<T> = (onValue: (value: T) => void, onError: (error: StoreError) => void) => () => void

const lingerMs = 5_000
const nothingYet: Loadable<never> = { value: null, loading: true, error: null }

/** Makes the shared subscriptions of one client. */
export function createTopics(client: StoreClient): SharedTopics {
  const sources = new Map<string, OfferedSource<unknown>>()
  const shared = <T>(key: string, open: Open<T>): OfferedSource<T> => {
    const known = sources.get(key)
    if (known) return known as OfferedSource<T>
    const source = createSource(open, () => sources.delete(key))
    sources.set(key, source as OfferedSource<unknown>)
    return source
  }
  const query = (spec: QuerySpec): OfferedSource<QueryView> =>
    shared(`query ${JSON.stringify(spec)}`, (onValue, onError) => client.query(spec, onValue, onError).close)
  const topic = <T extends ValueTopic>(name: T, params: TopicParams<T>): OfferedSource<Topics[T]> =>
    shared(`${name} ${JSON.stringify(params)}`, (onValue, onError) => client.subscribe(name, params, onValue, onError))
  return {
    topic,
    query,
    offer: (spec, view) => query(spec).offer(view),
    offerSession: (session) => topic('session', {}).offer(session)
  }
}

/** Opens with the first reader and closes a moment after the last. */
function createSource<T>(open: Open<T>, onClosed: () => void): OfferedSource<T> {
  const listeners = new Set<() => void>()
  let state: Loadable<T> = nothingYet
  let close: (() => void) | null = null
  let lingering: ReturnType<typeof setTimeout> | undefined
  const set = (next: Loadable<T>): void => {
    state = next
    for (const listener of listeners) listener()
  }
  const end = (): void => {
    close?.()
    close = null
    state = nothingYet
    onClosed()
  }
  return {
    current: () => state,
    offer: (value) => {
      if (!state.loading) return
      set({ value, loading: false, error: null })
      if (listeners.size > 0) return
      clearTimeout(lingering)
      lingering = setTimeout(end, lingerMs)
    },
    subscribe: (listener) => {
      clearTimeout(lingering)
      listeners.add(listener)
      close ??= open(
        (value) => set({ value, loading: false, error: null }),
        (error) => set({ value: null, loading: false, error })
      )
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) lingering = setTimeout(end, lingerMs)
      }
    }
  }
}
