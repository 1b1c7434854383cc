// Effects of pending commands over the confirmed rows: what the last pending command that touched a row made of it.
// New commands are laid on top as a layer that becomes part of the overlay once they are durable, so that a command costs the same
// whether ten others wait or ten thousand.

import type { Doc, RowEffect } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import { isEqual } from '#core/kernel/merge.ts'

/** Effective documents by entity and id; null: removed by a pending command. */
export interface Overlay {
  /** undefined: no pending command touched the row. */
  get(entity: string, id: Id): Doc | null | undefined
  rows(entity: string): Iterable<readonly [Id, Doc | null]>
  entities(): Iterable<string>
}

/** An overlay of its own. */
export class FlatOverlay implements Overlay {
  private readonly byEntity = new Map<string, Map<Id, Doc | null>>()
  private readonly idsByEntity = new Map<string, Set<Id>>()

  get(entity: string, id: Id): Doc | null | undefined {
    return this.byEntity.get(entity)?.get(id)
  }

  rows(entity: string): Iterable<readonly [Id, Doc | null]> {
    return this.byEntity.get(entity) ?? []
  }

  entities(): Iterable<string> {
    return this.byEntity.keys()
  }

  /** Ids of an entity's rows that pending commands touched. */
  ids(entity: string): ReadonlySet<Id> {
    return this.idsByEntity.get(entity) ?? new Set()
  }

  add(effects: readonly RowEffect[]): void {
    for (const { entity, id, after } of effects) this.set(entity, id, after)
  }

  set(entity: string, id: Id, doc: Doc | null): void {
    const rows = this.byEntity.get(entity) ?? new Map<Id, Doc | null>()
    const ids = this.idsByEntity.get(entity) ?? new Set<Id>()
    rows.set(id, doc)
    ids.add(id)
    this.byEntity.set(entity, rows)
    this.idsByEntity.set(entity, ids)
  }
}

/** More effects on top of an overlay, which stays as it is until they are settled into it. */
export class OverlayLayer implements Overlay {
  readonly base: FlatOverlay
  readonly added = new FlatOverlay()

  constructor(base: FlatOverlay) {
    this.base = base
  }

  get(entity: string, id: Id): Doc | null | undefined {
    const added = this.added.get(entity, id)
    return added === undefined ? this.base.get(entity, id) : added
  }

  *rows(entity: string): Iterable<readonly [Id, Doc | null]> {
    yield* this.added.rows(entity)
    const added = this.added.ids(entity)
    for (const row of this.base.rows(entity)) if (!added.has(row[0])) yield row
  }

  entities(): Iterable<string> {
    return new Set([...this.base.entities(), ...this.added.entities()])
  }

  add(effects: readonly RowEffect[]): void {
    this.added.add(effects)
  }

  /** Makes the layer part of its base, which it gives back. */
  settle(): FlatOverlay {
    for (const entity of this.added.entities()) for (const [id, doc] of this.added.rows(entity)) this.base.set(entity, id, doc)
    return this.base
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
export function overlayDifferences(before: FlatOverlay, after: FlatOverlay | OverlayLayer): readonly OverlayDifference[] {
  const isOnTop = after instanceof OverlayLayer && after.base === before
  const changed = isOnTop ? after.added : after
  const found: OverlayDifference[] = []
  const compare = (entity: string, id: Id): void => {
    const [was, is] = [before.get(entity, id), after.get(entity, id)]
    if (was === is) return
    if (was === undefined || is === undefined || !isEqual(was, is)) found.push({ entity, id, before: was, after: is })
  }
  for (const entity of changed.entities()) for (const [id] of changed.rows(entity)) compare(entity, id)
  if (isOnTop) return found
  for (const entity of before.entities())
    for (const [id] of before.rows(entity)) if (after.get(entity, id) === undefined) compare(entity, id)
  return found
}
