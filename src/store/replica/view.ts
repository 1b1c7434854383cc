// What a command may look at: confirmed rows (with a step under way on top, if there is one) and pending effects over them.
// The same view serves a new command, a replay and a window's question for the rows of a parent.

import type { Reader } from '#core/kernel/command.ts'
import type { BaseRow, EntityDefinition } from '#core/kernel/entity.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import { entities } from '#core/registry.ts'
import type { PageKey } from '#sync/ports.ts'
import type { PageRow } from '../pages/page-codec.ts'
import { lastNotAbove, parentOf, sortKeyOf } from '../pages/page-key.ts'
import type { Overlay } from './overlay.ts'
import type { Stage } from './stage.ts'
import type { ReplicaState } from './state.ts'

/** Layers of rows, lowest first: the state's confirmed rows, a step under way, pending effects. */
export interface Layers {
  readonly state: ReplicaState
  readonly stage: Stage | null
  readonly overlay: Overlay
}

/** Pages that are read at once when an entity has to be searched. */
const scanPages = 50

/** A reader for `execute`. Rows that the command `making` is about to create are not searched for in pages. */
export function createReader(layers: Layers, making: Id): Pick<Reader, 'get' | 'list'> {
  const prefix = making.slice(0, 32)
  return {
    async get<Row extends BaseRow>(entity: EntityDefinition<string, Row>, id: Id) {
      return (await getRow(layers, entity, id, prefix)) as Row | null
    },
    async list<Row extends BaseRow>(entity: EntityDefinition<string, Row>, column: string, value: Id) {
      return (await listRows(layers, entity, column, value)) as unknown as readonly Row[]
    }
  }
}

/** Effective hot row; null when it isn't there. */
export function hotDoc(layers: Layers, entity: string, id: Id): Doc | null {
  const pending = layers.overlay.get(entity, id)
  if (pending !== undefined) return pending
  return (layers.stage ? layers.stage.hotRow(entity, id) : layers.state.hot.get(entity, id))?.doc ?? null
}

/** Effective cold rows under a parent, ordered by id. */
export async function childrenOf(layers: Layers, entity: EntityDefinition, parentId: Id): Promise<readonly Doc[]> {
  const keys = parentPartitions(layers, entity, parentId).flatMap((clientId) => parentPages(layers, entity.name, clientId, parentId))
  const found = new Map<Id, Doc>()
  const isChild = (doc: Doc): boolean => parentOf(entity, doc) === parentId
  for (const rows of await readPages(layers, keys)) for (const [, doc] of rows) if (isChild(doc)) found.set(doc.id, doc)
  for (const [id, doc] of layers.overlay.rows(entity.name)) {
    if (doc && isChild(doc)) found.set(id, doc)
    else found.delete(id)
  }
  return inOrder(found.values())
}

async function getRow(layers: Layers, entity: EntityDefinition, id: Id, prefix: string): Promise<Doc | null> {
  const pending = layers.overlay.get(entity.name, id)
  if (pending !== undefined) return pending
  if (entity.temperature === 'hot') return hotDoc(layers, entity.name, id)
  if (id.startsWith(prefix)) return null
  return (await findNear(layers, entity, id)) ?? searchPages(layers, entity.name, (doc) => doc.id === id)
}

/** Looks where a cached page last had the row; a step under way may hold that page in a newer form. */
async function findNear(layers: Layers, entity: EntityDefinition, id: Id): Promise<Doc | null> {
  const seen = layers.state.cache.find(entity.name, id)
  if (!seen) return null
  const lows = lowsOf(layers, entity.name, seen.clientId)
  const low = lows[Math.max(0, lastNotAbove(lows, sortKeyOf(entity, seen)))]
  if (low === undefined) return null
  const [rows] = await readPages(layers, [{ entity: entity.name, clientId: seen.clientId, low }])
  return rows?.find(([, doc]) => doc.id === id)?.[1] ?? null
}

async function listRows(layers: Layers, entity: EntityDefinition, column: string, value: Id): Promise<readonly Doc[]> {
  if (entity.temperature === 'hot') return listHot(layers, entity.name, column, value)
  if (column === entity.parent) return childrenOf(layers, entity, value)
  const found = new Map<Id, Doc>()
  await searchPages(layers, entity.name, (doc) => {
    if (doc[column] === value) found.set(doc.id, doc)
    return false
  })
  return inOrder(withPending(layers, entity.name, found, (doc) => doc[column] === value).values())
}

function listHot(layers: Layers, entity: string, column: string, value: Id): readonly Doc[] {
  const found = new Map<Id, Doc>()
  const matches = (doc: Doc): boolean => doc[column] === value
  const candidates = [...layers.state.hot.idsWhere(entity, column, value), ...(layers.stage?.hot.get(entity)?.keys() ?? [])]
  for (const id of candidates) {
    const doc = hotDoc(layers, entity, id)
    if (doc && matches(doc)) found.set(id, doc)
  }
  return inOrder(withPending(layers, entity, found, matches).values())
}

function withPending(layers: Layers, entity: string, found: Map<Id, Doc>, matches: (doc: Doc) => boolean): Map<Id, Doc> {
  for (const [id, doc] of layers.overlay.rows(entity)) {
    if (doc && matches(doc)) found.set(id, doc)
    else found.delete(id)
  }
  return found
}

/** Where rows of a parent may lie: with the parent's client or among the shared rows; everywhere when the parent isn't known. */
function parentPartitions(layers: Layers, entity: EntityDefinition, parentId: Id): readonly (Id | null)[] {
  const owner = entities.find((other) => other.temperature === 'hot' && hotDoc(layers, other.name, parentId) !== null)
  if (!owner) return clientsOf(layers, entity.name)
  const parent = hotDoc(layers, owner.name, parentId)
  const confirmed = layers.stage?.hotRow(owner.name, parentId) ?? layers.state.hot.get(owner.name, parentId)
  const places = new Set<Id | null>([parent?.clientId ?? null, confirmed?.doc.clientId ?? null, null])
  // These few are asked for; listing everybody's partitions for each of a hundred thousand parents took most of a start.
  return [...places].filter((clientId) => lowsOf(layers, entity.name, clientId).length > 0)
}

function parentPages(layers: Layers, entity: string, clientId: Id | null, parentId: Id): PageKey[] {
  const lows = lowsOf(layers, entity, clientId)
  const first = Math.max(0, lastNotAbove(lows, `${parentId}/`))
  const last = lastNotAbove(lows, `${parentId}/g`)
  return lows.slice(first, last + 1).map((low) => ({ entity, clientId, low }))
}

async function searchPages(layers: Layers, entity: string, isWanted: (doc: Doc) => boolean): Promise<Doc | null> {
  const keys = clientsOf(layers, entity).flatMap((clientId) => lowsOf(layers, entity, clientId).map((low) => ({ entity, clientId, low })))
  for (let start = 0; start < keys.length; start += scanPages) {
    for (const rows of await readPages(layers, keys.slice(start, start + scanPages))) {
      const found = rows.find(([, doc]) => isWanted(doc))
      if (found) return found[1]
    }
  }
  return null
}

function readPages(layers: Layers, keys: readonly PageKey[]): Promise<readonly (readonly PageRow[])[]> {
  return layers.stage ? layers.stage.pages.read(keys) : layers.state.cache.read(keys)
}

function clientsOf(layers: Layers, entity: string): readonly (Id | null)[] {
  return layers.stage ? layers.stage.pages.clients(entity) : layers.state.directory.clients(entity)
}

function lowsOf(layers: Layers, entity: string, clientId: Id | null): readonly string[] {
  return layers.stage ? layers.stage.pages.lows(entity, clientId) : layers.state.directory.lows(entity, clientId)
}

function inOrder(docs: Iterable<Doc>): readonly Doc[] {
  return [...docs].sort((a, b) => (a.id < b.id ? -1 : 1))
}
