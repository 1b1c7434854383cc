// One live query of one window: keeps its matches current and tells the window only what it doesn't hold yet.
// Invariant: the window holds exactly the documents of the last result it was sent.

import type { Doc } from '#core/kernel/execute.ts'
import type { Query, QueryResult } from '#store/contract.ts'
import { compileFilters } from './filter.ts'
import { createMatches, type Matches } from './matches.ts'
import { compareIds, compileOrder, type SortField, type TextOrders } from './row-order.ts'
import type { RowChange, RowSource } from './row-source.ts'
import type { RowTable } from './row-table.ts'
import { createTally, type Tally } from './tally.ts'

/** Rows that contain words, best first. */
export type FindWords = (entity: string, words: string) => readonly Doc[]

/** What a live query reads. `table`: the rows of a hot entity. */
export interface LiveQueryDeps {
  readonly source: RowSource
  readonly table: (entity: string) => RowTable
  readonly orders: TextOrders
  readonly findWords: FindWords
}

/** A live query. Each method returns what the window must be told, or null when nothing it sees changed. */
export interface LiveQuery {
  readonly query: Query
  /** Takes all rows anew; cold ones must be fetched first, then the promised function takes them. */
  load(): QueryResult | null | Promise<() => QueryResult | null>
  /** Takes changed hot rows of its entity. */
  change(changes: readonly RowChange[]): QueryResult | null
  move(offset: number, limit: number): QueryResult | null
  /** The whole result as a window that holds nothing would be told. */
  snapshot(): QueryResult
  /** The same question of another window, which holds no document yet. */
  adopt(offset: number, limit: number): QueryResult | null
}

interface State {
  query: Query
  readonly source: RowSource
  readonly matches: Matches
  readonly tally: Tally | null
  readonly findWords: FindWords
  readonly ranked: boolean
  held: ReadonlyMap<string, Doc>
  last: QueryResult | null
}

/** Makes a live query; `cold` entities are read under their parent. */
export function createLiveQuery(query: Query, cold: boolean, { source, table, orders, findWords }: LiveQueryDeps): LiveQuery {
  const words = (query.words ?? '').trim()
  const ranked = words !== '' && query.sort.length === 0 && query.groupBy === undefined
  const tally = query.groupBy === undefined ? null : createTally(query.entity, query.groupBy, orders)
  const order = ranked ? { fields: [], compare: () => 0, sort: (rows: Doc[]) => rows } : compileOrder(query, orders)
  const matches = createMatches(compileFilters(query.where), order, tally)
  const state: State = { query, source, matches, tally, findWords, ranked, held: new Map(), last: null }
  const single = idAskedFor(query)
  const rerun = (): QueryResult | null => {
    if (words === '') pick(state, table(query.entity), order.fields)
    else matches.reset(rowsWithWords(state, words))
    return tell(state)
  }
  const loadSingle = (id: string): QueryResult | null => {
    const row = source.get(query.entity, id)
    matches.reset(row ? [row] : [])
    return tell(state)
  }
  return {
    get query() {
      return state.query
    },
    load: () => {
      if (cold) return loadChildren(state)
      return single === null ? rerun() : loadSingle(single)
    },
    change: (changes) => {
      if (words !== '') return rerun()
      if (single !== null) return changes.some(({ id }) => id === single) ? loadSingle(single) : null
      return matches.apply(changes) ? tell(state) : tellPending(state, changes)
    },
    move: (offset, limit) => moveTo(state, offset, limit),
    snapshot: () => resultOf(state, new Map()).result,
    adopt: (offset, limit) => {
      state.held = new Map()
      state.last = null
      return moveTo(state, offset, limit)
    }
  }
}

function pick({ query, matches, tally }: State, table: RowTable, fields: readonly SortField[]): void {
  const places = table.select(query.where)
  matches.replace(table.sorted(places, fields))
  if (!tally || query.groupBy === undefined) return
  tally.clear()
  table.eachValue(places, query.groupBy, tally.addValue)
}

function moveTo(state: State, offset: number, limit: number): QueryResult | null {
  state.query = { ...state.query, offset, limit }
  return tell(state)
}

async function loadChildren(state: State): Promise<() => QueryResult | null> {
  const { query, source, matches } = state
  const rows = await source.children(query.entity, query.parentId ?? '')
  return () => {
    matches.reset(rows)
    return tell(state)
  }
}

/** A query for one row by its id needs no look at the others. */
function idAskedFor(query: Query): string | null {
  if (query.words !== undefined || query.parentId !== undefined) return null
  for (const filter of query.where) if (filter.op === 'is' && filter.field === 'id' && typeof filter.value === 'string') return filter.value
  return null
}

function rowsWithWords({ query, findWords, ranked }: State, words: string): readonly Doc[] {
  const rows = findWords(query.entity, words)
  return ranked ? rows : rows.toSorted(compareIds)
}

/** A row outside the window may have changed its pending mark or nothing at all: only marks in the window matter. */
function tellPending(state: State, changes: readonly RowChange[]): QueryResult | null {
  return changes.some(({ id }) => state.held.has(id)) ? tell(state) : null
}

function resultOf(
  { query, matches, tally, source }: State,
  held: ReadonlyMap<string, Doc>
): { window: readonly Doc[]; result: QueryResult } {
  const window = matches.rows.slice(query.offset, query.offset + query.limit)
  const rows = window.filter((row) => held.get(row.id) !== row)
  const ids = window.map((row) => row.id)
  const unconfirmed = source.pendingIds(query.entity)
  const pending = unconfirmed.size === 0 ? [] : ids.filter((id) => unconfirmed.has(id))
  const result: QueryResult = {
    total: matches.rows.length,
    offset: query.offset,
    ids,
    rows,
    pending,
    groups: tally?.counts() ?? []
  }
  return { window, result }
}

function tell(state: State): QueryResult | null {
  const { last } = state
  const { window, result } = resultOf(state, state.held)
  if (last && result.rows.length === 0 && isSame(last, result)) return null
  state.held = new Map(window.map((row) => [row.id, row]))
  state.last = { ...result, rows: [] }
  return result
}

function isSame(a: QueryResult, b: QueryResult): boolean {
  if (a.total !== b.total || a.offset !== b.offset || !areSame(a.ids, b.ids) || !areSame(a.pending, b.pending)) return false
  if (a.groups.length !== b.groups.length) return false
  return a.groups.every((group, index) => group.value === b.groups[index]?.value && group.count === b.groups[index]?.count)
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}
