// The way to the server from a browser's worker: HTTP, socket and clock of the browser behind the engine's ports.

import { createEngine } from '#sync/engine.ts'
import type { HttpDeps } from '#sync/http-client.ts'
import { createHttpTransport, type LiveSocket } from '#sync/http-transport.ts'
import { type Clock, TransportError } from '#sync/ports.ts'
import type { RescueOffer } from '#sync/protocol/session.ts'
import type { Replica } from '#store/replica.ts'
import type { SessionKeeper } from './session-keeper.ts'
import type { SyncLink } from './sync-link.ts'

/** The browser's clock and chance. */
export const browserClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  random: () => Math.random(),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count))
}

/** HTTP to one server. */
export function browserHttp(serverUrl: string): HttpDeps {
  return {
    baseUrl: new URL(serverUrl).origin,
    clock: browserClock,
    fetch: (url, init) => fetch(url, { ...init, signal: init.signal as AbortSignal, cache: 'no-store', credentials: 'omit' }),
    abort: () => {
      const controller = new AbortController()
      return { signal: controller.signal, abort: () => controller.abort() }
    },
    sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  }
}

/** An engine over the replica, with tokens of the keeper. */
export function connectServer(
  http: HttpDeps,
  keeper: SessionKeeper,
  replica: Replica,
  onState: () => void,
  onRevoked: (rescue: RescueOffer) => void
): SyncLink {
  return createEngine({
    replica,
    clock: browserClock,
    transport: createHttpTransport({ ...http, tokens: keeper, openSocket: browserSocket }),
    onState,
    onRevoked,
    newDevice: async () => {
      await keeper.disown()
      throw new TransportError({ type: 'signed-out' })
    }
  })
}

function browserSocket(url: string): LiveSocket {
  const socket = new WebSocket(url)
  const live: LiveSocket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: (text) => socket.send(text),
    close: () => socket.close()
  }
  socket.addEventListener('open', () => live.onopen?.())
  socket.addEventListener('message', ({ data }) => live.onmessage?.({ data }))
  socket.addEventListener('close', () => live.onclose?.())
  socket.addEventListener('error', () => live.onerror?.())
  return live
}
