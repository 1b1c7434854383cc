// Rows as live queries last saw them, so that a changed row can be found at its old place. Kept only of entities that are looked at.

import type { Doc } from '#core/kernel/execute.ts'
import type { RowChange, RowSource } from './row-source.ts'

/** Rows by entity, as last told. */
export interface SeenRows {
  /** From now on this entity's rows are remembered. */
  watch(entity: string): void
  /** What these rows were and are; from now on they are as they are. */
  take(entity: string, ids: Iterable<string>): RowChange[]
  /** Takes all rows anew. */
  reset(): void
}

/** Remembers rows of `source`. */
export function createSeenRows(source: RowSource): SeenRows {
  const entities = new Map<string, Map<string, Doc>>()
  const read = (entity: string): Map<string, Doc> => {
    const rows = new Map<string, Doc>()
    for (const row of source.rows(entity)) rows.set(row.id, row)
    return rows
  }
  return {
    watch: (entity) => {
      if (!entities.has(entity)) entities.set(entity, read(entity))
    },
    take: (entity, ids) => {
      const seen = entities.get(entity)
      const changes: RowChange[] = []
      for (const id of ids) {
        const after = source.get(entity, id)
        changes.push({ id, before: seen?.get(id) ?? null, after })
        if (after) seen?.set(id, after)
        else seen?.delete(id)
      }
      return changes
    },
    reset: () => {
      for (const entity of entities.keys()) entities.set(entity, read(entity))
    }
  }
}
