// Counts of rows per value of a field, kept by adding and taking away instead of counting again.

import type { Doc } from '#core/kernel/execute.ts'
import { readField } from './field.ts'
import type { TextOrders } from './row-order.ts'

/** A value that rows are counted by. */
export type TallyValue = string | number | boolean | null

/** Rows per value. Of an array field every element counts; rows without value count as null. */
export interface Tally {
  add(row: Doc): void
  remove(row: Doc): void
  /** Adds `count` rows whose field holds `value`. */
  addValue(value: unknown, count: number): void
  clear(): void
  /** Values in order, null last. */
  counts(): { value: TallyValue; count: number }[]
}

/** Makes an empty tally over a field of an entity. */
export function createTally(entity: string, field: string, orders: TextOrders): Tally {
  const read = readField(field)
  const order = orders(entity, field)
  const counts = new Map<TallyValue, number>()
  const move = (value: unknown, by: number): void => {
    if (Array.isArray(value) && value.length > 0) for (const element of value) step(counts, scalarOf(element), by)
    else step(counts, scalarOf(value), by)
  }
  const rank = (value: TallyValue): number => {
    if (typeof value === 'string') return order.rank(value)
    return value === null ? Number.POSITIVE_INFINITY : Number(value)
  }
  return {
    add: (row) => move(read(row), 1),
    remove: (row) => move(read(row), -1),
    addValue: move,
    clear: () => counts.clear(),
    counts: () =>
      [...counts]
        .map(([value, count]) => ({ value, count, rank: rank(value) }))
        .sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank))
        .map(({ value, count }) => ({ value, count }))
  }
}

function scalarOf(value: unknown): TallyValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

function step(counts: Map<TallyValue, number>, value: TallyValue, by: number): void {
  const next = (counts.get(value) ?? 0) + by
  if (next === 0) counts.delete(value)
  else counts.set(value, next)
}
