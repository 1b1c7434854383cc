// The store's real worker core in the test's own process: rows in memory, no network, one window per client. DOM tests and rooms
// use it, so what they see is what the worker does, without a browser's worker or database.

import { entities, entityNamed } from '#core/registry.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Role } from '#core/kernel/permission.ts'
import { createMemoryDisk, createMemoryLocalStore, type MemoryDisk } from '#store/adapters/memory-local-store.ts'
import type { FileTransport } from '#store/attachments/file-transport.ts'
import { type BlobDisk, createBlobDisk } from '#store/attachments/memory-blob-store.ts'
import { createStoreClient, type StoreClient } from '#store/client.ts'
import { plainCodec } from '#store/pages/page-codec.ts'
import { sortKeyOf } from '#store/pages/page-key.ts'
import type { Replica } from '#store/replica.ts'
import { createHostLink } from '#store/service/host-link.ts'
import type { KeyVault } from '#store/service/key-vault.ts'
import { createProfile } from '#store/service/profile.ts'
import { createSessionKeeper } from '#store/service/session-keeper.ts'
import { createStoreService } from '#store/service/store-service.ts'
import { noLink } from '#store/service/sync-link.ts'
import { connectWindow } from '#store/service/window-port.ts'
import type { SessionApi } from '#sync/http-session.ts'
import { type Clock, type LocalMeta, type LocalStore, type PageKey, TransportError } from '#sync/ports.ts'
import { noFileServer, openMemoryFiles } from './memory-files.ts'
import { portPair } from './port-pair.ts'

/** Identities that rows of tests may refer to. */
export const testIds = {
  organisation: '01900000-0000-7000-8000-0000000a0000',
  person: '01900000-0000-7000-8000-0000000b0000',
  device: '01900000-0000-7000-8000-0000000c0000'
} as const

/** Rows by entity name. */
export type RowsByEntity = Readonly<Record<string, readonly Doc[]>>

export interface MemoryStoreOptions {
  readonly rows?: RowsByEntity
  /** Who works here; the default is an administrator with the id `testIds.person`. */
  readonly role?: Role
  readonly personId?: string
  /** True: nobody is signed in, and signing in is refused as if the server were away. */
  readonly signedOut?: boolean
  /** A device that was used before: its rows are there, `rows` are not filled in. */
  readonly disk?: MemoryDisk
  /** Contents of files that are here already. */
  readonly files?: BlobDisk
  /** The server's side of files; the default is a server that is away. */
  readonly fileServer?: FileTransport
  /** The database, as the worker sees it. */
  readonly wrap?: (store: LocalStore) => LocalStore
  /** The server's side of signing in; the default is a server that is away. */
  readonly api?: SessionApi
  /** UTC milliseconds; the default is the real clock. */
  readonly now?: () => number
}

export interface MemoryStore {
  readonly client: StoreClient
  /** Another window of the same worker. */
  readonly window: () => Promise<StoreClient>
  readonly disk: MemoryDisk
  readonly close: () => Promise<void>
}

const profileParams = { serverUrl: 'http://127.0.0.1:1', profile: 'test', journal: 'none' } as const

/** Opens a store that holds the given rows as confirmed by a server. Rows must satisfy their entity's schema. */
export async function openMemoryStore(options: MemoryStoreOptions = {}): Promise<MemoryStore> {
  const personId = options.personId ?? testIds.person
  const role = options.role ?? 'administrator'
  const disk = options.disk ?? createMemoryDisk()
  const clock = testClock(options.now ?? Date.now)
  if (!options.disk) await fill(disk, options.rows ?? {}, personId)
  const vault = memoryVault(options.signedOut ? null : JSON.stringify(testSession(personId, role, clock.now())))
  const api = options.api ?? noServer
  const keeper = createSessionKeeper('session', vault, api, clock.now)
  const { wrap = (store) => store } = options
  const makeStore = () => wrap(createMemoryLocalStore(disk))
  const link = () => ({
    start: () => undefined,
    stop: async () => undefined,
    wake: () => undefined,
    syncNow: async () => undefined,
    state: () => noLink
  })
  const openFiles = (replica: Replica) =>
    openMemoryFiles({ replica, clock, disk: options.files ?? createBlobDisk(), transport: options.fileServer ?? noFileServer })
  const profile = createProfile({ clock, entities, makeStore, journal: null, keeper, api, link, openFiles })
  const later = (delayMs: number, run: () => void): (() => void) => clock.after(delayMs, run)
  const service = createStoreService({
    host: createHostLink(later),
    later,
    openProfile: async () => profile
  })
  const window = async (): Promise<StoreClient> => {
    const [ours, theirs] = portPair()
    connectWindow(theirs, service, () => undefined)
    const client = createStoreClient(ours)
    await client.request('open', profileParams)
    return client
  }
  return { client: await window(), window, disk, close: () => profile.close() }
}

async function fill(disk: MemoryDisk, rows: RowsByEntity, personId: string): Promise<void> {
  const putPages = Object.entries(rows).flatMap(([entity, docs]) => pagesOf(entity, docs))
  await createMemoryLocalStore(disk).commit({ meta: testMeta(personId), putPages })
}

/** What a device remembers after a first sync. */
export function testMeta(personId: string): LocalMeta {
  return {
    organisationId: testIds.organisation,
    personId,
    deviceId: testIds.device,
    epoch: null,
    cursor: 1,
    scope: null,
    permissionsKey: 'test',
    lastSequence: 0,
    clockOffsetMs: 0,
    snapshot: null
  }
}

/** One page per partition is enough for a test; the order is the one of real pages. */
export function pagesOf(name: string, docs: readonly Doc[]) {
  const entity = entityNamed(name)
  const partitions = new Map<string | null, Doc[]>()
  for (const doc of docs) {
    const checked = entity.schema.parse(doc) as Doc
    partitions.set(checked.clientId, [...(partitions.get(checked.clientId) ?? []), checked])
  }
  return [...partitions].map(([clientId, part]) => {
    const sorted = part.sort((a, b) => (sortKeyOf(entity, a) < sortKeyOf(entity, b) ? -1 : 1))
    const key: PageKey = { entity: name, clientId, low: '' }
    return { key, codec: plainCodec.id, rows: sorted.length, bytes: plainCodec.encode(sorted.map((doc) => [1, doc] as const)) }
  })
}

export function testSession(personId: string, role: Role, now: number) {
  return {
    organisationId: testIds.organisation,
    organisationName: 'Test desk',
    personId,
    personName: 'Test person',
    role,
    deviceId: testIds.device,
    accessToken: 'access',
    accessExpiresAt: now + 3_600_000,
    refreshToken: 'refresh',
    serverTime: now
  }
}

/** A server that can't be reached. */
export const noServer: SessionApi = {
  signIn: async () => {
    throw new TransportError({ type: 'unreachable', detail: 'no server in this test' })
  },
  refresh: async () => {
    throw new TransportError({ type: 'unreachable', detail: 'no server in this test' })
  },
  signOut: async () => undefined,
  givePassword: async () => {
    throw new TransportError({ type: 'unreachable', detail: 'no server in this test' })
  },
  rescue: async () => {
    throw new TransportError({ type: 'unreachable', detail: 'no server in this test' })
  },
  rescued: async () => {
    throw new TransportError({ type: 'unreachable', detail: 'no server in this test' })
  }
}

function memoryVault(session: string | null): KeyVault {
  const kept = new Map<string, string>(session === null ? [] : [['session', session]])
  return {
    read: async (name) => kept.get(name) ?? null,
    write: async (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value))
  }
}

function testClock(now: () => number): Clock {
  return {
    now,
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    random: Math.random,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count))
  }
}
