// Order of rows in a query: by group, then by its sort keys, null always last, ties by id. Every field's value becomes a number
// first (texts by their rank), so that sorting compares numbers only.

import type { Doc } from '#core/kernel/execute.ts'
import type { Query, SortKey } from '#store/contract.ts'
import { type ReadField, readField } from './field.ts'
import { sortPlaces } from './number-sort.ts'
import { createSortColumn, rankOf } from './place-columns.ts'
import { createTextOrder, type TextOrder } from './text-order.ts'

/** Text orders by entity and field, shared by all queries of the store. */
export type TextOrders = (entity: string, field: string) => TextOrder

/** Makes the shared text orders. */
export function createTextOrders(): TextOrders {
  const orders = new Map<string, TextOrder>()
  return (entity, field) => {
    const key = `${entity}.${field}`
    const order = orders.get(key) ?? createTextOrder()
    orders.set(key, order)
    return order
  }
}

/** One field that rows are sorted by. */
export interface SortField {
  readonly name: string
  readonly order: TextOrder
  readonly sign: 1 | -1
}

/** How the rows of one query are ordered. */
export interface RowOrder {
  readonly fields: readonly SortField[]
  compare(a: Doc, b: Doc): number
  /** The rows in order. They must come in order of their ids, because that settles ties. */
  sort(rows: Doc[]): Doc[]
}

interface NumericKey extends SortField {
  readonly read: ReadField
}

/** Compiles group and sort keys of a query. */
export function compileOrder(query: Pick<Query, 'entity' | 'sort' | 'groupBy'>, orders: TextOrders): RowOrder {
  const keys: readonly SortKey[] =
    query.groupBy === undefined ? query.sort : [{ field: query.groupBy, direction: 'ascending' }, ...query.sort]
  const numeric = keys.map(
    ({ field, direction }): NumericKey => ({
      name: field,
      order: orders(query.entity, field),
      read: readField(field),
      sign: direction === 'ascending' ? 1 : -1
    })
  )
  const compare = (a: Doc, b: Doc): number => {
    for (const key of numeric) {
      const difference = compareNumbers(keyOf(key, a), keyOf(key, b))
      if (difference !== 0) return difference
    }
    return compareIds(a, b)
  }
  return { fields: numeric, compare, sort: (rows) => (numeric.length === 0 ? rows : sortRows(rows, numeric)) }
}

/** Values of the keys are computed once per row, not once per comparison. */
function sortRows(rows: readonly Doc[], keys: readonly SortField[]): Doc[] {
  const places = new Uint32Array(rows.length).map((_, place) => place)
  const columns = keys.map(({ name, order, sign }) => signedRanks(createSortColumn(rows, name, order).values, sign, places))
  const sorted: Doc[] = []
  const order = sortPlaces(columns, rows.length)
  for (let at = 0; at < order.length; at++) sorted.push(rows[order[at] as number] as Doc)
  return sorted
}

/** Ranks at these places in the direction of the sort; no value stays last in both. */
export function signedRanks(ranks: Float64Array | Int32Array, sign: 1 | -1, places: Uint32Array): Float64Array {
  const signed = new Float64Array(places.length)
  for (let at = 0; at < places.length; at++) {
    const rank = ranks[places[at] as number] as number
    signed[at] = rank === Number.POSITIVE_INFINITY ? rank : rank * sign
  }
  return signed
}

function keyOf({ read, order, sign }: NumericKey, row: Doc): number {
  const rank = rankOf(read(row), order)
  return rank === Number.POSITIVE_INFINITY ? rank : rank * sign
}

/** Infinity minus infinity is no number, so two nulls are compared before they are subtracted. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a - b
}

/** Order of ids. */
export function compareIds(a: { readonly id: string }, b: { readonly id: string }): number {
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}
