// The LocalStore on IndexedDB. One database per profile; every write is one transaction with strict durability, because Chromium's
// default reports success before anything is on disk. Pages carry no secondary index: what is asked for is their key.

import Dexie, { type Table } from 'dexie'
import type { Id } from '#core/kernel/ids.ts'
import { entities } from '#core/registry.ts'
import { pageSum } from '../pages/page-codec.ts'
import { lossOf } from './database-loss.ts'
import { databasePlace, probeName } from './database-place.ts'
import type { Draft, LocalCommit, LocalMeta, LocalState, LocalStore, OutboxEntry, PageKey, StoredPage } from '#sync/ports.ts'

/** A page's record: [entity, client or '', low key] is its primary key. */
interface PageRecord {
  readonly entity: string
  readonly client: string
  readonly low: string
  readonly codec: number
  readonly rows: number
  readonly bytes: Uint8Array
  /** Checksum of the bytes; records of earlier builds have none. */
  readonly sum?: number
}

interface OutboxRecord {
  readonly id: Id
  readonly entry: OutboxEntry
}

interface MetaRecord {
  readonly key: 'meta'
  readonly value: LocalMeta
  /** How many commands the outbox holds: one that vanished by damage is missed. */
  readonly outbox?: number
}

/** The browser lost the database: kept from the moment that it said so until the rows begin again. */
interface LossRecord {
  readonly key: 'loss'
  readonly value: string
}

type PagePlace = [entity: string, client: string, low: string]

interface Tables {
  readonly database: Dexie
  readonly pages: Table<PageRecord, PagePlace>
  readonly aside: Table<PageRecord, PagePlace>
  readonly outbox: Table<OutboxRecord, Id>
  readonly meta: Table<MetaRecord | LossRecord, string>
  readonly drafts: Table<Draft, string>
  /** Ids in the outbox, once it was read. */
  outboxIds: Set<Id> | null
  /** A loss stands in writing. */
  hasLoss: boolean
}

/** Stores that have a loss in writing, or had it before they began again. */
const told = new Set<string>()

/** Name of a profile's database. */
export function databaseName(profile: string): string {
  return `fixpoint-${profile}`
}

/** The store of a profile. */
export function createDexieLocalStore(profile: string): LocalStore {
  let defined: Promise<Tables> | null = null
  const ready = (): Promise<Tables> => (defined ??= databasePlace().then((place) => defineTables(profile, place)))
  const pagesOf = async (entity: string) => (await ready()).pages.where(':id').between(...placesOf(entity), true, true)
  return {
    open: async () => openTables(await ready()),
    commit: async (change) => commit(await ready(), change),
    pageKeys: async (entity) => (await (await pagesOf(entity)).primaryKeys()).map(keyOf),
    async readPages(keys) {
      const records = await (await ready()).pages.bulkGet(keys.map(placeOf))
      return records.filter((record) => record !== undefined).map(pageOf)
    },
    readEntity: async (entity) => (await (await pagesOf(entity)).toArray()).map(pageOf),
    draft: async (key) => (await (await ready()).drafts.get(key)) ?? null,
    drafts: async (prefix) => (await ready()).drafts.where('key').startsWith(prefix).toArray(),
    putDraft: async (draft) => {
      await (await ready()).drafts.put(draft)
    },
    deleteDraft: async (key) => (await ready()).drafts.delete(key),
    startOver: async () => {
      const tables = await ready()
      await tables.database.delete({ disableAutoOpen: false })
      await tables.database.open()
      tables.outboxIds = new Set()
    },
    close: async () => (await ready()).database.close()
  }
}

async function openTables(tables: Tables): Promise<LocalState> {
  await tables.database.open()
  await writeLoss(tables)
  const [kept, lost, outbox] = await Promise.all([tables.meta.get('meta'), tables.meta.get('loss'), tables.outbox.toArray()])
  const meta = kept?.key === 'meta' ? kept : null
  tables.hasLoss = lost !== undefined
  tables.outboxIds = new Set(outbox.map((record) => record.id))
  const entries = outbox.map((record) => record.entry).sort((a, b) => a.envelope.sequence - b.envelope.sequence)
  const isOutboxShort = meta?.outbox !== undefined && meta.outbox > entries.length
  return {
    meta: meta?.value ?? null,
    outbox: entries,
    ...(isOutboxShort ? { isOutboxShort } : {}),
    ...(lost?.key === 'loss' ? { lost: lost.value } : {})
  }
}

/** The browser says it once, perhaps to the probe: then it holds for the databases that are empty. */
async function writeLoss({ database, meta }: Tables): Promise<void> {
  if (told.has(database.name)) return
  const loss = lossOf(database.name) ?? ((await meta.get('meta')) ? null : lossOf(probeName))
  if (loss === null) return
  await meta.put({ key: 'loss', value: loss })
  told.add(database.name)
}

function defineTables(profile: string, place: IDBFactory): Tables {
  const database = new Dexie(databaseName(profile), { chromeTransactionDurability: 'strict', indexedDB: place, IDBKeyRange })
  const tables = { pages: '[entity+client+low]', aside: '[entity+client+low]', outbox: 'id', meta: 'key', drafts: 'key' }
  // Databases of the first version have `aside` or don't: it came in place. Whichever they are, they have it after this step, with all it held.
  database.version(1).stores(tables)
  database.version(2).stores(tables)
  return {
    database,
    pages: database.table('pages'),
    aside: database.table('aside'),
    outbox: database.table('outbox'),
    meta: database.table('meta'),
    drafts: database.table('drafts'),
    outboxIds: null,
    hasLoss: false
  }
}

/** Deletions first: a fresh snapshot drops the old pages and puts its own in the same transaction. */
async function commit(tables: Tables, change: LocalCommit): Promise<void> {
  const records = (change.putPages ?? []).map(recordOf)
  const aside = (change.putAside ?? []).map(recordOf)
  const outbox = (change.putOutbox ?? []).map((entry) => ({ id: entry.envelope.id, entry }))
  const ids = tables.outboxIds && nextIds(tables.outboxIds, change)
  await tables.database.transaction('rw', [tables.pages, tables.aside, tables.outbox, tables.meta], async () => {
    if (change.deleteAllPages) await tables.pages.clear()
    for (const clientId of change.deleteClients ?? []) await deleteClient(tables, clientId)
    if (change.deletePages) await tables.pages.bulkDelete(change.deletePages.map(placeOf))
    if (records.length > 0) await tables.pages.bulkPut(records)
    if (change.deleteAside) await tables.aside.clear()
    if (aside.length > 0) await tables.aside.bulkPut(aside)
    if (change.promoteAside) await promote(tables)
    if (change.deleteOutbox) await tables.outbox.bulkDelete([...change.deleteOutbox])
    if (outbox.length > 0) await tables.outbox.bulkPut(outbox)
    if (change.meta) await tables.meta.put({ key: 'meta', value: change.meta, ...(ids ? { outbox: ids.size } : {}) })
    if (change.meta && tables.hasLoss) await tables.meta.delete('loss')
  })
  if (change.meta) tables.hasLoss = false
  if (ids) tables.outboxIds = ids
}

function nextIds(ids: Set<Id>, change: LocalCommit): Set<Id> {
  if (!change.deleteOutbox && !change.putOutbox) return ids
  const next = new Set(ids)
  for (const id of change.deleteOutbox ?? []) next.delete(id)
  for (const { envelope } of change.putOutbox ?? []) next.add(envelope.id)
  return next
}

/** Pages at once, so that a large snapshot is never in memory as a whole. */
const promotedAtOnce = 100

async function promote(tables: Tables): Promise<void> {
  await tables.pages.clear()
  const places = await tables.aside.toCollection().primaryKeys()
  for (let start = 0; start < places.length; start += promotedAtOnce) {
    const records = await tables.aside.bulkGet(places.slice(start, start + promotedAtOnce))
    await tables.pages.bulkPut(records.filter((record) => record !== undefined))
  }
  await tables.aside.clear()
}

async function deleteClient(tables: Tables, clientId: Id): Promise<void> {
  for (const { name } of entities) {
    const range: [PagePlace, PagePlace] = [
      [name, clientId, ''],
      [name, clientId, '\uffff']
    ]
    await tables.pages.where(':id').between(range[0], range[1], true, true).delete()
  }
}

function placesOf(entity: string): [PagePlace, PagePlace] {
  return [
    [entity, '', ''],
    [entity, '\uffff', '\uffff']
  ]
}

function placeOf(key: PageKey): PagePlace {
  return [key.entity, key.clientId ?? '', key.low]
}

function keyOf([entity, client, low]: PagePlace): PageKey {
  return { entity, clientId: client === '' ? null : client, low }
}

/** Storing a view of a larger buffer would store the whole buffer. */
function recordOf({ key, codec, rows, bytes }: StoredPage): PageRecord {
  const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
  return { entity: key.entity, client: key.clientId ?? '', low: key.low, codec, rows, bytes: own, sum: pageSum(own) }
}

function pageOf({ entity, client, low, codec, rows, bytes, sum }: PageRecord): StoredPage {
  return { key: keyOf([entity, client, low]), codec, rows, bytes, ...(sum === undefined ? {} : { sum }) }
}
