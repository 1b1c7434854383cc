// The server's database in memory, for the seeded simulation: no clock, no timers, no chance, and the same answers as PostgreSQL.
// A decision's writes are staged and become visible at its end, all or nothing.

import { canonicalJson } from '#core/kernel/canonical.ts'
import type { Id } from '#core/kernel/ids.ts'
import { entities, entityNamed } from '#core/registry.ts'
import type { WireScope } from '#sync/protocol/rows.ts'
import { memoryFeed } from './memory-feed.ts'
import { type DayVersion, purgeMemorySlice, raiseMemoryHorizon } from './memory-purge.ts'
import { memorySnapshot } from './memory-snapshot.ts'
import {
  type CommandRecord,
  type OpenDecision,
  type DecisionBatch,
  type Leave,
  type Presence,
  type ServerStore,
  latestOf,
  type StoredRow,
  UnstorableError,
  type Viewer,
  viewerOf
} from './server-store.ts'
import { seesClient, seesRow } from './visibility.ts'

/** Everything of one organisation. */
export interface MemoryOrganisation {
  epoch: Id
  version: number
  horizon: number
  latest: Readonly<Record<string, number>>
  numbers: Readonly<Record<string, number>>
  readonly rows: ReadonlyMap<string, Map<Id, StoredRow>>
  leaves: readonly Leave[]
  commands: readonly CommandRecord[]
  days: readonly DayVersion[]
}

/** A `ServerStore` in memory with the doors that tests need. */
export interface MemoryStore extends ServerStore {
  /** Makes an empty organisation. */
  create(organisationId: Id, epoch: Id): void
  /** The database came back from a backup: a new epoch, and number series skip ahead by `skip`. */
  markRestored(organisationId: Id, epoch: Id, skip: number): void
  /** A deep copy of everything, as a backup. */
  backup(): string
  /** Puts a backup in place of everything. */
  restore(backup: string): void
  /** Live rows of an entity within a viewer's scope, by id: what a replica must equal. */
  visibleRows(viewer: Viewer, entity: string): readonly StoredRow[]
}

/** An empty store. */
export function createMemoryStore(): MemoryStore {
  const organisations = new Map<Id, MemoryOrganisation>()
  const queues = new Map<Id, Promise<unknown>>()
  const of = (id: Id): MemoryOrganisation => {
    const found = organisations.get(id)
    if (!found) throw new Error(`No organisation ${id}`)
    return found
  }
  return {
    create(organisationId, epoch) {
      organisations.set(organisationId, emptyOrganisation(epoch))
    },
    backup: () =>
      JSON.stringify([...organisations].map(([id, held]) => [id, { ...held, rows: [...held.rows].map(([e, m]) => [e, [...m]]) }])),
    restore(backup) {
      organisations.clear()
      for (const [id, held] of JSON.parse(backup) as [Id, MemoryOrganisation & { rows: [string, [Id, StoredRow][]][] }][])
        organisations.set(id, { ...held, rows: new Map(held.rows.map(([entity, rows]) => [entity, new Map(rows)])) })
    },
    visibleRows: (viewer, entity) =>
      rowsOf(of(viewer.organisationId), entity)
        .filter((row) => row.deletedAt === null && seesRow(viewer, entity, row.doc))
        .sort(byId),
    async head(organisationId) {
      const { epoch, version, horizon, latest } = of(organisationId)
      return { epoch, version, horizon, latest }
    },
    highWater: async (organisationId, deviceId) => highWaterOf(of(organisationId), deviceId),
    async viewer(organisationId, personId) {
      const row = of(organisationId).rows.get('person')?.get(personId)
      return row && row.deletedAt === null ? viewerOf(organisationId, row.doc) : null
    },
    decide(organisationId, run) {
      const turn = (queues.get(organisationId) ?? Promise.resolve()).then(() => decideNow(of(organisationId), run))
      queues.set(
        organisationId,
        turn.catch(() => undefined)
      )
      return turn
    },
    feed: async (viewer, cursor, head, limit) => memoryFeed(of(viewer.organisationId), viewer, cursor, head, limit),
    snapshot: async (viewer, clients, after, maxBytes) => memorySnapshot(of(viewer.organisationId), viewer, clients, after, maxBytes),
    countRows: async (viewer, clients) =>
      entities.reduce((sum, { name }) => sum + visibleIn(of(viewer.organisationId), viewer, name, clients).length, 0),
    raiseHorizon: async (organisationId, when) => raiseMemoryHorizon(of(organisationId), when),
    purgeSlice: async (organisationId, upTo, most) => purgeMemorySlice(of(organisationId), upTo, most),
    markRestored(organisationId, epoch, skip) {
      const held = of(organisationId)
      held.epoch = epoch
      held.numbers = Object.fromEntries(Object.entries(held.numbers).map(([series, last]) => [series, last + skip]))
    }
  }
}

/** Live rows of one entity in the viewer's scope, of all clients or of those named. */
export function visibleIn(held: MemoryOrganisation, viewer: Viewer, entity: string, clients: WireScope): readonly StoredRow[] {
  return rowsOf(held, entity).filter(({ deletedAt, doc }) => {
    if (deletedAt !== null || !seesRow(viewer, entity, doc)) return false
    return clients === null || (doc.clientId !== null && clients.includes(doc.clientId) && seesClient(viewer, doc.clientId))
  })
}

function emptyOrganisation(epoch: Id): MemoryOrganisation {
  const rows = new Map(entities.map(({ name }) => [name, new Map<Id, StoredRow>()]))
  return { epoch, version: 0, horizon: 0, latest: {}, numbers: {}, rows, leaves: [], commands: [], days: [] }
}

function rowsOf(held: MemoryOrganisation, entity: string): StoredRow[] {
  return [...(held.rows.get(entityNamed(entity).name)?.values() ?? [])]
}

function byId(a: StoredRow, b: StoredRow): number {
  return a.id < b.id ? -1 : 1
}

function highWaterOf(held: MemoryOrganisation, deviceId: Id): number {
  return held.commands.reduce((high, record) => (record.deviceId === deviceId ? Math.max(high, record.sequence) : high), 0)
}

async function decideNow<T>(held: MemoryOrganisation, run: (decision: OpenDecision) => Promise<T>): Promise<T> {
  const staged: DecisionBatch[] = []
  const result = await run(decisionOn(held, staged))
  for (const { rows } of staged)
    for (const { entity, id, isNew } of rows)
      if (isNew && held.rows.get(entity)?.has(id)) throw new UnstorableError(`${entity} ${id} is there already`)
  for (const batch of staged) commitBatch(held, batch)
  return result
}

function decisionOn(held: MemoryOrganisation, staged: DecisionBatch[]): OpenDecision {
  const find = (entity: string, id: Id): StoredRow | null => held.rows.get(entity)?.get(id) ?? null
  return {
    head: { epoch: held.epoch, version: held.version, horizon: held.horizon, numbers: held.numbers },
    async person(id) {
      const row = find('person', id)
      return row?.deletedAt === null ? row : null
    },
    async row(viewer, entity, id) {
      const row = find(entity, id)
      return row && row.deletedAt === null && seesRow(viewer, entity, row.doc) ? row : null
    },
    rows: async (viewer, entity, column, value) =>
      rowsOf(held, entity)
        .filter(({ deletedAt, doc }) => deletedAt === null && doc[column] === value && seesRow(viewer, entity, doc))
        .sort(byId),
    presence: async (entity, ids) => new Map(ids.map((id) => [id, presenceOf(find(entity, id))])),
    followers: async (entity, field, id) => rowsOf(held, entity).filter(({ doc }) => doc[field] === id),
    commands: async (deviceId, sequences, commandIds) =>
      held.commands.filter(
        (record) =>
          (record.deviceId === deviceId && sequences.includes(record.sequence)) || (record.isFirst && commandIds.includes(record.commandId))
      ),
    highWater: async (deviceId) => highWaterOf(held, deviceId),
    async write(batch) {
      // The same form that a database would give back: no shared objects, nothing that JSON can't hold.
      staged.push(JSON.parse(JSON.stringify(batch)) as DecisionBatch)
    }
  }
}

function presenceOf(row: StoredRow | null): Presence {
  if (!row) return 'none'
  return row.deletedAt === null ? 'live' : 'deleted'
}

function commitBatch(held: MemoryOrganisation, batch: DecisionBatch): void {
  held.version = batch.version
  held.numbers = batch.numbers
  held.latest = { ...held.latest, ...latestOf(batch) }
  for (const { entity, id, version, deletedAt, doc, stamps } of batch.rows) {
    canonicalJson(doc)
    held.rows.get(entity)?.set(id, { entity, id, version, deletedAt, doc, stamps })
  }
  held.leaves = [...held.leaves, ...batch.leaves]
  const replaced = new Set(batch.commands.map(placeOf))
  held.commands = [...held.commands.filter((record) => !replaced.has(placeOf(record))), ...batch.commands]
}

function placeOf(record: CommandRecord): string {
  return `${record.deviceId}:${record.sequence}`
}
