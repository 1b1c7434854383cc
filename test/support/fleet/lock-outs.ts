// Devices that were locked out in a simulated world, and what they handed in before they deleted themselves.

import type { UnsentWork } from '#store/wipe/unsent-work.ts'
import type { TransportProblem } from '#sync/ports.ts'

export interface LockOuts {
  /** Locks a device out for good. */
  revoke(deviceId: string): void
  /** What a locked-out device is answered; null: it is none. */
  refusal(deviceId: string, epoch: string): TransportProblem | null
  /** Takes in what a locked-out device had not sent. */
  rescue(token: string, sealed: string): void
  /** A locked-out device deleted its journal with these commands. */
  wiped(commandIds: Iterable<string>): void
  /** The server was restored and forgot these commands, which it had applied: whoever was wiped before has them no longer. */
  forgot(commandIds: readonly string[]): void
  /** Ids of all commands that were handed in, or that nobody can have any more. */
  rescued(): ReadonlySet<string>
}

export function createLockOuts(): LockOuts {
  const revoked = new Set<string>()
  const handedIn = new Set<string>()
  const deleted = new Set<string>()
  return {
    revoke: (deviceId) => void revoked.add(deviceId),
    refusal: (deviceId, epoch) => (revoked.has(deviceId) ? { type: 'device-revoked', rescue: { key: '', token: deviceId, epoch } } : null),
    rescue(token, sealed) {
      if (!revoked.has(token)) throw new Error(`${token} hands in without having been locked out`)
      for (const { envelope } of (JSON.parse(sealed) as UnsentWork).commands) handedIn.add(envelope.id)
    },
    wiped(commandIds) {
      for (const id of commandIds) deleted.add(id)
    },
    forgot(commandIds) {
      for (const id of commandIds) if (deleted.has(id)) handedIn.add(id)
    },
    rescued: () => handedIn
  }
}
