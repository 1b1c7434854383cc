// What live queries, counts and search read: rows as this device sees them (confirmed rows with its own pending effects on top).

import type { Doc } from '#core/kernel/execute.ts'

/** Effective rows. Hot entities are answered from memory; children of cold ones may be loaded first. */
export interface RowSource {
  /** The row of a hot entity. */
  get(entity: string, id: string): Doc | null
  /** All rows of a hot entity, in no particular order. */
  rows(entity: string): Iterable<Doc>
  /** Rows of a cold entity under one parent. */
  children(entity: string, parentId: string): Promise<readonly Doc[]>
  /** Rows that carry changes that the server hasn't confirmed. */
  pendingIds(entity: string): ReadonlySet<string>
}

/** One hot row that changed: as it was when last told, and as it is. Null: it wasn't there, or is gone. */
export interface RowChange {
  readonly id: string
  readonly before: Doc | null
  readonly after: Doc | null
}
