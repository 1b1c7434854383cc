// All rows of one hot entity in order of their ids, as live queries last saw them, with the columns that questions were asked over.
// Invariant: what is picked equals filtering and sorting the rows themselves.

import type { Doc } from '#core/kernel/execute.ts'
import type { Filter } from '#store/contract.ts'
import { readField } from './field.ts'
import { compileFilters, compileTest } from './filter.ts'
import { sortPlaces } from './number-sort.ts'
import { mergeInOrder, placeInOrder } from './ordered-rows.ts'
import {
  type Column,
  createSortColumn,
  createValueColumn,
  insertInto,
  removeFrom,
  replaceIn,
  type SortColumn,
  type ValueColumn
} from './place-columns.ts'
import { compareIds, signedRanks, type SortField } from './row-order.ts'
import type { RowChange } from './row-source.ts'

/** Rows with their columns. */
export interface RowTable {
  /** In order of their ids. */
  readonly rows: readonly Doc[]
  /** Places of the rows for which all conditions hold, in order. */
  select(filters: readonly Filter[]): Uint32Array
  /** The rows at these places, sorted; ties by id. */
  sorted(places: Uint32Array, fields: readonly SortField[]): Doc[]
  /** Calls back for each value of `field` with the number of rows at these places that hold it. */
  eachValue(places: Uint32Array, field: string, take: (value: unknown, count: number) => void): void
  /** Takes rows as they are from now on. */
  take(changes: readonly RowChange[]): void
}

/** Up to this many rows are put at their place one by one. */
const fewChanges = 16

interface State {
  rows: Doc[]
  /** By field; null: not worth a column. */
  readonly values: Map<string, ValueColumn | null>
  readonly ranks: Map<string, SortColumn>
}

/** Makes a table of rows, which must come in order of their ids. */
export function createRowTable(rows: Doc[]): RowTable {
  const state: State = { rows, values: new Map(), ranks: new Map() }
  return {
    get rows() {
      return state.rows
    },
    select: (filters) => select(state, filters),
    sorted: (places, fields) => sorted(state, places, fields),
    eachValue: (places, field, take) => eachValue(state, places, field, take),
    take: (changes) => take(state, changes)
  }
}

function valuesOf(state: State, field: string): ValueColumn | null {
  const known = state.values.get(field)
  if (known !== undefined) return known
  const made = createValueColumn(state.rows, field)
  state.values.set(field, made)
  return made
}

/** Columns narrow down first; what has none is asked row by row of what is left. */
function select(state: State, filters: readonly Filter[]): Uint32Array {
  const left: Filter[] = []
  let places: Uint32Array | null = null
  for (const filter of filters) {
    const column = valuesOf(state, filter.field)
    if (column) places = narrow(places, state.rows.length, column, compileTest(filter))
    else left.push(filter)
  }
  places ??= Uint32Array.from({ length: state.rows.length }, (_, place) => place)
  if (left.length === 0) return places
  const holds = compileFilters(left)
  return places.filter((place) => holds(state.rows[place] as Doc))
}

/** Each meaning is tested once, not once per row. */
function narrow(
  before: Uint32Array | null,
  rows: number,
  { values, meanings }: ValueColumn,
  test: (value: unknown) => boolean
): Uint32Array {
  const passes = meanings ? Uint8Array.from(meanings, (value) => (test(value) ? 1 : 0)) : null
  const none = passes === null && test(null)
  const places = new Uint32Array(before ? before.length : rows)
  let count = 0
  for (let at = 0; at < places.length; at++) {
    const place = before ? (before[at] as number) : at
    const value = values[place] as number
    const holds = passes ? passes[value] === 1 : value === Number.POSITIVE_INFINITY ? none : test(value)
    if (holds) places[count++] = place
  }
  return places.subarray(0, count)
}

function sorted(state: State, places: Uint32Array, fields: readonly SortField[]): Doc[] {
  const columns = fields.map((field) => signedRanks(ranksOf(state, field), field.sign, places))
  const order = fields.length === 0 ? null : sortPlaces(columns, places.length)
  const found: Doc[] = []
  for (let at = 0; at < places.length; at++) found.push(state.rows[places[order ? (order[at] as number) : at] as number] as Doc)
  return found
}

/** Ranks are given anew when there is no room between two texts; what was read before then says nothing any more. */
function ranksOf(state: State, { name, order }: SortField): Float64Array | Int32Array {
  const known = state.ranks.get(name)
  if (known?.turn === order.turn()) return known.values
  const made = createSortColumn(state.rows, name, order)
  state.ranks.set(name, made)
  return made.values
}

function eachValue(state: State, places: Uint32Array, field: string, take: (value: unknown, count: number) => void): void {
  const column = valuesOf(state, field)
  const counts = new Map<unknown, number>()
  const read = column ? null : readField(field)
  for (const place of places) {
    const value = column ? column.values[place] : read?.(state.rows[place] as Doc)
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  for (const [value, count] of counts) take(column ? meaningOf(column, value as number) : value, count)
}

function meaningOf({ meanings }: ValueColumn, value: number): unknown {
  if (meanings) return meanings[value]
  return value === Number.POSITIVE_INFINITY ? null : value
}

/** Rows that stay are replaced in place; few that come or go are put in or taken out, after many the columns are made anew when asked for. */
function take(state: State, changes: readonly RowChange[]): void {
  const { rows } = state
  const moved: RowChange[] = []
  for (const change of changes) {
    if (change.before && change.after) replace(state, placeInOrder(rows, change.after, compareIds), change.after)
    else if (change.before || change.after) moved.push(change)
  }
  if (moved.length > fewChanges) {
    const gone = new Set(moved.filter(({ before }) => before !== null).map(({ id }) => id))
    const come = moved.flatMap(({ after }) => after ?? []).sort(compareIds)
    state.rows = mergeInOrder(rows, gone, come, compareIds)
    state.values.clear()
    state.ranks.clear()
    return
  }
  for (const { id, after } of moved) move(state, placeInOrder(rows, { id }, compareIds), after)
}

function replace(state: State, place: number, row: Doc): void {
  state.rows[place] = row
  eachColumn(state, (column) => replaceIn(column, place, row))
}

/** `row` null: the one at that place is gone. */
function move(state: State, place: number, row: Doc | null): void {
  const { rows } = state
  const count = rows.length
  eachColumn(state, (column) => {
    if (row) return insertInto(column, place, count, row)
    removeFrom(column, place, count)
    return true
  })
  if (row) rows.splice(place, 0, row)
  else rows.splice(place, 1)
}

/** Columns that can't follow are dropped. */
function eachColumn(state: State, follow: (column: Column) => boolean): void {
  for (const [field, column] of state.values) if (column && !follow(column)) state.values.delete(field)
  for (const [field, column] of state.ranks) if (!follow(column)) state.ranks.delete(field)
}
