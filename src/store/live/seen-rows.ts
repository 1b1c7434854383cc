// Rows as live queries last saw them, by entity: where every query begins, and where the old place of a changed row is found. Kept only
// of entities that are looked at.

import { placeInOrder } from './ordered-rows.ts'
import { compareIds } from './row-order.ts'
import type { RowChange, RowSource } from './row-source.ts'
import { createRowTable, type RowTable } from './row-table.ts'

/** Rows by entity, as last told. */
export interface SeenRows {
  /** All rows of an entity; from now on they are remembered. */
  table(entity: string): RowTable
  /** What these rows were and are; from now on they are as they are. */
  take(entity: string, ids: ReadonlySet<string>): RowChange[]
  /** Takes all rows anew. */
  reset(): void
}

/** Remembers rows of `source`. */
export function createSeenRows(source: RowSource): SeenRows {
  const tables = new Map<string, RowTable>()
  return {
    table: (entity) => {
      const known = tables.get(entity) ?? createRowTable([...source.rows(entity)].sort(compareIds))
      tables.set(entity, known)
      return known
    },
    take: (entity, ids) => {
      const table = tables.get(entity)
      const changes: RowChange[] = []
      for (const id of ids) {
        const found = table?.rows[placeInOrder(table.rows, { id }, compareIds)]
        changes.push({ id, before: found?.id === id ? found : null, after: source.get(entity, id) })
      }
      table?.take(changes)
      return changes
    },
    reset: () => tables.clear()
  }
}
