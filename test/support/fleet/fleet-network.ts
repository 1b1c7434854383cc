// The network between a device and the servers: late, lossy, doubling, cut off, and sometimes a hotel's sign-in page. Requests and
// answers pass as JSON text, through the same schemas as on the wire.

import { parseSnapshot } from '#sync/http-transport.ts'
import { type HearHint, type LivePlace, type Transport, TransportError, type TransportProblem } from '#sync/ports.ts'
import { pullAnswer } from '#sync/protocol/pull.ts'
import { pushAnswer } from '#sync/protocol/push.ts'
import { protocolVersion } from '#sync/protocol/version.ts'
import type { Chance } from '#test/support/simulation/chance.ts'
import type { Faults } from './faults.ts'
import type { Asker, RequestKind, FleetServer } from './fleet-server.ts'
import type { WorldClock } from '#test/support/simulation/world-clock.ts'

export interface FleetNetwork {
  isOnline: boolean
  /** An administrator locked the device out. */
  isLockedOut: boolean
  /** Items of the feed that were taken since somebody last looked. */
  itemsCame: number
  transport(asker: () => Asker): Transport
  /** Ends all sockets and exchanges of a process that died. */
  reset(): void
}

/** Surroundings of a network. */
export interface NetworkDeps {
  readonly clock: WorldClock
  readonly chance: Chance
  readonly faults: Faults
  readonly server: FleetServer
}

const timeoutMs = 30_000

interface Wire extends NetworkDeps {
  readonly network: FleetNetwork
  generation: number
}

interface Socket {
  readonly onHint: HearHint
  readonly onClose: () => void
  readonly asker: () => Asker
  /** Where the server takes the device to stand. */
  place: LivePlace | null
}

export function createFleetNetwork(deps: NetworkDeps): FleetNetwork {
  const { clock } = deps
  const sockets = new Set<Socket>()
  const network: FleetNetwork = {
    isOnline: true,
    isLockedOut: false,
    itemsCame: 0,
    transport: (asker) => ({
      push: async (request) => parsed(await send(wire, 'push', asker(), request), (text) => pushAnswer.parse(JSON.parse(text))),
      pull: async (request) => parsed(await send(wire, 'pull', asker(), request), (text) => pullAnswer.parse(JSON.parse(text))),
      snapshot: async (request) =>
        parsed(await send(wire, 'snapshot', asker(), request), (text) => parseSnapshot(new TextEncoder().encode(text))),
      live(onHint, onClose, place) {
        const socket: Socket = { onHint, onClose, asker, place: place() }
        sockets.add(socket)
        if (!network.isOnline) clock.after(delay(wire), () => sockets.delete(socket) && onClose())
        return () => sockets.delete(socket)
      }
    }),
    reset() {
      wire.generation++
      sockets.clear()
    }
  }
  const wire: Wire = { ...deps, network, generation: 0 }
  deps.server.onCommit((version) => {
    for (const socket of sockets) {
      if (!network.isOnline) clock.after(delay(wire), () => sockets.delete(socket) && socket.onClose())
      else void tell(wire, socket, version, (then) => clock.after(delay(wire), () => sockets.has(socket) && then()))
    }
  })
  return network
}

/** A hint, half of the time with the rows: what came along before may have been lost, or come later than what follows. */
async function tell(wire: Wire, socket: Socket, version: number, later: (then: () => void) => void): Promise<void> {
  const { chance, faults, server } = wire
  const { place } = socket
  const isAlong = place !== null && chance.happens(0.5)
  if (place) socket.place = { ...place, cursor: Math.max(place.cursor, version) }
  const request = { protocol: protocolVersion, epoch: place?.epoch ?? null, cursor: place?.cursor ?? 0, limit: 200 }
  const answered = isAlong ? await server.answer('pull', socket.asker(), JSON.stringify(request)) : null
  if (faults.strikes('request-lost', 0.2)) return
  const answer = answered && 'text' in answered ? pullAnswer.parse(JSON.parse(answered.text)) : null
  if (place === null || answer?.type !== 'rows') return later(() => socket.onHint(version))
  later(() => socket.onHint(answer.cursor, { from: place.cursor, answer }))
}

function delay({ chance, faults }: Wire): number {
  return faults.strikes('request-late', 0.08) ? chance.between(500, 25_000) : chance.between(1, 60)
}

/** An answer that was cut off is garbage, as the real transport says. */
function parsed<T>(text: string, parse: (text: string) => T): T {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof TransportError) throw error
    throw new TransportError({ type: 'garbage', detail: 'an answer that was cut off' })
  }
}

/** One exchange: resolves with the answer's text, rejects when nothing comes in time. What the server was told, it was told. */
function send(wire: Wire, kind: RequestKind, asker: Asker, body: unknown): Promise<string> {
  const { clock, chance, faults, network, server, generation } = wire
  const request = JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const settle = (afterMs: number, run: () => void): (() => void) =>
      clock.after(afterMs, () => {
        if (generation !== wire.generation) return
        cancelTimeout()
        run()
      })
    const fail = (problem: TransportProblem, afterMs: number): (() => void) => settle(afterMs, () => reject(new TransportError(problem)))
    const bring = (text: string): void => {
      clock.after(delay(wire), () => network.isOnline && settle(0, () => resolve(text)))
    }
    let cancelTimeout: () => void = () => undefined
    cancelTimeout = fail({ type: 'unreachable', detail: 'no answer' }, timeoutMs)
    const trouble = troubleOnTheWay(wire)
    if (trouble) return void fail(trouble, delay(wire))
    const deliver = async (): Promise<void> => {
      if (!network.isOnline && chance.happens(0.5)) return
      const answer = await server.answer(kind, asker, request)
      if (answer === null) return
      if ('problem' in answer) return void fail(answer.problem, delay(wire))
      if (kind === 'push' && faults.strikes('answer-lost-after-commit', 0.08)) return
      if (kind !== 'push' && faults.strikes('answer-lost', 0.08)) return
      const text = kind !== 'push' && faults.strikes('cut-within-page', 0.06) ? cut(answer.text, chance) : answer.text
      bring(text)
    }
    if (!faults.strikes('request-lost', 0.06)) clock.after(delay(wire), () => void deliver())
    if (faults.strikes('request-doubled', 0.06)) clock.after(delay(wire) + chance.between(0, 40_000), () => void deliver())
  })
}

function troubleOnTheWay({ faults, network, chance }: Wire): TransportProblem | null {
  if (!network.isOnline) return { type: 'unreachable', detail: 'no network' }
  if (network.isLockedOut) return { type: 'revoked' }
  if (faults.strikes('sign-in-page', 0.05)) return { type: 'garbage', detail: 'a sign-in page' }
  if (faults.strikes('server-busy', 0.04)) return { type: 'busy', retryAfterMs: chance.pick([null, 1_000, 30_000]) }
  return null
}

/** The text up to somewhere, often up to the end of a line. */
function cut(text: string, chance: Chance): string {
  const lines = text.split('\n')
  if (lines.length > 2 && chance.happens(0.5)) return lines.slice(0, chance.between(1, lines.length - 2)).join('\n')
  return text.slice(0, chance.between(0, text.length - 2))
}
