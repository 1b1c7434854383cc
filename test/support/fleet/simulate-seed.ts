// One simulated world from one seed: devices and people, faults and repairs, then quiet, then the truth.

import { entities } from '#core/registry.ts'
import { createChance } from '#test/support/simulation/chance.ts'
import { disturbDevice, type Disturbed, disturbServer } from './disturb.ts'
import { createFaults, type FaultCounts } from './faults.ts'
import { adminId, organisationId, technicianIds } from '#test/support/simulation/sim-server.ts'
import { startAt } from './first-rows.ts'
import { checkOwnWrites } from './own-writes.ts'
import type { Plant } from './plants.ts'
import { act, type Acting, actForAWeek } from './people.ts'
import { FleetDevice } from './fleet-device.ts'
import { createFleetFiles, type FleetFiles } from './fleet-files.ts'
import { createFleetNetwork } from './fleet-network.ts'
import { createFleetServer } from './fleet-server.ts'
import { checkCommands, checkNothingTwice, checkReplica, truthOf } from './verify.ts'
import { checkMerges } from './verify-merges.ts'
import { createWorldClock, type WorldClock } from '#test/support/simulation/world-clock.ts'

const stepMs = 2_000
const dayMs = 86_400_000

interface World extends Disturbed {
  readonly clock: WorldClock
  readonly devices: FleetDevice[]
  readonly plant: Plant | null
  readonly report: (error: unknown) => void
  readonly files: FleetFiles | null
  problem: unknown
}

/** What a world went through. */
export interface SeedReport {
  readonly seed: number
  readonly devices: number
  readonly saved: number
  readonly versions: number
  readonly faults: FaultCounts
}

/** Runs the world of a seed, healthy or with a planted fault. @throws the first broken invariant, with the seed in its message */
export async function simulateSeed(seed: number, plant: Plant | null = null): Promise<SeedReport> {
  const world = await makeWorld(seed, plant)
  const { chance, devices, server, faults } = world
  try {
    const wanted = chance.between(50, 200)
    for (let turn = 0; turn < 150 && savedIn(world) < wanted; turn++) await liveOneTurn(world, turn)
    await calmDown(world)
    for (const device of devices) await checkReplica(device, server)
    const truth = truthOf(server)
    checkCommands(devices, truth, server.lockOuts.rescued())
    checkNothingTwice(devices, truth)
    checkMerges(devices, truth)
    world.files?.check(devices, truth)
    await checkDisks(world)
    failOnProblem(world)
  } catch (error) {
    throw new Error(`seed ${seed} fails: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  const { version } = await server.store.head(organisationId)
  return { seed, devices: devices.length, saved: savedIn(world), versions: version, faults: faults.counts() }
}

function savedIn({ devices }: World): number {
  return devices.reduce((sum, device) => sum + device.saved.length, 0)
}

function failOnProblem({ problem }: World): void {
  if (problem !== null) throw problem
}

async function makeWorld(seed: number, plant: Plant | null): Promise<World> {
  const clock = createWorldClock(startAt)
  const chance = createChance(seed)
  const faults = createFaults(seed, chance)
  const report = (error: unknown): void => {
    world.problem ??= error
  }
  const server = await createFleetServer({ now: () => clock.now(), chance, faults, plant, report })
  const devices: FleetDevice[] = []
  const addClone = (device: FleetDevice): void => {
    devices.push(device.clone(`${device.name}-copy${devices.length}`, createFleetNetwork({ clock, chance, faults, server })))
  }
  const world: World = {
    clock,
    chance,
    faults,
    server,
    devices,
    plant,
    report,
    addClone,
    files: createFleetFiles(seed, { clock, faults, server }),
    problem: null
  }
  const count = faults.strikes('two-devices-of-one-person', 1) ? chance.pick([4, 4, 5, 5, 6, 7, 8]) : 3
  for (let index = 0; index < count; index++) devices.push(makeDevice(world, index))
  return world
}

function makeDevice({ clock, chance, server, faults, plant, report }: World, index: number): FleetDevice {
  const people = [adminId, ...technicianIds]
  const personId = people[index % people.length] ?? adminId
  const network = createFleetNetwork({ clock, chance, faults, server })
  const device = new FleetDevice({ name: `device${index + 1}`, personId, world: clock, chance, faults, server, network, plant, report })
  const isOff = faults.strikes('clock-off-by-a-day', 0.4)
  device.skewMs = isOff ? chance.pick([-1, 1]) * dayMs : chance.between(-2_000, 2_000)
  return device
}

async function liveOneTurn(world: World, turn: number): Promise<void> {
  const { chance, clock, devices, faults } = world
  for (const device of devices) {
    if (!device.isAlive && chance.happens(0.4)) await device.start()
    disturbDevice(world, device)
    if (!chance.happens(0.5)) continue
    // Not waited for: a person goes on while the machine writes, perhaps in another window.
    startActing(world, device, `${device.name}-${turn}`)
    if (faults.strikes('two-windows', 0.15)) startActing(world, device, `${device.name}-${turn}b`)
  }
  if (turn >= 4 && faults.isKnown('ten-thousand-waiting') && !faults.counts()['ten-thousand-waiting']) await liveAWeek(world)
  await world.files?.turn(devices, String(turn))
  disturbServer(world)
  await clock.runUntil(clock.now() + chance.between(1, stepMs), () => afterEvent(world))
  failOnProblem(world)
}

function startActing(world: World, device: FleetDevice, mark: string): void {
  const acting: Acting = { device, chance: world.chance, faults: world.faults, mark }
  act(acting).catch(world.report)
}

async function liveAWeek({ devices, chance, faults }: World): Promise<void> {
  const device = devices.find(({ replica }) => [...(replica?.rows('ticket') ?? [])].some((row) => row['archivedAt'] === null))
  if (!device) return
  device.network.isOnline = false
  device.diesAfterWrites = null
  device.isFull = false
  await actForAWeek({ device, chance, faults, mark: device.name }, 10_000)
  if ((device.replica?.waiting().length ?? 0) >= 10_000) faults.note('ten-thousand-waiting')
}

async function afterEvent(world: World): Promise<void> {
  for (const device of world.devices) {
    await checkOwnWrites(device, world.server.lockOuts.rescued()).catch((error: unknown) => {
      if (!device.isDamaged) world.report(error)
      else device.loseStore()
    })
  }
}

/** Everything is mended, everybody comes back, and the world runs until nothing moves. */
async function calmDown(world: World): Promise<void> {
  const { clock, devices, faults } = world
  faults.end()
  for (const device of devices) {
    device.isFull = false
    device.diesAfterWrites = null
    device.network.isOnline = true
    device.network.isLockedOut = false
    // An old build is updated, and what only the journal could keep comes back from it.
    device.kill()
  }
  for (let round = 0; round < 4; round++) {
    for (const device of devices) {
      await device.start()
      if (device.isDamaged && !(await canRead(device))) {
        device.loseStore()
        await device.start()
      }
      void device.engine?.syncNow()
    }
    await world.files?.calm(devices)
    await clock.runUntil(clock.now() + 90_000, () => afterEvent(world))
    failOnProblem(world)
  }
}

/** False where a page can't be read: the person then lets the device begin anew. */
async function canRead({ replica }: FleetDevice): Promise<boolean> {
  try {
    for (const { name } of entities) for await (const rows of replica?.confirmed(name) ?? []) void rows
    return true
  } catch {
    return false
  }
}

/** What was written is what was seen: opened again from disk, every replica is the same. */
async function checkDisks({ devices, server }: World): Promise<void> {
  for (const device of devices) {
    await device.engine?.stop()
    device.kill()
    device.network.isOnline = false
    await device.start()
    await checkReplica(device, server)
    await device.engine?.stop()
  }
}
