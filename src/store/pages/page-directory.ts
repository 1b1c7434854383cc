// Which pages there are: the low keys of every partition, in memory, read from primary keys alone.
// Invariant: within a partition low keys rise, and a page holds all rows from its low key up to the next page's.

import type { Id } from '#core/kernel/ids.ts'
import type { PageKey } from '#sync/ports.ts'
import { partitionName } from './page-key.ts'

interface Partition {
  readonly entity: string
  readonly clientId: Id | null
  readonly lows: readonly string[]
  /** Sum over the keys of its pages. */
  readonly sum: number
}

/** Low keys by partition. */
export interface PageDirectory {
  lows(entity: string, clientId: Id | null): readonly string[]
  setLows(entity: string, clientId: Id | null, lows: readonly string[]): void
  /** Clients that have a page of the entity; null is the shared partition. */
  clients(entity: string): readonly (Id | null)[]
  /** Clients that have any page. */
  allClients(): ReadonlySet<Id>
  /** Number of an entity's pages and a sum over their keys, by which lost pages are noticed. */
  sum(entity: string): readonly [pages: number, keys: number]
  /** All pages of an entity. */
  pages(entity: string): readonly PageKey[]
  dropClient(clientId: Id): void
  clear(): void
}

/** An empty directory. */
export function createPageDirectory(): PageDirectory {
  const partitions = new Map<string, Partition>()
  const ofEntity = (entity: string): Partition[] => [...partitions.values()].filter((partition) => partition.entity === entity)
  return {
    lows: (entity, clientId) => partitions.get(partitionName(entity, clientId))?.lows ?? [],
    setLows(entity, clientId, lows) {
      const name = partitionName(entity, clientId)
      if (lows.length === 0) partitions.delete(name)
      else partitions.set(name, { entity, clientId, lows, sum: lows.reduce((sum, low) => (sum + textSum(`${name}\n${low}`)) % modulus, 0) })
    },
    clients: (entity) => ofEntity(entity).map((partition) => partition.clientId),
    allClients: () => new Set([...partitions.values()].flatMap(({ clientId }) => (clientId === null ? [] : [clientId]))),
    sum(entity) {
      let [pages, keys] = [0, 0]
      for (const partition of partitions.values()) {
        if (partition.entity !== entity) continue
        pages += partition.lows.length
        keys = (keys + partition.sum) % modulus
      }
      return [pages, keys]
    },
    pages: (entity) => ofEntity(entity).flatMap(({ clientId, lows }) => lows.map((low) => ({ entity, clientId, low }))),
    dropClient(clientId) {
      for (const [name, partition] of partitions) if (partition.clientId === clientId) partitions.delete(name)
    },
    clear: () => partitions.clear()
  }
}

/** Fills a directory with the keys of an entity's pages. */
export function addPageKeys(directory: PageDirectory, keys: readonly PageKey[]): void {
  const found = new Map<string, { readonly key: PageKey; readonly lows: string[] }>()
  for (const key of keys) {
    const name = partitionName(key.entity, key.clientId)
    const partition = found.get(name) ?? { key, lows: [] }
    partition.lows.push(key.low)
    found.set(name, partition)
  }
  for (const { key, lows } of found.values()) directory.setLows(key.entity, key.clientId, lows.toSorted(byText))
}

const modulus = 2_147_483_647

function textSum(text: string): number {
  let sum = 7
  for (let index = 0; index < text.length; index++) sum = (sum * 31 + text.charCodeAt(index)) % modulus
  return sum
}

function byText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
