// What happens to devices and servers between one turn and the next, as far as the world knows the fault.

import type { Chance } from '#test/support/simulation/chance.ts'
import type { Faults } from './faults.ts'
import { damagePage, losePages } from './fleet-disk.ts'
import type { FleetDevice } from './fleet-device.ts'
import type { FleetServer } from './fleet-server.ts'

const dayMs = 86_400_000

/** Where faults strike. */
export interface Disturbed {
  readonly chance: Chance
  readonly faults: Faults
  readonly server: FleetServer
  readonly devices: readonly FleetDevice[]
  addClone(device: FleetDevice): void
}

/** One turn of a device. */
export function disturbDevice(world: Disturbed, device: FleetDevice): void {
  const { chance, faults, devices } = world
  const { network } = device
  if (!network.isOnline && chance.happens(0.15)) network.isOnline = true
  else if (network.isOnline && faults.strikes('offline', 0.06)) network.isOnline = false
  if (network.isLockedOut && chance.happens(0.1)) network.isLockedOut = false
  else if (faults.strikes('locked-out', 0.01)) network.isLockedOut = true
  if (faults.strikes('crash', 0.01)) device.kill()
  if (faults.isKnown('crash-at-write') && chance.happens(0.03)) device.diesAfterWrites = chance.between(1, 8)
  if (faults.isKnown('quota') && chance.happens(0.04)) device.isFull = !device.isFull
  if (faults.strikes('clock-jumps-back', 0.01)) device.skewMs -= chance.between(60_000, dayMs)
  if (devices.length < 8 && device.isAlive && faults.strikes('profile-copied', 0.006)) world.addClone(device)
  if ((device.replica?.waiting().length ?? 0) > 0 && faults.strikes('device-revoked', 0.02)) world.server.lockOuts.revoke(device.deviceId)
  disturbDisk(world, device)
}

/** Damage to what lies on the disk; the process ends with it. */
function disturbDisk({ chance, faults }: Disturbed, device: FleetDevice): void {
  if (device.isDamaged || !device.isAlive) return
  if (faults.strikes('store-evicted', 0.006)) device.loseStore()
  if (faults.strikes('store-damaged', 0.005)) {
    device.kill()
    device.isDamaged = damagePage(device.disk, chance)
  }
  if (device.isAlive && faults.strikes('store-shortened', 0.005)) {
    device.kill()
    device.isDamaged = losePages(device.disk, chance)
  }
  if (device.isAlive && faults.strikes('damaged-journal', 0.006)) rotJournal(device, chance)
  // The two copies of unsent work are not lost in one moment: what the journal lost is written again at the next start.
  if (!device.isAlive) return
  if (device.copy === null && chance.happens(0.02)) device.copy = device.copyProfile()
  else if (device.copy && faults.strikes('store-older-copy', 0.01)) goBack(device, 'store')
  else if (device.copy && faults.strikes('profile-older-copy', 0.01)) goBack(device, 'profile')
}

/** A line of the journal can't be read any more; the outbox still has its command. */
function rotJournal(device: FleetDevice, chance: Chance): void {
  device.kill()
  const waiting = [...device.journal.lines.keys()].filter((key) => device.disk.outbox.has(key.slice(0, 36)))
  if (waiting.length === 0) return
  device.journal.lines.delete(chance.pick(waiting))
  device.journal.damaged++
}

/** What was saved after the copy of a whole profile was made is nobody's promise any more, unless the server has it. */
function goBack(device: FleetDevice, what: 'store' | 'profile'): void {
  const { copy } = device
  if (!copy) return
  device.kill()
  // Rows that the server confirmed since then are missing until the canary's snapshot is here.
  device.isDamaged = what === 'store' && copy.disk.meta !== device.disk.meta
  device.putBack(copy, what)
  device.copy = null
  if (what === 'profile') device.forgetSince(copy)
}

/** One turn of the servers. */
export function disturbServer({ chance, faults, server }: Disturbed): void {
  if (chance.happens(0.06)) server.backup()
  if (faults.strikes('server-restored', 0.008)) server.restore()
  if (faults.strikes('tombstones-gone', 0.01)) void server.deletions.age()
  void server.deletions.turn()
  if (faults.isKnown('old-command-form') && chance.happens(0.03)) server.upgradeCommands()
  if (server.protocol() === 1 && faults.strikes('old-protocol', 0.02)) server.upgradeProtocol()
}
