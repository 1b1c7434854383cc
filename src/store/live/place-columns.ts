// Columns beside the rows of one entity: for each place what a field holds, in a plain array of numbers, so that a question over 100,000 rows
// reads numbers one after the other and no document. Made when first asked for, kept current from then on.
// Invariant: at each place a column says what the row at that place says.

import type { Doc } from '#core/kernel/execute.ts'
import { type ReadField, readField } from './field.ts'
import type { TextOrder } from './text-order.ts'

/** Numbers by place. `values` may be longer than there are rows. */
export interface Column {
  values: Float64Array | Int32Array
  /** The number of a row; null: this column can't say it, and must be made anew. */
  readonly numberOf: (row: Doc) => number | null
}

/** A field's values as they are compared with others: a number stands for itself, anything else for its place in `meanings`. */
export interface ValueColumn extends Column {
  /** Null: the numbers mean themselves, and infinity that there is no value. */
  readonly meanings: readonly unknown[] | null
}

/** A field's values as they are sorted: by rank, infinity for no value. `turn` is the text order's when it was made. */
export interface SortColumn extends Column {
  readonly turn: number
}

/** Room for rows that come later. */
const spare = 1_024

/** Reads a field's values; null where nearly every row holds a value of its own, so that a column would cost more than it spares. */
export function createValueColumn(rows: readonly Doc[], field: string): ValueColumn | null {
  const read = readField(field)
  return numberColumn(rows, read) ?? meaningColumn(rows, read)
}

function numberColumn(rows: readonly Doc[], read: ReadField): ValueColumn | null {
  const values = new Float64Array(rows.length + spare)
  const numberOf = (row: Doc): number | null => {
    const value = read(row) ?? null
    if (value === null) return Number.POSITIVE_INFINITY
    return typeof value === 'number' && Number.isFinite(value) ? value : null
  }
  for (let place = 0; place < rows.length; place++) {
    const value = numberOf(rows[place] as Doc)
    if (value === null) return null
    values[place] = value
  }
  return { values, numberOf, meanings: null }
}

function meaningColumn(rows: readonly Doc[], read: ReadField): ValueColumn | null {
  const values = new Int32Array(rows.length + spare)
  const meanings: unknown[] = []
  const codes = new Map<unknown, number>()
  const most = Math.max(spare, rows.length / 2)
  const numberOf = (row: Doc): number | null => {
    const value = read(row) ?? null
    const key = typeof value === 'object' && value !== null ? JSON.stringify(value) + objectMark : value
    const known = codes.get(key)
    if (known !== undefined) return known
    // Values of the past add up; then the column is made anew.
    if (meanings.length >= most) return null
    codes.set(key, meanings.length)
    return meanings.push(value) - 1
  }
  for (let place = 0; place < rows.length; place++) {
    const code = numberOf(rows[place] as Doc)
    if (code === null) return null
    values[place] = code
  }
  return { values, numberOf, meanings }
}

/** No text of a record ends like this: the schemas refuse it. */
const objectMark = '\u0000'

/** Reads a field's ranks. Texts that have none yet are learnt together, which is far cheaper than one by one. */
export function createSortColumn(rows: readonly Doc[], field: string, order: TextOrder): SortColumn {
  const read = readField(field)
  const values = new Float64Array(rows.length + spare)
  const unknown = new Set<string>()
  for (let place = 0; place < rows.length; place++) {
    const value = read(rows[place] as Doc)
    const rank = typeof value === 'string' ? order.known(value) : undefined
    if (rank !== undefined) values[place] = rank
    else if (typeof value === 'string') unknown.add(value)
    else values[place] = rankOf(value, order)
  }
  if (unknown.size === 0) return { values, numberOf: (row) => rankOf(read(row), order), turn: order.turn() }
  order.learn(unknown)
  return createSortColumn(rows, field, order)
}

/** A value as a number that sorts as people expect; infinity for none. */
export function rankOf(value: unknown, order: TextOrder): number {
  if (typeof value === 'number') return value
  if (typeof value === 'string') return order.rank(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  return Number.POSITIVE_INFINITY
}

/** Takes one row in at `place`; false where the column must be made anew. `count`: rows before. */
export function insertInto(column: Column, place: number, count: number, row: Doc): boolean {
  const number = column.numberOf(row)
  if (number === null) return false
  if (count === column.values.length) {
    const longer = column.values instanceof Int32Array ? new Int32Array(count + spare) : new Float64Array(count + spare)
    longer.set(column.values)
    column.values = longer
  }
  column.values.copyWithin(place + 1, place, count)
  column.values[place] = number
  return true
}

/** Takes one row out. `count`: rows before. */
export function removeFrom(column: Column, place: number, count: number): void {
  column.values.copyWithin(place, place + 1, count)
}

/** Takes a changed row; false where the column must be made anew. */
export function replaceIn(column: Column, place: number, row: Doc): boolean {
  const number = column.numberOf(row)
  if (number !== null) column.values[place] = number
  return number !== null
}
