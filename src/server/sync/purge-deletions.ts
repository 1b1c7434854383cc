// The job that drops old deletions: one organisation after the other, slice by slice with pauses, so that nobody's push waits for it.
// Several processes may do it at once. [KEEP1]

import type { Id } from '#core/kernel/ids.ts'
import type { ServerStore } from '../store/server-store.ts'

/** Surroundings of the job. */
export interface PurgeDeps {
  readonly store: Pick<ServerStore, 'raiseHorizon' | 'purgeSlice'>
  readonly organisations: () => Promise<readonly Id[]>
  /** Days for which deletions are kept. */
  readonly keepDays: number
  /** UTC milliseconds. */
  readonly now: () => number
  readonly onTrouble: (error: unknown) => void
}

const dayMs = 86_400_000
const everyMs = 3_600_000
/** Longer than any answer takes: one that began before the horizon rose has ended. */
const graceMs = 600_000
/** Rows that one slice drops at most. */
const sliceRows = 500
/** Pause between two slices, milliseconds. */
const pauseMs = 100

/** Begins; the returned function ends it. */
export function purgeDeletions(deps: PurgeDeps): () => void {
  let isOver = false
  const turn = async (): Promise<void> => {
    for (const organisationId of await deps.organisations()) {
      if (isOver) return
      await purgeOrganisation(deps, organisationId, () => isOver)
    }
  }
  const run = (): void => void turn().catch((error: unknown) => (isOver ? undefined : deps.onTrouble(error)))
  run()
  const timer = setInterval(run, everyMs)
  timer.unref()
  return () => {
    isOver = true
    clearInterval(timer)
  }
}

/** One turn for an organisation; answers how many rows went. */
export async function purgeOrganisation(deps: PurgeDeps, organisationId: Id, isOver: () => boolean = () => false): Promise<number> {
  const { store, keepDays, now } = deps
  const upTo = await store.raiseHorizon(organisationId, { today: Math.floor(now() / dayMs), keepDays, now: now(), graceMs })
  let dropped = 0
  for (;;) {
    const gone = await store.purgeSlice(organisationId, upTo, sliceRows)
    dropped += gone
    if (gone < sliceRows || isOver()) return dropped
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
