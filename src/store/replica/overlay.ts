// Effects of pending commands over the confirmed rows: what the last pending command that touched a row made of it.
// An overlay is built once and then only read; a step that changes what is pending builds the next one.

import { isEqual } from '#core/kernel/merge.ts'
import type { Doc, RowEffect } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'

/** Effective documents by entity and id; null: removed by a pending command. */
export interface Overlay {
  readonly entities: ReadonlyMap<string, ReadonlyMap<Id, Doc | null>>
  /** undefined: no pending command touched the row. */
  get(entity: string, id: Id): Doc | null | undefined
  /** Ids of an entity's rows that pending commands touched; the same set at every call while the overlay is not built on. */
  ids(entity: string): ReadonlySet<Id>
}

/** An overlay under construction. */
export interface OverlayBuilder extends Overlay {
  add(effects: readonly RowEffect[]): void
}

/** An overlay to build on; starts as a copy of `from`. */
export function createOverlay(from?: Overlay): OverlayBuilder {
  const entities = new Map<string, Map<Id, Doc | null>>()
  const idsByEntity = new Map<string, ReadonlySet<Id>>()
  for (const [entity, rows] of from?.entities ?? []) entities.set(entity, new Map(rows))
  return {
    entities,
    get: (entity, id) => entities.get(entity)?.get(id),
    ids(entity) {
      const known = idsByEntity.get(entity) ?? new Set(entities.get(entity)?.keys() ?? [])
      idsByEntity.set(entity, known)
      return known
    },
    add(effects) {
      idsByEntity.clear()
      for (const effect of effects) {
        const rows = entities.get(effect.entity) ?? new Map<Id, Doc | null>()
        rows.set(effect.id, effect.after)
        entities.set(effect.entity, rows)
      }
    }
  }
}

/** A row that looks different under two overlays. */
export interface OverlayDifference {
  readonly entity: string
  readonly id: Id
  readonly before: Doc | null | undefined
  readonly after: Doc | null | undefined
}

/** Rows that two overlays show differently. */
export function* overlayDifferences(before: Overlay, after: Overlay): Iterable<OverlayDifference> {
  for (const entity of new Set([...before.entities.keys(), ...after.entities.keys()])) {
    const old = before.entities.get(entity)
    const now = after.entities.get(entity)
    for (const id of new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])) {
      const was = old?.get(id)
      const is = now?.get(id)
      if (was === is) continue
      if (was === undefined || is === undefined || !isEqual(was, is)) yield { entity, id, before: was, after: is }
    }
  }
}
