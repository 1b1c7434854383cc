// The rows of one live query in order. A changed row is taken out and put in at its place; nothing is sorted twice.
// Invariant: after any series of changes `rows` equals filtering and sorting all rows anew.

import { assert } from '#core/kernel/assert.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Predicate } from './filter.ts'
import { mergeInOrder, placeInOrder } from './ordered-rows.ts'
import { compareIds, type RowOrder } from './row-order.ts'
import type { RowChange } from './row-source.ts'

/** Up to this many changes are moved one by one; more are taken out and merged in with one pass. */
const fewChanges = 8

/** Ordered rows of a query. */
export interface Matches {
  readonly rows: readonly Doc[]
  /** Takes all rows anew; they must come in order of their ids, unless they are ranked already. */
  reset(rows: Iterable<Doc>): void
  /** Takes the result itself: rows that match, in order. */
  replace(rows: Doc[]): void
  /** Takes changed rows; true when the result changed. */
  apply(changes: readonly RowChange[]): boolean
}

/** What hears of rows that come and go, for counts beside the rows. */
export interface MatchListener {
  add(row: Doc): void
  remove(row: Doc): void
  clear(): void
}

/** Makes an empty result. */
export function createMatches(holds: Predicate, order: RowOrder, listener: MatchListener | null): Matches {
  const state = { rows: [] as Doc[] }
  return {
    get rows() {
      return state.rows
    },
    reset: (rows) => {
      const found: Doc[] = []
      for (const row of rows) if (holds(row)) found.push(row)
      state.rows = order.sort(found)
      if (!listener) return
      listener.clear()
      for (const row of found) listener.add(row)
    },
    replace: (rows) => {
      state.rows = rows
    },
    apply: (changes) => {
      const gone = changes.flatMap(({ before }) => (before && holds(before) ? [before] : []))
      const come = changes.flatMap(({ after }) => (after && holds(after) ? [after] : []))
      if (gone.length === 0 && come.length === 0) return false
      for (const row of gone) listener?.remove(row)
      for (const row of come) listener?.add(row)
      if (changes.length <= fewChanges) moveOneByOne(state.rows, gone, come, order)
      else state.rows = mergeInOrder(state.rows, new Set(gone.map((row) => row.id)), order.sort(come.sort(compareIds)), order.compare)
      return true
    }
  }
}

function moveOneByOne(rows: Doc[], gone: readonly Doc[], come: readonly Doc[], order: RowOrder): void {
  for (const row of gone) {
    const place = placeInOrder(rows, row, order.compare)
    assert(rows[place]?.id === row.id, `row ${row.id} stands where its keys say`)
    rows.splice(place, 1)
  }
  for (const row of come) rows.splice(placeInOrder(rows, row, order.compare), 0, row)
}
