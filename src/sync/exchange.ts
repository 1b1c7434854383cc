// One exchange with the server: measures the clocks' difference, ends early when the engine stops, and gives the outcome's time.

import type { Clock, SyncReplica, Transport } from './ports.ts'
import type { Id } from '#core/kernel/ids.ts'

/** What the loops of the engine share. */
export interface SyncContext {
  readonly replica: SyncReplica
  readonly transport: Transport
  readonly clock: Clock
  /** Registers this profile as a new device (its identity turned out to be a copy's) and gives the new id. */
  readonly newDevice: () => Promise<Id>
  /** Rejects when the engine stops: nobody waits for an answer that is no longer wanted. */
  readonly stopping: Promise<never>
  readonly onProgress: (progress: SyncProgress) => void
  readonly onExchange: () => void
}

/** What is under way. `total` null: not known. */
export interface SyncProgress {
  readonly phase: 'first-sync' | 'pull' | 'push'
  readonly done: number
  readonly total: number | null
}

/** Thrown inside the loops when the engine stops. */
export class EngineStopped extends Error {}

/** Sends one request and measures the clock's offset by its answer. */
export async function exchange<Answer>(
  context: SyncContext,
  send: () => Promise<Answer>,
  serverTimeOf: (answer: Answer) => number
): Promise<Answer> {
  const from = context.clock.now()
  const answer = await Promise.race([send(), context.stopping])
  const to = context.clock.now()
  context.replica.setClockOffset(serverTimeOf(answer) - (from + to) / 2)
  context.onExchange()
  return answer
}
