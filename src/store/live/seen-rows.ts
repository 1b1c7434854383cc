// Rows as live queries last saw them, by entity and in order of their ids: where every query begins, and where the old place of a
// changed row is found. Kept only of entities that are looked at.

import type { Doc } from '#core/kernel/execute.ts'
import { compareIds } from './row-order.ts'
import { mergeInOrder, placeInOrder } from './ordered-rows.ts'
import type { RowChange, RowSource } from './row-source.ts'

/** Rows by entity, as last told. */
export interface SeenRows {
  /** All rows in order of their ids; from now on they are remembered. */
  rows(entity: string): readonly Doc[]
  /** What these rows were and are; from now on they are as they are. */
  take(entity: string, ids: ReadonlySet<string>): RowChange[]
  /** Takes all rows anew. */
  reset(): void
}

/** Up to this many rows are put at their place one by one. */
const fewChanges = 16

/** Remembers rows of `source`. */
export function createSeenRows(source: RowSource): SeenRows {
  const entities = new Map<string, Doc[]>()
  const rows = (entity: string): Doc[] => {
    const known = entities.get(entity) ?? [...source.rows(entity)].sort(compareIds)
    entities.set(entity, known)
    return known
  }
  return {
    rows,
    take: (entity, ids) => {
      const seen = entities.get(entity)
      const changes: RowChange[] = []
      for (const id of ids) {
        const place = seen ? placeInOrder(seen, { id }, compareIds) : 0
        const found = seen?.[place]
        changes.push({ id, before: found?.id === id ? found : null, after: source.get(entity, id) })
      }
      if (seen) entities.set(entity, changed(seen, changes))
      return changes
    },
    reset: () => entities.clear()
  }
}

/** Rows that stay are replaced in place; few that come or go are put in or taken out, many are merged in one pass. */
function changed(rows: Doc[], changes: readonly RowChange[]): Doc[] {
  const moved: RowChange[] = []
  for (const change of changes) {
    if (change.before && change.after) rows[placeInOrder(rows, change.after, compareIds)] = change.after
    else if (change.before || change.after) moved.push(change)
  }
  if (moved.length > fewChanges) {
    const gone = new Set(moved.filter(({ before }) => before !== null).map(({ id }) => id))
    const come = moved.flatMap(({ after }) => after ?? []).sort(compareIds)
    return mergeInOrder(rows, gone, come, compareIds)
  }
  for (const { id, after } of moved) {
    const place = placeInOrder(rows, { id }, compareIds)
    if (after) rows.splice(place, 0, after)
    else rows.splice(place, 1)
  }
  return rows
}
