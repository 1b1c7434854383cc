// Live rows in a component. The result stays in place while another part of it, or another filter of the same records, is fetched,
// so lists don't flash; unchanged rows keep their identity, so memoised rows don't render again.

import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { LiveQuery, QueryView, StoreClient, StoreError } from '#store/client.ts'
import type { AnyDoc, QueryResult, QuerySpec } from '#store/contract.ts'
import { useStore } from './store-context.tsx'

/** A live query in a component. `stale`: rows of the question before are shown until the new ones are here. */
export interface QueryState<Row> {
  readonly loading: boolean
  readonly stale: boolean
  readonly error: StoreError | null
  readonly total: number
  /** Place of the first of `rows` in the whole result. */
  readonly offset: number
  readonly ids: readonly string[]
  readonly rows: readonly Row[]
  readonly groups: QueryResult['groups']
  /** Rows with changes that the server hasn't confirmed. */
  readonly pending: ReadonlySet<string>
}

interface Shown {
  readonly spec: string
  readonly view: QueryView | null
  readonly error: StoreError | null
}

const nothing: Shown = { spec: '', view: null, error: null }
const noRows: readonly never[] = []
const nonePending: ReadonlySet<string> = new Set()

/** Rows of a live query; null asks nothing. `offset` and `limit` may change at any time and only move the window. */
export function useQuery<Row = AnyDoc>(spec: QuerySpec | null): QueryState<Row> {
  const client = useStore()
  const { offset = 0, limit = 200, ...question } = spec ?? { entity: '' }
  const key = spec === null ? '' : JSON.stringify(question)
  const place = useRef({ offset, limit })
  const store = useMemo(() => createQueryStore(client), [client])
  const subscribe = useCallback(
    (listener: () => void) => (key === '' ? () => undefined : store.open(key, place.current, listener)),
    [store, key]
  )
  const shown = useSyncExternalStore(subscribe, store.current)
  useEffect(() => {
    const moved = place.current.offset !== offset || place.current.limit !== limit
    place.current = { offset, limit }
    if (moved) store.move(offset, limit)
  }, [store, offset, limit])
  return useMemo(() => stateOf<Row>(key, shown), [key, shown])
}

function stateOf<Row>(key: string, shown: Shown): QueryState<Row> {
  const current = shown.spec === key
  const { view } = shown
  const usable = view !== null && key !== '' && (current || isSameKind(shown.spec, key)) ? view : null
  return {
    loading: key !== '' && usable === null && !(current && shown.error !== null),
    stale: usable !== null && !current,
    error: current ? shown.error : null,
    total: usable?.total ?? 0,
    offset: usable?.offset ?? 0,
    ids: usable?.ids ?? noRows,
    // The caller names the row type of the entity that it asks for.
    rows: (usable?.rows ?? noRows) as readonly Row[],
    groups: usable?.groups ?? noRows,
    pending: usable?.pending ?? nonePending
  }
}

/** Rows of another record's children must never be shown in the meantime. */
function isSameKind(before: string, after: string): boolean {
  const left = JSON.parse(before) as QuerySpec
  const right = JSON.parse(after) as QuerySpec
  return left.entity === right.entity && left.parentId === right.parentId
}

interface QueryStore {
  readonly open: (key: string, place: { offset: number; limit: number }, listener: () => void) => () => void
  readonly move: (offset: number, limit: number) => void
  readonly current: () => Shown
}

function createQueryStore(client: StoreClient): QueryStore {
  let shown = nothing
  let live: LiveQuery | null = null
  return {
    current: () => shown,
    move: (offset, limit) => live?.move(offset, limit),
    open: (key, place, listener) => {
      const set = (next: Omit<Shown, 'spec'>): void => {
        shown = { spec: key, ...next }
        listener()
      }
      const question = JSON.parse(key) as QuerySpec
      const opened = client.query(
        { ...question, ...place },
        (view) => set({ view, error: null }),
        (error) => set({ view: null, error })
      )
      live = opened
      return () => {
        opened.close()
        if (live === opened) live = null
      }
    }
  }
}
