// One durable step on confirmed rows, prepared beside the state: nothing of it is visible before it is committed, and nothing of it
// remains when the commit fails. A row never goes back to an older version, and is taken out of a partition only by a newer one.

import type { EntityDefinition } from '#core/kernel/entity.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import { entityNamed } from '#core/registry.ts'
import type { StoredPage } from '#sync/ports.ts'
import type { PageRow } from '../pages/page-codec.ts'
import { sortKey, sortKeyOf } from '../pages/page-key.ts'
import type { ConfirmedRow } from '../replica.ts'
import { StagedPages } from './staged-pages.ts'
import type { ReplicaState } from './state.ts'

/** A row that a step touched. */
export interface TouchedRow {
  readonly entity: string
  readonly before: Doc | null
  readonly after: Doc | null
}

/** Where a row leaves from, and the version that says so. */
export interface Leaving {
  readonly clientId: Id | null
  readonly parentId: Id | null
  readonly id: Id
  readonly version: number
}

/** Confirmed rows under change. */
export class Stage {
  readonly pages: StagedPages
  /** Hot rows that differ from the state's; null: gone. */
  readonly hot = new Map<string, Map<Id, ConfirmedRow | null>>()
  /** Rows that came or went one by one (not by a snapshot's page). */
  readonly touched: TouchedRow[] = []
  private readonly state: ReplicaState

  constructor(state: ReplicaState) {
    this.state = state
    this.pages = new StagedPages(state)
  }

  hotRow(entity: string, id: Id): ConfirmedRow | null {
    const staged = this.hot.get(entity)?.get(id)
    if (staged !== undefined) return staged
    const row = this.state.hot.get(entity, id)
    return row && !this.pages.hides(row.doc.clientId) ? row : null
  }

  /** Takes a row that the server confirmed at a version. */
  async put(entity: EntityDefinition, row: ConfirmedRow): Promise<void> {
    const { doc, version } = row
    const earlier = entity.temperature === 'hot' ? this.hotRow(entity.name, doc.id) : null
    if (earlier && earlier.version >= version) return
    if (earlier && earlier.doc.clientId !== doc.clientId)
      await this.take(entity, { clientId: earlier.doc.clientId, parentId: null, id: doc.id, version })
    const key = sortKeyOf(entity, doc)
    const rows = await this.pages.open(entity, doc.clientId, key)
    const index = indexOf(entity, rows, key)
    const found = rows[index]
    const isKnown = found !== undefined && sortKeyOf(entity, found[1]) === key
    if (isKnown && found[0] >= version) return
    rows.splice(index, isKnown ? 1 : 0, [version, doc])
    this.touched.push({ entity: entity.name, before: isKnown ? found[1] : (earlier?.doc ?? null), after: doc })
    if (entity.temperature === 'hot') this.setHot(entity.name, doc.id, row)
  }

  /** Takes a row out of one client's partition, where it is older than the version that says so. */
  async take(entity: EntityDefinition, from: Leaving): Promise<void> {
    const key = sortKey(entity, from.parentId, from.id)
    if (this.pages.keyFor(entity.name, from.clientId, key)) {
      const rows = await this.pages.open(entity, from.clientId, key)
      const index = indexOf(entity, rows, key)
      const found = rows[index]
      if (found && sortKeyOf(entity, found[1]) === key && found[0] < from.version) {
        rows.splice(index, 1)
        this.touched.push({ entity: entity.name, before: found[1], after: null })
      }
    }
    const hot = entity.temperature === 'hot' ? this.hotRow(entity.name, from.id) : null
    if (hot && hot.version < from.version && hot.doc.clientId === from.clientId) this.setHot(entity.name, from.id, null)
  }

  /** Takes out rows of an entity that may not be seen any more, whatever their version. */
  async hide(entity: EntityDefinition, isHidden: (doc: Doc) => boolean): Promise<void> {
    for (const clientId of this.pages.clients(entity.name)) {
      for (const low of this.pages.lows(entity.name, clientId)) {
        const rows = await this.pages.open(entity, clientId, low)
        const kept = rows.filter(([, doc]) => !isHidden(doc))
        if (kept.length === rows.length) continue
        for (const [, doc] of rows) if (isHidden(doc)) this.drop(entity, doc)
        rows.splice(0, rows.length, ...kept)
      }
    }
  }

  /** Reads at once the pages that the items of a feed will open. */
  async prefetch(places: readonly { readonly entity: string; readonly clientId: Id | null; readonly at: string }[]): Promise<void> {
    const keys = places.map(({ entity, clientId, at }) => this.pages.keyFor(entity, clientId, at)).filter((key) => key !== null)
    const once = new Map(keys.map((key) => [`${key.entity}\n${key.clientId ?? ''}\n${key.low}`, key]))
    if (once.size > 1) await this.pages.readAhead([...once.values()])
  }

  /** Takes a page as a snapshot brought it; `rows` decoded where the entity is hot. */
  putPage(page: StoredPage, rows: readonly PageRow[] | null): void {
    this.pages.replace(page, rows)
    for (const [version, doc] of rows ?? []) {
      const known = this.hotRow(page.key.entity, doc.id)
      if (!known || known.version <= version) this.setHot(page.key.entity, doc.id, { version, doc })
    }
  }

  /** Makes the committed step visible in the state. Returns the hot ids and the parents of cold rows that changed. */
  publish(): { readonly hot: Map<string, Set<Id>>; readonly cold: Map<string, Set<Id>> } {
    const hot = new Map<string, Set<Id>>()
    const cold = new Map<string, Set<Id>>()
    if (this.pages.isReset) this.state.hot.clear()
    for (const clientId of this.pages.droppedClients) {
      for (const [entity, ids] of this.state.hot.dropClient(clientId)) for (const id of ids) addTo(hot, entity, id)
    }
    this.pages.publish()
    for (const [entity, rows] of this.hot) {
      for (const [id, row] of rows) {
        if (row) this.state.hot.put(entity, row)
        else this.state.hot.remove(entity, id)
        addTo(hot, entity, id)
      }
    }
    for (const { entity, before, after } of this.touched) {
      const definition = entityNamed(entity)
      for (const doc of [before, after]) {
        const parent = doc && definition.temperature === 'cold' && definition.parent ? doc[definition.parent] : null
        if (typeof parent === 'string') addTo(cold, entity, parent)
      }
    }
    return { hot, cold }
  }

  private drop(entity: EntityDefinition, doc: Doc): void {
    this.touched.push({ entity: entity.name, before: doc, after: null })
    if (entity.temperature === 'hot') this.setHot(entity.name, doc.id, null)
  }

  private setHot(entity: string, id: Id, row: ConfirmedRow | null): void {
    const rows = this.hot.get(entity) ?? new Map<Id, ConfirmedRow | null>()
    rows.set(id, row)
    this.hot.set(entity, rows)
  }
}

/** Adds an id to the set of its entity. */
export function addTo(sets: Map<string, Set<Id>>, entity: string, id: Id): void {
  const ids = sets.get(entity) ?? new Set<Id>()
  ids.add(id)
  sets.set(entity, ids)
}

/** Where a row with this sort key stands, or would stand. */
function indexOf(entity: EntityDefinition, rows: readonly PageRow[], key: string): number {
  let from = 0
  let to = rows.length
  while (from < to) {
    const middle = (from + to) >>> 1
    const row = rows[middle]
    if (row && sortKeyOf(entity, row[1]) < key) from = middle + 1
    else to = middle
  }
  return from
}
