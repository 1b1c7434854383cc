// A device over real HTTP: the replica and engine of the app, in Node, with database and journal in memory. Pauses are shorter than in life.

import { createHash } from 'node:crypto'
import { WebSocket } from 'ws'
import { entities } from '#core/registry.ts'
import { createMemoryDisk, createMemoryLocalStore, type MemoryDisk } from '#store/adapters/memory-local-store.ts'
import { openReplica, type Replica } from '#store/replica.ts'
import { hashRows } from '#store/service/hashes.ts'
import { createEngine, type Engine, type EngineState } from '#sync/engine.ts'
import { createHttpTransport, type LiveSocket } from '#sync/http-transport.ts'
import type { Clock } from '#sync/ports.ts'
import type { Session } from '#sync/protocol/session.ts'
import { createSimJournal, type SimJournal } from './simulation/sim-journal.ts'
import { sqlHashes } from './sql-hashes.ts'

/** A device with its parts. */
export interface SyncDevice {
  readonly session: Session
  readonly replica: Replica
  readonly engine: Engine
  readonly disk: MemoryDisk
  readonly journal: SimJournal
  /** Every state the engine was in, in order. */
  readonly states: readonly EngineState[]
  /** Resolves when nothing waits and nothing is wrong. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** What a device starts with: `disk` and `journal` of an earlier run, if there was one. */
export interface SyncDeviceOptions {
  readonly disk?: MemoryDisk
  readonly journal?: SimJournal
  /** Not connected: no engine runs until the test asks. */
  readonly isOffline?: boolean
}

const pace = 10

/** The real clock with pauses a tenth as long. */
export const quickClock: Clock = {
  now: Date.now,
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs / pace)
    return () => clearTimeout(timer)
  },
  random: Math.random,
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count))
}

/** Opens a device of the person who signed in, and brings it up to date. */
export async function openSyncDevice(address: string, session: Session, options: SyncDeviceOptions = {}): Promise<SyncDevice> {
  const { organisationId, personId, deviceId, role } = session
  const disk = options.disk ?? createMemoryDisk()
  const journal = options.journal ?? createSimJournal()
  const states: EngineState[] = []
  const replica = await openReplica({
    store: createMemoryLocalStore(disk),
    journal: journal.open(() => undefined),
    clock: quickClock,
    identity: { organisationId, personId, deviceId },
    role
  })
  const engine = createEngine({
    replica,
    transport: transportTo(address, session),
    clock: quickClock,
    newDevice: () => Promise.reject(new Error('no copy here')),
    onState: () => states.push(engine.state())
  })
  if (!options.isOffline) {
    engine.start()
    await engine.syncNow()
  }
  return {
    session,
    replica,
    engine,
    disk,
    journal,
    states,
    async settled() {
      await until(
        () => replica.waiting().length === 0 && engine.state().activity === 'idle',
        () => engine.wake()
      )
      await engine.syncNow()
    },
    close: () => engine.stop()
  }
}

/** Asks again until it holds; `nudge` runs before each try. @throws after two minutes at least */
export async function until(isTrue: () => boolean | Promise<boolean>, nudge: () => void = () => undefined): Promise<void> {
  for (let tries = 0; !(await isTrue()); tries++) {
    if (tries > 2_400) throw new Error('it did not become true')
    nudge()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Hashes of all entities, as the device has them and as SQL computes them: equal when the device has converged. */
export async function bothHashes({ replica }: SyncDevice, adminUrl: string, email: string) {
  return { own: await hashRows(replica, entities), wanted: await sqlHashes(adminUrl, email) }
}

function transportTo(baseUrl: string, session: Session) {
  return createHttpTransport({
    baseUrl,
    fetch: (url, init) => fetch(url, { ...init, signal: init.signal as AbortSignal }),
    abort: () => {
      const controller = new AbortController()
      return { signal: controller.signal, abort: () => controller.abort() }
    },
    sha256: async (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
    clock: { after: realAfter },
    tokens: { accessToken: async () => session.accessToken, expire: () => undefined },
    openSocket: nodeSocket
  })
}

/** The bounds of an exchange stay as long as in life. */
export const realAfter: Clock['after'] = (delayMs, run) => {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}

function nodeSocket(url: string): LiveSocket {
  const socket = new WebSocket(url)
  const live: LiveSocket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: (text) => socket.send(text),
    close: () => socket.close()
  }
  socket.on('open', () => live.onopen?.())
  socket.on('message', (data: Buffer) => live.onmessage?.({ data: data.toString('utf8') }))
  socket.on('close', () => live.onclose?.())
  socket.on('error', () => live.onerror?.())
  return live
}
