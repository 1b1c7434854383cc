// Everything that an open replica holds, and the one queue through which all its steps go.

import type { CommandCall } from '#core/kernel/command.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { LocalMeta, OutboxEntry } from '#sync/ports.ts'
import type { PageCache } from '../pages/page-cache.ts'
import type { PageDirectory } from '../pages/page-directory.ts'
import type { ReplicaChange, ReplicaOptions, StoreDamage } from '../replica.ts'
import type { HotRows } from './hot-rows.ts'
import type { FlatOverlay } from './overlay.ts'

/** State of an open replica. Only `publish` (steps.ts) writes what windows see. */
export interface ReplicaState {
  readonly options: ReplicaOptions
  meta: LocalMeta
  /** Server clock minus device clock as last measured, milliseconds; kept with the next step. */
  clockOffsetMs: number
  hot: HotRows
  directory: PageDirectory
  readonly cache: PageCache
  /** Pending commands by sequence. */
  outbox: readonly OutboxEntry[]
  overlay: FlatOverlay
  /** Commands that the server applied at a version whose rows are not here yet. */
  readonly applied: Map<Id, number>
  /** Commands that the store took and the journal did not, until they are taken back: nobody was told that they are saved. */
  readonly strays: Set<Id>
  /** How to take back commands of this session, newest last. */
  readonly inverses: Map<Id, readonly CommandCall[]>
  readonly listeners: Set<(change: ReplicaChange) => void>
  /** Counts steps; odd while one is being made durable. */
  generation: number
  /** Whether the canary is being told, and whether there is more to tell. */
  canary: 'idle' | 'telling' | 'again'
  /** What was found damaged. */
  damage: StoreDamage | null
  readonly queue: Queue
}

/** Runs jobs one after another; a failed one doesn't stop the next. */
export interface Queue {
  <T>(job: () => Promise<T>): Promise<T>
}

/** A queue of its own. */
export function createQueue(): Queue {
  let tail: Promise<unknown> = Promise.resolve()
  return (job) => {
    const result = tail.then(job, job)
    tail = result.catch(() => undefined)
    return result
  }
}
