// An engine of its own over a device of the small desk, with what it asks the server for.

import { createEngine, type Engine } from '#sync/engine.ts'
import { type Clock, type Transport, TransportError, type TransportProblem } from '#sync/ports.ts'
import { type Desk, rowsOf } from '#test/support/desk.ts'
import { createChance } from '#test/support/simulation/chance.ts'
import type { SimDevice } from '#test/support/simulation/sim-device.ts'

/** `pulls`: when it pulled. `problem`: what every pull ends with, null when all is well. */
export interface Watched {
  readonly engine: Engine
  readonly pulls: number[]
  problem: TransportProblem | null
}

/** Starts it in place of the device's own. @param wrap bends its transport */
export async function watch(desk: Desk, device: SimDevice, wrap: (real: Transport) => Transport = (real) => real): Promise<Watched> {
  await device.engine?.stop()
  const chance = createChance(5)
  const clock: Clock = { now: desk.clock.now, after: desk.clock.after, random: chance.next, randomBytes: chance.bytes }
  const real = device.network.transport(device.personId, () => device.deviceId)
  const pulls: number[] = []
  const transport: Transport = {
    ...real,
    pull: async (request) => {
      pulls.push(desk.clock.now())
      if (watched.problem) throw new TransportError(watched.problem)
      return real.pull(request)
    }
  }
  const engine = createEngine({ replica: rowsOf(device), transport: wrap(transport), clock, newDevice: async () => device.deviceId })
  const watched: Watched = { engine, pulls, problem: null }
  engine.start()
  await desk.pass(1_000)
  return watched
}
