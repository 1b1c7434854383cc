// A device over real HTTP: replica and engine in memory, files beside them, rows and bytes each through a wire that a test can cut.

import { createHash } from 'node:crypto'
import { WebSocket } from 'ws'
import { createMemoryDisk, createMemoryLocalStore } from '#store/adapters/memory-local-store.ts'
import { createClientKeys } from '#store/attachments/client-keys.ts'
import { createFileTransport, type FileTransport } from '#store/attachments/file-transport.ts'
import type { Files } from '#store/attachments/files.ts'
import { createBlobDisk } from '#store/attachments/memory-blob-store.ts'
import { openReplica, type Replica } from '#store/replica.ts'
import { createEngine, type Engine } from '#sync/engine.ts'
import { createHttpTransport, type LiveSocket } from '#sync/http-transport.ts'
import type { Clock } from '#sync/ports.ts'
import type { Session } from '#sync/protocol/session.ts'
import { memoryKeys, openMemoryFiles } from './memory-files.ts'
import { realAfter } from './sync-device.ts'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

/** Pauses are a tenth as long as in life; the bounds of an exchange are not, or a busy machine would break them. */
const quickClock: Clock = {
  now: Date.now,
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs / 10)
    return () => clearTimeout(timer)
  },
  random: Math.random,
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count))
}

export interface HttpDevice {
  readonly replica: Replica
  readonly engine: Engine
  /** The wire of bytes; rows have one of their own. */
  readonly wire: TcpProxy
  readonly keys: ReturnType<typeof memoryKeys>
  readonly disk: ReturnType<typeof createBlobDisk>
  readonly transport: FileTransport
  files(): Files
  /** The worker dies and starts again on the same disk. `transport` stands in for the real one. */
  restartFiles(transport?: FileTransport): Promise<void>
  close(): Promise<void>
}

const abort = () => {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> => new Uint8Array(createHash('sha256').update(bytes).digest())

export async function openHttpDevice(address: string, session: Session): Promise<HttpDevice> {
  const { organisationId, personId, deviceId, role } = session
  const identity = { organisationId, personId, deviceId }
  const store = createMemoryLocalStore(createMemoryDisk())
  const replica = await openReplica({ store, journal: null, clock: quickClock, identity, role })
  const tokens = { accessToken: async () => session.accessToken, expire: () => undefined }
  const common = { abort, sha256, tokens, clock: { ...quickClock, after: realAfter } }
  const rows = createHttpTransport({
    ...common,
    baseUrl: address,
    fetch: (url, init) => fetch(url, { ...init, signal: init.signal as AbortSignal }),
    openSocket: nodeSocket
  })
  const engine = createEngine({ replica, transport: rows, clock: quickClock, newDevice: () => Promise.reject(new Error('no copy here')) })
  engine.start()
  await engine.syncNow()
  const wire = await startTcpProxy(address)
  const transport = createFileTransport({
    ...common,
    baseUrl: wire.url,
    fetch: (url, init) => fetch(url, { ...init, signal: init.signal as AbortSignal })
  })
  const keys = memoryKeys()
  const disk = createBlobDisk()
  const open = (over: FileTransport): Promise<Files> =>
    openMemoryFiles({ replica, clock: quickClock, disk, transport: over, keys: createClientKeys(keys, 'files') })
  let files = await open(transport)
  return {
    replica,
    engine,
    wire,
    keys,
    disk,
    transport,
    files: () => files,
    async restartFiles(over = transport) {
      await files.close()
      files = await open(over)
    },
    async close() {
      await files.close()
      await engine.stop()
      await wire.close()
    }
  }
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
  socket.on('message', (data: Buffer) => live.onmessage?.({ data: data.toString() }))
  socket.on('close', () => live.onclose?.())
  socket.on('error', () => live.onerror?.())
  return live
}
