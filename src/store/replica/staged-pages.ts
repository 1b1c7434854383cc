// Pages under change in one durable step: opened for writing, replaced by a snapshot's, split and dropped. Nothing of it is visible
// before the step is published.

import { assert } from '#core/kernel/assert.ts'
import type { EntityDefinition } from '#core/kernel/entity.ts'
import type { Id } from '#core/kernel/ids.ts'
import { entityNamed } from '#core/registry.ts'
import type { LocalCommit, PageKey, StoredPage } from '#sync/ports.ts'
import { decodePage, type PageRow, plainCodec } from '../pages/page-codec.ts'
import { lastNotAbove, pageName, partitionName, sortKeyOf } from '../pages/page-key.ts'
import type { ReplicaState } from './state.ts'

/** Rows in a page above which it is split, and rows that the parts then hold. */
export const splitAbove = 400
const splitInto = 200

/** A page as this step has it: decoded, or as it came (`raw`), or both. */
interface StagedPage {
  readonly key: PageKey
  rows: PageRow[] | null
  raw: StoredPage | null
}

interface StagedPartition {
  readonly entity: string
  readonly clientId: Id | null
  readonly lows: readonly string[]
}

/** The pages of one step. */
export class StagedPages {
  readonly droppedClients = new Set<Id>()
  isReset = false
  private readonly pages = new Map<string, StagedPage>()
  private readonly deleted = new Map<string, PageKey>()
  private readonly partitions = new Map<string, StagedPartition>()
  /** Kept pages that were read ahead: more than the cache may hold. */
  private readonly ahead = new Map<string, readonly PageRow[]>()
  private readonly state: ReplicaState

  constructor(state: ReplicaState) {
    this.state = state
  }

  get isEmpty(): boolean {
    return !this.isReset && this.droppedClients.size === 0 && this.pages.size === 0
  }

  /** True when what is kept of this client is dropped by this step. */
  hides(clientId: Id | null): boolean {
    return this.isReset || (clientId !== null && this.droppedClients.has(clientId))
  }

  lows(entity: string, clientId: Id | null): readonly string[] {
    const staged = this.partitions.get(partitionName(entity, clientId))
    if (staged) return staged.lows
    return this.hides(clientId) ? [] : this.state.directory.lows(entity, clientId)
  }

  /** Clients that have pages of the entity; null is the shared partition. */
  clients(entity: string): readonly (Id | null)[] {
    const kept = this.state.directory.clients(entity).filter((clientId) => !this.hides(clientId))
    const staged = [...this.partitions.values()].filter((partition) => partition.entity === entity)
    return [...new Set([...kept, ...staged.map((partition) => partition.clientId)])]
  }

  async read(keys: readonly PageKey[]): Promise<readonly (readonly PageRow[])[]> {
    const known = keys.filter((key) => !this.pages.has(pageName(key)) && !this.ahead.has(pageName(key)))
    const loaded = known.length === 0 ? [] : await this.state.cache.read(known)
    const kept = new Map(known.map((key, index) => [pageName(key), loaded[index] ?? []]))
    return keys.map((key) => {
      const staged = this.pages.get(pageName(key))
      return staged ? decoded(staged) : (this.ahead.get(pageName(key)) ?? kept.get(pageName(key)) ?? [])
    })
  }

  /** Reads pages at once that will be opened one by one. */
  async readAhead(keys: readonly PageKey[]): Promise<void> {
    const loaded = await this.read(keys)
    for (const [index, key] of keys.entries()) if (!this.pages.has(pageName(key))) this.ahead.set(pageName(key), loaded[index] ?? [])
  }

  /** Key of the page in which a row with this sort key belongs; null when the partition has none. */
  keyFor(entity: string, clientId: Id | null, at: string): PageKey | null {
    const known = this.lows(entity, clientId)
    const low = known[Math.max(0, lastNotAbove(known, at))]
    return low === undefined ? null : { entity, clientId, low }
  }

  /** The rows of the page in which a row with this sort key belongs, to be changed in place. */
  async open(entity: EntityDefinition, clientId: Id | null, at: string): Promise<PageRow[]> {
    const found = this.keyFor(entity.name, clientId, at)
    const key = found ?? { entity: entity.name, clientId, low: '' }
    if (!found) this.setLows(entity.name, clientId, [''])
    const staged = this.pages.get(pageName(key))
    if (staged) {
      const rows = decoded(staged)
      staged.raw = null
      return rows
    }
    const [kept] = found ? await this.read([key]) : []
    const rows = [...(kept ?? [])]
    this.pages.set(pageName(key), { key, rows, raw: null })
    return rows
  }

  /** Puts a page as a snapshot brought it; `rows` is null where it stays undecoded. */
  replace(page: StoredPage, rows: readonly PageRow[] | null): void {
    const { entity, clientId, low } = page.key
    const known = this.lows(entity, clientId)
    if (!known.includes(low)) this.setLows(entity, clientId, [...known, low].sort())
    this.pages.set(pageName(page.key), { key: page.key, rows: rows === null ? null : [...rows], raw: page })
  }

  /** What is to be written, after splitting pages that grew. */
  commit(): Pick<LocalCommit, 'putPages' | 'deletePages' | 'deleteClients' | 'deleteAllPages'> {
    const touched = [...this.pages.values()]
    for (const page of touched) this.balance(page)
    const put = [...this.pages.values()].map(stored)
    return {
      ...(put.length > 0 ? { putPages: put } : {}),
      ...(this.deleted.size > 0 ? { deletePages: [...this.deleted.values()] } : {}),
      ...(this.droppedClients.size > 0 ? { deleteClients: [...this.droppedClients] } : {}),
      ...(this.isReset ? { deleteAllPages: true } : {})
    }
  }

  /** Makes the committed pages the state's. */
  publish(): void {
    const { directory, cache } = this.state
    if (this.isReset) directory.clear()
    for (const clientId of this.droppedClients) directory.dropClient(clientId)
    if (this.isReset || this.droppedClients.size > 0) cache.clear()
    for (const { entity, clientId, lows } of this.partitions.values()) directory.setLows(entity, clientId, lows)
    for (const key of this.deleted.values()) cache.drop(key)
    for (const page of this.pages.values()) {
      if (page.rows && !page.raw) cache.put(page.key, page.rows)
      else cache.drop(page.key)
    }
  }

  private setLows(entity: string, clientId: Id | null, lows: readonly string[]): void {
    this.partitions.set(partitionName(entity, clientId), { entity, clientId, lows })
  }

  private balance(page: StagedPage): void {
    if (page.rows === null || page.raw) return
    if (page.rows.length === 0) this.dropEmpty(page)
    else if (page.rows.length > splitAbove) this.split(page.key, page.rows)
  }

  /** An empty page goes, but not the first of its partition while others follow: it covers what lies below them. */
  private dropEmpty(page: StagedPage): void {
    const { entity, clientId, low } = page.key
    const others = this.lows(entity, clientId).filter((other) => other !== low)
    if (low === '' && others.length > 0) return
    this.pages.delete(pageName(page.key))
    this.deleted.set(pageName(page.key), page.key)
    this.setLows(entity, clientId, others)
  }

  private split({ entity, clientId }: PageKey, rows: PageRow[]): void {
    const definition = entityNamed(entity)
    const rest = rows.splice(splitInto)
    const added: string[] = []
    while (rest.length > 0) {
      const part = rest.splice(0, rest.length > splitAbove ? splitInto : rest.length)
      const first = part[0]
      assert(first, 'a part of a page holds rows')
      const key = { entity, clientId, low: sortKeyOf(definition, first[1]) }
      this.pages.set(pageName(key), { key, rows: part, raw: null })
      this.deleted.delete(pageName(key))
      added.push(key.low)
    }
    this.setLows(entity, clientId, [...this.lows(entity, clientId), ...added].sort())
  }
}

function decoded(page: StagedPage): PageRow[] {
  page.rows ??= page.raw ? decodePage(page.raw) : []
  return page.rows
}

function stored(page: StagedPage): StoredPage {
  if (page.raw) return page.raw
  const rows = page.rows ?? []
  return { key: page.key, codec: plainCodec.id, rows: rows.length, bytes: plainCodec.encode(rows) }
}
