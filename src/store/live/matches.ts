// The rows of one live query in order. A changed row is taken out and put in at its place; nothing is sorted twice.
// Invariant: after any series of changes `rows` equals filtering and sorting all rows anew.

import { assert } from '#core/kernel/assert.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Predicate } from './filter.ts'
import type { RowOrder } from './row-order.ts'
import type { RowChange } from './row-source.ts'

/** Up to this many changes are moved one by one; more are taken out and merged in with one pass. */
const fewChanges = 8

/** Ordered rows of a query. */
export interface Matches {
  readonly rows: readonly Doc[]
  /** Takes all rows anew. */
  reset(rows: Iterable<Doc>): void
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
    apply: (changes) => {
      const gone = changes.flatMap(({ before }) => (before && holds(before) ? [before] : []))
      const come = changes.flatMap(({ after }) => (after && holds(after) ? [after] : []))
      if (gone.length === 0 && come.length === 0) return false
      for (const row of gone) listener?.remove(row)
      for (const row of come) listener?.add(row)
      if (changes.length <= fewChanges) moveOneByOne(state.rows, gone, come, order)
      else state.rows = moveTogether(state.rows, gone, come, order)
      return true
    }
  }
}

function moveOneByOne(rows: Doc[], gone: readonly Doc[], come: readonly Doc[], order: RowOrder): void {
  for (const row of gone) {
    const place = placeOf(rows, row, order)
    assert(rows[place]?.id === row.id, `row ${row.id} stands where its keys say`)
    rows.splice(place, 1)
  }
  for (const row of come) rows.splice(placeOf(rows, row, order), 0, row)
}

/** First place whose row does not stand before `row`. */
function placeOf(rows: readonly Doc[], row: Doc, order: RowOrder): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (order.compare(rows[middle] as Doc, row) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function moveTogether(rows: readonly Doc[], gone: readonly Doc[], come: Doc[], order: RowOrder): Doc[] {
  const goneIds = new Set(gone.map((row) => row.id))
  const kept = goneIds.size === 0 ? rows : rows.filter((row) => !goneIds.has(row.id))
  const added = order.sort(come)
  const merged: Doc[] = []
  let at = 0
  for (const row of added) {
    const end = placeOf(kept, row, order)
    while (at < end) merged.push(kept[at++] as Doc)
    merged.push(row)
  }
  while (at < kept.length) merged.push(kept[at++] as Doc)
  return merged
}
