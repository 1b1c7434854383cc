// All live queries and counts of a store. Changes gather for a short turn and then go to everything that is live, so that thousands
// of rows arriving don't make thousands of results; what a window did itself is told at once (`flush`).

import type { z } from 'zod'
import type { CountResult, countSpec, Query, QueryResult } from '#store/contract.ts'
import { createLiveCount, type LiveCount } from './live-count.ts'
import { createLiveQuery, type FindWords, type LiveQuery } from './live-query.ts'
import { createTextOrders, type TextOrders } from './row-order.ts'
import type { RowChange, RowSource } from './row-source.ts'
import { createSeenRows, type SeenRows } from './seen-rows.ts'

/** What changed: ids by hot entity, parents by cold entity; `reset`: everything may have. */
export interface HubChange {
  readonly hot: ReadonlyMap<string, ReadonlySet<string>>
  readonly cold: ReadonlyMap<string, ReadonlySet<string>>
  readonly reset: boolean
}

/** An open live query. */
export interface OpenQuery {
  move(offset: number, limit: number): void
  close(): void
}

/** Results that windows see now, by what they asked (as JSON). */
export interface HubSnapshot {
  readonly queries: Readonly<Record<string, QueryResult>>
  readonly counts: Readonly<Record<string, CountResult>>
}

/** All live queries and counts. */
export interface LiveHub {
  readonly orders: TextOrders
  query(query: Query, onResult: (result: QueryResult) => void): OpenQuery
  count(spec: z.output<typeof countSpec>, onResult: (result: CountResult) => void): () => void
  changed(change: HubChange): void
  /** Tells all that gathered, now. */
  flush(): void
  snapshot(): HubSnapshot
}

/** What the hub is made of. `later` calls back after a delay (milliseconds); `now` in milliseconds. */
export interface HubDeps {
  readonly source: RowSource
  readonly hotEntities: readonly string[]
  readonly findWords: FindWords
  /** Hears changed hot rows before the queries do; null: all of them may have changed. */
  readonly onRows: (entity: string, changes: readonly RowChange[] | null) => void
  /** Hears that windows ask something else, or were told something. */
  readonly onTold: () => void
  readonly now: () => number
  readonly later: (delayMs: number, run: () => void) => void
}

interface QueryEntry {
  readonly live: LiveQuery
  readonly cold: boolean
  /** What is asked, without the part of it that a window sees. */
  readonly question: string
  /** The window that listens; null: it went, and the result is kept for the next that asks the same. */
  listener: ((result: QueryResult) => void) | null
  /** Rises with each load: an older one that ends later is dropped. */
  loads: number
}

interface CountEntry {
  readonly live: LiveCount
  readonly spec: z.output<typeof countSpec>
  readonly send: (result: CountResult | null) => void
}

interface Hub {
  readonly deps: HubDeps
  readonly orders: TextOrders
  readonly seen: SeenRows
  readonly queries: Set<QueryEntry>
  readonly counts: Set<CountEntry>
  gathered: Gathered | null
  quietUntil: number
}

interface Gathered {
  readonly hot: Map<string, Set<string>>
  readonly cold: Map<string, Set<string>>
  reset: boolean
}

/** Between two results there is at least one frame, and twice the time that the last ones took. */
const shortestTurnMs = 16

/** Makes the hub over the rows of one replica. */
export function createLiveHub(deps: HubDeps): LiveHub {
  const orders = createTextOrders()
  const seen = createSeenRows(deps.source)
  const hub: Hub = { deps, orders, seen, queries: new Set(), counts: new Set(), gathered: null, quietUntil: 0 }
  return {
    orders,
    flush: () => flush(hub),
    snapshot: () => snapshot(hub),
    changed: (change) => gather(hub, change),
    query: (query, onResult) => openQuery(hub, query, onResult),
    count: (spec, onResult) => {
      flush(hub)
      const entry: CountEntry = { live: createLiveCount(spec, seen.table, orders), spec, send: (result) => result && onResult(result) }
      hub.counts.add(entry)
      entry.send(entry.live.load())
      return () => hub.counts.delete(entry)
    }
  }
}

function openQuery(hub: Hub, query: Query, onResult: (result: QueryResult) => void): OpenQuery {
  flush(hub)
  const kept = keptFor(hub, query)
  const entry = kept ?? createEntry(hub, query)
  entry.listener = onResult
  hub.queries.add(entry)
  if (kept) send(entry, entry.live.adopt(query.offset, query.limit))
  else load(entry)
  hub.deps.onTold()
  // Once closed, the entry may be another window's.
  const isMine = (): boolean => entry.listener === onResult
  return {
    move: (offset, limit) => {
      if (isMine()) send(entry, entry.live.move(offset, limit))
    },
    close: () => {
      if (isMine()) keep(hub, entry)
    }
  }
}

function createEntry(hub: Hub, query: Query): QueryEntry {
  const cold = !hub.deps.hotEntities.includes(query.entity)
  const { source, findWords } = hub.deps
  const live = createLiveQuery(query, cold, { source, findWords, orders: hub.orders, table: hub.seen.table })
  return { live, cold, question: questionOf(query), listener: null, loads: 0 }
}

function questionOf({ offset: _offset, limit: _limit, ...question }: Query): string {
  return JSON.stringify(question)
}

function send(entry: QueryEntry, result: QueryResult | null): void {
  if (result) entry.listener?.(result)
}

/** A result that nobody listens to any more, of the same question. */
function keptFor(hub: Hub, query: Query): QueryEntry | null {
  const question = questionOf(query)
  for (const entry of hub.queries) if (entry.listener === null && entry.question === question) return entry
  return null
}

/** Going back to a view must be as quick as leaving it, so the last results are kept current for a while. */
const keptResults = 12

function snapshot({ queries, counts }: Hub): HubSnapshot {
  const shown = [...queries].filter(({ listener, cold }) => listener !== null && !cold)
  return {
    queries: Object.fromEntries(shown.map(({ live }) => [JSON.stringify(live.query), live.snapshot()])),
    counts: Object.fromEntries([...counts].map(({ spec, live }) => [JSON.stringify(spec), live.snapshot()]))
  }
}

function keep(hub: Hub, entry: QueryEntry): void {
  if (!hub.queries.delete(entry) || entry.cold || entry.live.query.words !== undefined) return
  entry.listener = null
  hub.queries.add(entry)
  const kept = [...hub.queries].filter(({ listener }) => listener === null)
  for (const oldest of kept.slice(0, -keptResults)) hub.queries.delete(oldest)
}

function load(entry: QueryEntry): void {
  const turn = ++entry.loads
  const result = entry.live.load()
  if (!(result instanceof Promise)) return send(entry, result)
  void result.then((take) => {
    if (turn === entry.loads) send(entry, take())
  })
}

function gather(hub: Hub, change: HubChange): void {
  const { now, later } = hub.deps
  if (!hub.gathered) {
    hub.gathered = { hot: new Map(), cold: new Map(), reset: false }
    later(Math.max(0, hub.quietUntil - now()), () => flush(hub))
  }
  const { gathered } = hub
  gathered.reset ||= change.reset
  for (const [entity, ids] of change.hot) addAll(gathered.hot, entity, ids)
  for (const [entity, parents] of change.cold) addAll(gathered.cold, entity, parents)
}

function addAll(sets: Map<string, Set<string>>, key: string, ids: ReadonlySet<string>): void {
  const set = sets.get(key)
  if (!set) sets.set(key, new Set(ids))
  else for (const id of ids) set.add(id)
}

function flush(hub: Hub): void {
  const { gathered, deps } = hub
  if (!gathered) return
  hub.gathered = null
  const start = deps.now()
  if (gathered.reset) tellReset(hub)
  else tellChanges(hub, gathered)
  deps.onTold()
  const end = deps.now()
  hub.quietUntil = end + Math.max(shortestTurnMs, 2 * (end - start))
}

function tellReset({ deps, seen, queries, counts }: Hub): void {
  seen.reset()
  for (const entity of deps.hotEntities) deps.onRows(entity, null)
  for (const entry of queries) load(entry)
  for (const entry of counts) entry.send(entry.live.load())
}

function tellChanges({ deps, seen, queries, counts }: Hub, gathered: Gathered): void {
  for (const [entity, ids] of gathered.hot) {
    const changes = seen.take(entity, ids)
    deps.onRows(entity, changes)
    for (const entry of queries) if (entry.live.query.entity === entity) send(entry, entry.live.change(changes))
    for (const entry of counts) if (entry.live.entity === entity) entry.send(entry.live.change(changes))
  }
  for (const [entity, parents] of gathered.cold)
    for (const entry of queries)
      if (entry.cold && entry.live.query.entity === entity && parents.has(entry.live.query.parentId ?? '')) load(entry)
}
