// Finding and merging in rows that stand in order.

import type { Doc } from '#core/kernel/execute.ts'

/** First place whose row does not stand before `row`. */
export function placeInOrder<Key>(rows: readonly (Doc & Key)[], row: Key, compare: (a: Key, b: Key) => number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(rows[middle] as Doc & Key, row) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** The rows without those that are gone, with those that came (in order themselves) at their places. */
export function mergeInOrder(
  rows: readonly Doc[],
  gone: ReadonlySet<string>,
  come: readonly Doc[],
  compare: (a: Doc, b: Doc) => number
): Doc[] {
  const kept = gone.size === 0 ? rows : rows.filter((row) => !gone.has(row.id))
  const merged: Doc[] = []
  let at = 0
  for (const row of come) {
    const end = placeInOrder(kept, row, compare)
    while (at < end) merged.push(kept[at++] as Doc)
    merged.push(row)
  }
  while (at < kept.length) merged.push(kept[at++] as Doc)
  return merged
}
