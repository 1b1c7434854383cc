// Confirmed rows of hot entities, decoded in memory, with indexes over the columns that commands list by. An index is built when
// it is first asked for and kept current from then on.

import { entities } from '#core/registry.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { ConfirmedRow } from '../replica.ts'

/** Confirmed hot rows. */
export interface HotRows {
  get(entity: string, id: Id): ConfirmedRow | null
  rows(entity: string): ReadonlyMap<Id, ConfirmedRow>
  put(entity: string, row: ConfirmedRow): void
  remove(entity: string, id: Id): void
  /** Ids of rows whose `column` equals `value`. */
  idsWhere(entity: string, column: string, value: unknown): Iterable<Id>
  /** Drops all rows of a client and returns them by entity. */
  dropClient(clientId: Id): ReadonlyMap<string, ReadonlySet<Id>>
  clear(): void
}

type Index = Map<unknown, Set<Id>>

/** Empty rows of all hot entities. */
export function createHotRows(): HotRows {
  const tables = new Map(
    entities.filter((entity) => entity.temperature === 'hot').map((entity) => [entity.name, new Map<Id, ConfirmedRow>()])
  )
  const indexes = new Map<string, Map<string, Index>>()
  const table = (entity: string): Map<Id, ConfirmedRow> => tables.get(entity) ?? new Map<Id, ConfirmedRow>()
  const unindex = (entity: string, doc: Doc): void => {
    for (const [column, index] of indexes.get(entity) ?? []) index.get(doc[column])?.delete(doc.id)
  }
  const remove = (entity: string, id: Id): void => {
    const row = tables.get(entity)?.get(id)
    if (!row) return
    unindex(entity, row.doc)
    tables.get(entity)?.delete(id)
  }
  return {
    get: (entity, id) => tables.get(entity)?.get(id) ?? null,
    rows: table,
    put(entity, row) {
      remove(entity, row.doc.id)
      tables.get(entity)?.set(row.doc.id, row)
      for (const [column, index] of indexes.get(entity) ?? []) addTo(index, row.doc[column], row.doc.id)
    },
    remove,
    idsWhere(entity, column, value) {
      const ofEntity = indexes.get(entity) ?? new Map<string, Index>()
      indexes.set(entity, ofEntity)
      const index = ofEntity.get(column) ?? buildIndex(table(entity), column)
      ofEntity.set(column, index)
      return index.get(value) ?? []
    },
    dropClient(clientId) {
      const dropped = new Map<string, ReadonlySet<Id>>()
      for (const [entity, rows] of tables) {
        const ids = [...rows.values()].filter((row) => row.doc.clientId === clientId).map((row) => row.doc.id)
        for (const id of ids) remove(entity, id)
        if (ids.length > 0) dropped.set(entity, new Set(ids))
      }
      return dropped
    },
    clear() {
      for (const rows of tables.values()) rows.clear()
      indexes.clear()
    }
  }
}

function buildIndex(rows: ReadonlyMap<Id, ConfirmedRow>, column: string): Index {
  const index: Index = new Map()
  for (const { doc } of rows.values()) addTo(index, doc[column], doc.id)
  return index
}

function addTo(index: Index, value: unknown, id: Id): void {
  const ids = index.get(value) ?? new Set<Id>()
  ids.add(id)
  index.set(value, ids)
}
