// Old deletions of a simulated world: a day ends when the world says so, and what is below the horizon goes in small slices, turn by turn.

import type { MemoryStore } from '#server/store/memory-store.ts'
import { organisationId } from '#test/support/simulation/sim-server.ts'

export interface OldDeletions {
  /** Everything up to now counts as old: devices with older cursors need a snapshot. */
  age(): Promise<void>
  /** One turn of the server's job. */
  turn(): Promise<void>
}

/** Answers in this world take no time of its clock: any grace is longer. */
const graceMs = 1_000
const sliceRows = 3

export function createOldDeletions(store: MemoryStore, now: () => number): OldDeletions {
  let today = 0
  const raise = (): Promise<number> => store.raiseHorizon(organisationId, { today, keepDays: 0, now: now(), graceMs })
  return {
    async age() {
      today++
      await raise()
    },
    async turn() {
      if (today > 0) await store.purgeSlice(organisationId, await raise(), sliceRows)
    }
  }
}
