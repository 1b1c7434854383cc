// One simulated world from one seed: devices and people, faults and repairs, then quiet, then the truth.

import { createChance, type Chance } from './chance.ts'
import type { Plant } from './plants.ts'
import { act } from './sim-actions.ts'
import { SimDevice } from './sim-device.ts'
import { createSimNetwork } from './sim-network.ts'
import { adminId, createSimServer, organisationId, simId, type SimServer, technicianIds } from './sim-server.ts'
import { checkCommands, checkNothingTwice, checkOwnWrites, checkReplica } from './verify.ts'
import { createWorldClock, type WorldClock } from './world-clock.ts'

const start = Date.UTC(2026, 0, 5)
const stepMs = 2_000

interface World {
  readonly clock: WorldClock
  readonly chance: Chance
  readonly server: SimServer
  readonly devices: SimDevice[]
  backup: string
  epochs: number
  problem: unknown
}

/** What a world went through. */
export interface SeedReport {
  readonly seed: number
  readonly devices: number
  readonly saved: number
  readonly versions: number
}

/** Runs the world of a seed, healthy or with a planted fault. @throws the first broken invariant, with the seed in its message */
export async function simulateSeed(seed: number, plant: Plant | null = null): Promise<SeedReport> {
  const clock = createWorldClock(start)
  const chance = createChance(seed)
  const server = await createSimServer(() => clock.now(), start)
  const world: World = { clock, chance, server, devices: [], backup: server.store.backup(), epochs: 1, problem: null }
  for (let index = 0; index < chance.between(3, 5); index++) world.devices.push(makeDevice(world, index, plant))
  try {
    const turns = chance.between(60, 140)
    for (let turn = 0; turn < turns; turn++) await liveOneTurn(world, turn)
    await calmDown(world)
    for (const device of world.devices) await checkReplica(device, server)
    checkCommands(world.devices, server)
    checkNothingTwice(world.devices, server)
    await checkDisks(world)
  } catch (error) {
    throw new Error(`seed ${seed} fails: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  const saved = world.devices.reduce((sum, device) => sum + device.saved.length, 0)
  return { seed, devices: world.devices.length, saved, versions: (await server.store.head(organisationId)).version }
}

function makeDevice({ clock, chance, server }: World, index: number, plant: Plant | null): SimDevice {
  const people = [adminId, ...technicianIds]
  const personId = people[index % people.length] ?? adminId
  const device = new SimDevice({
    name: `device${index + 1}`,
    personId,
    world: clock,
    chance,
    server,
    network: createSimNetwork(clock, chance, server),
    plant
  })
  device.skewMs = chance.happens(0.3) ? chance.between(-86_400_000, 86_400_000) : chance.between(-2_000, 2_000)
  return device
}

async function liveOneTurn(world: World, turn: number): Promise<void> {
  const { chance, clock, devices } = world
  for (const device of devices) {
    if (!device.isAlive && chance.happens(0.4)) await device.start()
    disturb(world, device)
    if (chance.happens(0.5)) {
      // Not waited for: a person goes on while the machine writes.
      act(device, chance, turn).catch((error: unknown) => {
        world.problem ??= error
      })
    }
  }
  await disturbServer(world)
  await clock.runUntil(clock.now() + chance.between(1, stepMs), () => afterEvent(world))
  if (world.problem) throw world.problem
}

async function afterEvent(world: World): Promise<void> {
  const { version } = await world.server.store.head(organisationId)
  for (const device of world.devices) {
    await checkOwnWrites(device)
    if (device.replica && version > device.replica.meta().cursor && world.chance.happens(0.05)) device.network.hint(version)
  }
}

function disturb(world: World, device: SimDevice): void {
  const { chance } = world
  const { network } = device
  if (chance.happens(0.1)) network.isOnline = !network.isOnline
  if (chance.happens(0.1)) {
    const bad = (): number => (chance.happens(0.5) ? chance.next() * 0.4 : 0)
    Object.assign(network.faults, { lose: bad(), loseAnswer: bad(), double: bad(), garbage: bad() / 2, slow: bad() })
  }
  if (chance.happens(0.04)) device.diesAfterWrites = chance.between(1, 8)
  if (chance.happens(0.01)) device.loseStore()
  if (device.isAlive && chance.happens(0.01)) device.losePages()
  if (chance.happens(0.02)) device.quota = device.quota > 0 ? 0 : 0.2
  if (chance.happens(0.02)) device.skewMs -= chance.between(0, 3_600_000)
  if (chance.happens(0.004) && world.devices.length < 6) addClone(world, device)
}

function addClone(world: World, device: SimDevice): void {
  const network = createSimNetwork(world.clock, world.chance, world.server)
  world.devices.push(device.clone(`${device.name}-copy${world.devices.length}`, network))
}

async function disturbServer(world: World): Promise<void> {
  const { chance, server } = world
  if (chance.happens(0.05)) world.backup = server.store.backup()
  if (!chance.happens(0.006)) return
  server.store.restore(world.backup)
  server.store.markRestored(organisationId, simId('e90c', ++world.epochs), 1000)
}

/** Everything is mended, everybody comes back, and the world runs until nothing moves. */
async function calmDown(world: World): Promise<void> {
  for (const device of world.devices) {
    device.quota = 0
    device.diesAfterWrites = null
    device.network.isOnline = true
    Object.assign(device.network.faults, { lose: 0, loseAnswer: 0, double: 0, garbage: 0, slow: 0 })
  }
  for (let round = 0; round < 4; round++) {
    for (const device of world.devices) {
      await device.start()
      void device.engine?.syncNow()
    }
    await world.clock.runUntil(world.clock.now() + 90_000, () => afterEvent(world))
    if (world.problem) throw world.problem
  }
}

/** What was written is what was seen: opened again from disk, every replica is the same. */
async function checkDisks(world: World): Promise<void> {
  for (const device of world.devices) {
    await device.engine?.stop()
    device.kill()
    device.network.isOnline = false
    await device.start()
    await checkReplica(device, world.server)
    await device.engine?.stop()
  }
}
