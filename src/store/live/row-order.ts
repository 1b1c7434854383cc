// Order of rows in a query: by group, then by its sort keys, null always last, ties by id. Every field's value becomes a number
// first (texts by their rank), so that sorting compares numbers only.

import type { Doc } from '#core/kernel/execute.ts'
import type { Query, SortKey } from '#store/contract.ts'
import { type ReadField, readField } from './field.ts'
import { sortPlaces } from './number-sort.ts'
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

/** How the rows of one query are ordered. */
export interface RowOrder {
  compare(a: Doc, b: Doc): number
  /** The rows in order. They must come in order of their ids, because that settles ties. */
  sort(rows: Doc[]): Doc[]
}

interface NumericKey {
  readonly order: TextOrder
  readonly read: ReadField
  readonly sign: 1 | -1
}

/** Compiles group and sort keys of a query. */
export function compileOrder(query: Pick<Query, 'entity' | 'sort' | 'groupBy'>, orders: TextOrders): RowOrder {
  const keys: readonly SortKey[] =
    query.groupBy === undefined ? query.sort : [{ field: query.groupBy, direction: 'ascending' }, ...query.sort]
  const numeric = keys.map(
    ({ field, direction }): NumericKey => ({
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
  return { compare, sort: (rows) => (numeric.length === 0 ? rows : sortRows(rows, numeric)) }
}

/** Values of the keys are computed once per row, not once per comparison. */
function sortRows(rows: readonly Doc[], keys: readonly NumericKey[]): Doc[] {
  const columns = keys.map((key) => columnOf(rows, key))
  const sorted: Doc[] = []
  for (const place of sortPlaces(columns, rows.length)) sorted.push(rows[place] as Doc)
  return sorted
}

/** A key's numbers. Texts that have no rank yet are learnt together, which is far cheaper than one by one. */
function columnOf(rows: readonly Doc[], key: NumericKey): Float64Array {
  const column = new Float64Array(rows.length)
  const unknown = new Set<string>()
  for (let index = 0; index < rows.length; index++) {
    const value = key.read(rows[index] as Doc)
    const rank = typeof value === 'string' ? key.order.known(value) : undefined
    if (rank !== undefined) column[index] = rank * key.sign
    else if (typeof value === 'string') unknown.add(value)
    else column[index] = keyOfValue(key, value)
  }
  if (unknown.size === 0) return column
  key.order.learn(unknown)
  return columnOf(rows, key)
}

function keyOf(key: NumericKey, row: Doc): number {
  return keyOfValue(key, key.read(row))
}

function keyOfValue(key: NumericKey, value: unknown): number {
  if (typeof value === 'number') return value * key.sign
  if (typeof value === 'string') return key.order.rank(value) * key.sign
  if (typeof value === 'boolean') return (value ? 1 : 0) * key.sign
  return Number.POSITIVE_INFINITY
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
