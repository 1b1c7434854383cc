// A simulated device that was locked out: the real steps of a wipe, on a machine that may die at each of them and a network that may be away.

import type { Replica } from '#store/replica.ts'
import { unsentCommands } from '#store/wipe/unsent-work.ts'
import { beginWipe, clearBegun, createWipeMemory, handIn, type WipeParts } from '#store/wipe/wipe.ts'
import { TransportError } from '#sync/ports.ts'
import type { RescueOffer } from '#sync/protocol/session.ts'
import type { DeviceParts, FleetDevice } from './fleet-device.ts'
import { isExpected } from './process-died.ts'

export interface FleetWipe {
  /** The server locked the device out. */
  begin(replica: Replica, offer: RescueOffer): Promise<void>
  /** Goes on with what was begun; false where the box could not be handed in yet. */
  goOn(): Promise<boolean>
  isUnderWay(): boolean
  /** Keys of journals that were deleted: what was put away stays put away. */
  readonly journalled: ReadonlySet<string>
}

interface Kept {
  memo: string | null
  readonly journalled: Set<string>
}

function partsOf(device: FleetDevice, { faults, server, network }: DeviceParts, kept: Kept): WipeParts {
  return {
    memo: createWipeMemory({
      read: async () => kept.memo,
      write: async (memo) => {
        device.mayDie()
        kept.memo = memo
      }
    }),
    files: async () => [],
    seal: async (_key, text) => text,
    clear: async () => {
      device.mayDie()
      for (const key of device.journal.lines.keys()) kept.journalled.add(key)
      server.lockOuts.wiped(device.envelopes().keys())
      device.clear()
    },
    deliver: async (token, { sealed }) => {
      const lost = new TransportError({ type: 'unreachable', detail: 'no network' })
      if (!network.isOnline || faults.strikes('request-lost', 0.2)) throw lost
      server.lockOuts.rescue(token, sealed)
      if (faults.strikes('answer-lost', 0.2)) throw lost
    }
  }
}

export function createFleetWipe(device: FleetDevice, deps: DeviceParts): FleetWipe {
  const { plant, report, world } = deps
  const kept: Kept = { memo: null, journalled: new Set() }
  const parts = partsOf(device, deps, kept)
  let isUnderWay = false
  const goOn = async (): Promise<boolean> => {
    if (kept.memo === null) return true
    try {
      await clearBegun(parts)
      await handIn(parts)
    } catch (error) {
      if (error instanceof TransportError) return false
      throw error
    }
    kept.memo = null
    return true
  }
  const begin = async (replica: Replica, offer: RescueOffer): Promise<void> => {
    const { engine } = device
    // No window gets at the rows any more.
    device.replica = null
    await engine?.stop()
    await replica.drain()
    const { entries } = await device.journalEntries()
    const commands = plant === 'wipe-unsealed' ? [] : unsentCommands(replica.outbox(), entries, replica.meta().epoch !== offer.epoch)
    await beginWipe(parts, offer, { form: 'fixpoint-unsent-1', at: world.now(), commands, drafts: [], files: [] })
    await goOn()
  }
  return {
    goOn,
    journalled: kept.journalled,
    isUnderWay: () => isUnderWay,
    async begin(replica, offer) {
      if (isUnderWay || device.replica !== replica) return
      isUnderWay = true
      try {
        await begin(replica, offer)
      } catch (error) {
        if (!isExpected(error) && !device.isDamaged) report(error)
      } finally {
        isUnderWay = false
        device.kill()
      }
    }
  }
}
