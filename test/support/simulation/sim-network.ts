// The network between a device and the server: late, lossy, doubling, and sometimes a hotel's sign-in page. Requests and answers pass
// as JSON text, through the same schemas as on the wire.

import { z } from 'zod'
import { type Transport, TransportError } from '#sync/ports.ts'
import { parseSnapshot } from '#sync/http-transport.ts'
import { pullAnswer, pullRequest } from '#sync/protocol/pull.ts'
import { pushAnswer, pushRequest } from '#sync/protocol/push.ts'
import { snapshotRequest } from '#sync/protocol/snapshot.ts'
import type { Chance } from './chance.ts'
import { organisationId, type SimServer, snapshotBytes } from './sim-server.ts'
import type { WorldClock } from './world-clock.ts'

/** How bad the network is; all between 0 and 1. */
export interface NetworkFaults {
  lose: number
  loseAnswer: number
  double: number
  garbage: number
  slow: number
}

export interface SimNetwork {
  readonly faults: NetworkFaults
  isOnline: boolean
  /** Tells a live socket that there is something new. */
  hint(version: number): void
  transport(personId: string, deviceId: () => string): Transport
  /** Ends all sockets of a process that died. */
  reset(): void
}

const timeoutMs = 30_000

interface Wire {
  readonly clock: WorldClock
  readonly chance: Chance
  readonly server: SimServer
  readonly network: SimNetwork
  generation: number
}

export function createSimNetwork(clock: WorldClock, chance: Chance, server: SimServer): SimNetwork {
  const sockets = new Set<{ onHint: (version: number) => void; onClose: () => void }>()
  const close = (): void => {
    const open = [...sockets]
    for (const socket of open) socket.onClose()
    sockets.clear()
  }
  const network: SimNetwork = {
    faults: { lose: 0, loseAnswer: 0, double: 0, garbage: 0, slow: 0 },
    isOnline: true,
    hint(version) {
      if (!network.isOnline) return close()
      for (const socket of sockets)
        if (!chance.happens(network.faults.lose)) clock.after(delay(wire), () => sockets.has(socket) && socket.onHint(version))
    },
    transport: (personId, deviceId) => ({
      push: async (request) =>
        pushAnswer.parse(JSON.parse(await send(wire, JSON.stringify(request), (text) => answerPush(wire, personId, deviceId(), text)))),
      pull: async (request) =>
        pullAnswer.parse(JSON.parse(await send(wire, JSON.stringify(request), (text) => answerPull(wire, personId, deviceId(), text)))),
      snapshot: async (request) => {
        const text = await send(wire, JSON.stringify(request), (sent) => answerSnapshot(wire, personId, deviceId(), sent))
        return parseSnapshot(new TextEncoder().encode(text))
      },
      live(onHint, onClose) {
        const socket = { onHint, onClose }
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
  const wire: Wire = { clock, chance, server, network, generation: 0 }
  return network
}

function delay({ chance, network }: Wire): number {
  return chance.happens(network.faults.slow) ? chance.between(500, 20_000) : chance.between(1, 60)
}

/** One exchange: resolves with the answer's text, rejects when nothing comes in time. What the server was told, it was told. */
function send(wire: Wire, request: string, answer: (request: string) => Promise<string>): Promise<string> {
  const { clock, chance, network } = wire
  const { generation } = wire
  return new Promise((resolve, reject) => {
    const isAlive = (): boolean => generation === wire.generation
    const fail = (problem: TransportError['problem'], afterMs: number): void => {
      clock.after(afterMs, () => isAlive() && reject(new TransportError(problem)))
    }
    fail({ type: 'unreachable', detail: 'no answer' }, timeoutMs)
    if (!network.isOnline) return fail({ type: 'unreachable', detail: 'no network' }, 20)
    if (chance.happens(network.faults.garbage)) return fail({ type: 'garbage', detail: 'a sign-in page' }, 30)
    const deliver = (): void => {
      if (chance.happens(network.faults.lose)) return
      clock.after(delay(wire), () => {
        if (!network.isOnline && chance.happens(0.5)) return
        answer(request).then(
          (text) => {
            if (chance.happens(network.faults.loseAnswer)) return
            clock.after(delay(wire), () => isAlive() && network.isOnline && resolve(text))
          },
          (error: unknown) => reject(error instanceof Error ? error : new Error(String(error)))
        )
      })
    }
    deliver()
    if (chance.happens(network.faults.double)) deliver()
  })
}

async function answerPush({ server }: Wire, personId: string, deviceId: string, text: string): Promise<string> {
  const request = pushRequest.parse(JSON.parse(text))
  return JSON.stringify(await server.push.push({ organisationId, personId, deviceId }, request))
}

async function answerPull({ server }: Wire, personId: string, deviceId: string, text: string): Promise<string> {
  const viewer = await server.viewer(personId)
  if (!viewer) throw new TransportError({ type: 'revoked' })
  const answer = await server.pull.pullText({ viewer, deviceId }, pullRequest.parse(JSON.parse(text)))
  assertInScope(answer, viewer.clientIds)
  return answer
}

async function answerSnapshot({ server }: Wire, personId: string, deviceId: string, text: string): Promise<string> {
  const viewer = await server.viewer(personId)
  if (!viewer) throw new TransportError({ type: 'revoked' })
  const answer = await server.pull.snapshot({ viewer, deviceId }, snapshotRequest.parse(JSON.parse(text)))
  if (!answer) throw new TransportError({ type: 'bad-request', field: 'after', detail: 'no position' })
  return new TextDecoder().decode(snapshotBytes(answer))
}

const feedForm = z.object({ items: z.array(z.array(z.unknown())).optional() })

/** No row outside the viewer's scope may even be on the wire. */
function assertInScope(answer: string, scope: readonly string[] | null): void {
  if (scope === null) return
  for (const [kind, entity, , doc] of feedForm.parse(JSON.parse(answer)).items ?? []) {
    const clientId = kind === 'r' ? (doc as { clientId: string | null }).clientId : null
    if (clientId !== null && !scope.includes(clientId))
      throw new Error(`Invariant broken: a ${String(entity)} of a foreign client is on the wire`)
  }
}
