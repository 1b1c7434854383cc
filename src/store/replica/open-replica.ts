// Opens a replica: hot rows into memory, cold pages by their keys alone, outbox and journal compared, pending effects on top.

import { isFull } from '#core/journal/file-port.ts'
import { assert } from '#core/kernel/assert.ts'
import type { LocalState } from '#sync/ports.ts'
import { createPageCache } from '../pages/page-cache.ts'
import type { PageDirectory } from '../pages/page-directory.ts'
import type { Replica, ReplicaOptions } from '../replica.ts'
import { hasLostRows, tellCanary } from './canary.ts'
import { createReplica } from './create-replica.ts'
import { freshSnapshot } from './fresh-snapshot.ts'
import type { HotRows } from './hot-rows.ts'
import { loadPages } from './load-pages.ts'
import { createDirty, readsEverything, replay } from './replay.ts'
import { type Recovered, recover } from './recover.ts'
import { createQueue, type ReplicaState } from './state.ts'
import { commitStep } from './steps.ts'
import { overlayOf, takeDevice } from './take-identity.ts'
import { beginSnapshot } from './take-snapshot.ts'

/** Decoded pages kept besides the hot rows. */
const cachedPages = 96

/**
 * Opens the rows of a profile on its store and journal.
 * @throws when the store belongs to another person: a profile is never shared
 */
export async function openReplica(options: ReplicaOptions): Promise<Replica> {
  const { journal, identity } = options
  const found = await readStore(options)
  const { opened, hot, directory } = found
  assert(!opened.meta || opened.meta.personId === identity.personId, 'a profile belongs to one person')
  const recovered = await recover(options, opened)
  const state = createState(options, recovered, hot, directory)
  // Asked before anything is written: every step tells the canary what it finds.
  const canary = (await options.canary?.read()) ?? null
  const isStoreLost = found.isStartedOver || opened.lost !== undefined || (opened.meta === null && canary !== null)
  const lostRows = found.damaged > 0 || opened.isOutboxShort === true || hasLostRows(state, canary)
  if (isStoreLost || lostRows) state.damage = isStoreLost ? 'store' : 'rows'
  if (recovered.toJournal.length > 0) await journal?.append(recovered.toJournal)
  if (recovered.toSettle.length > 0) await journal?.settle(recovered.toSettle)
  // What came from the journal, or was interrupted between a fresh snapshot and its replay, has no effects that hold.
  const isUnknown = recovered.outbox.some((entry) => entry.reads.includes(readsEverything))
  if (isUnknown || lostRows) {
    const { outbox, overlay } = isUnknown ? await replay(state, null, recovered.outbox, createDirty(true)) : state
    // One step: a number that is kept without its command would pass for one that the server has. [JRN1]
    await commitStep(state, { outbox, overlay, ...(lostRows ? { meta: { snapshot: freshSnapshot(state) } } : {}) })
  }
  await takeDevice(state, identity.deviceId)
  tellCanary(state)
  return createReplica(state, {
    recovered: recovered.fromJournal.length + recovered.toJournal.length,
    journalDamage: recovered.journalDamage,
    lostRows
  })
}

interface Found extends Awaited<ReturnType<typeof loadPages>> {
  readonly opened: LocalState
  readonly isStartedOver: boolean
}

/** A store that can't be read, twice, is begun anew where a journal has the unsent work; it is never taken for an empty one. */
async function readStore(options: ReplicaOptions): Promise<Found> {
  const { store, journal, onProgress } = options
  const read = async (isStartedOver: boolean): Promise<Found> => {
    const opened = await store.open()
    return { opened, isStartedOver, ...(await loadPages(store, onProgress)) }
  }
  try {
    return await read(false).catch(() => read(false))
  } catch (error) {
    if (!journal || isFull(error)) throw error
    await store.startOver()
    return read(true)
  }
}

/** A page that can't be read is fetched again with all others. */
function noteDamage(state: ReplicaState): void {
  if (state.damage !== null && state.meta.snapshot !== null) return
  state.damage ??= 'rows'
  const begin = async (): Promise<void> => {
    if (state.meta.snapshot === null) await beginSnapshot(state)
  }
  // What can't be written down now is found damaged again at the next start.
  state.queue(begin).catch(() => undefined)
}

function createState(options: ReplicaOptions, recovered: Recovered, hot: HotRows, directory: PageDirectory): ReplicaState {
  const fromJournal = new Set(recovered.fromJournal)
  // Their effects are not known yet, so the outbox begins without them and gains them in the first step.
  const kept = recovered.outbox.filter((entry) => !fromJournal.has(entry))
  const state: ReplicaState = {
    options,
    meta: recovered.meta,
    clockOffsetMs: recovered.meta.clockOffsetMs,
    hot,
    directory,
    cache: createPageCache({
      store: options.store,
      limit: cachedPages,
      generation: () => state.generation,
      onDamage: () => noteDamage(state)
    }),
    outbox: kept,
    overlay: overlayOf(kept),
    applied: new Map(),
    strays: new Set(),
    inverses: new Map(kept.map((entry) => [entry.envelope.id, entry.inverse])),
    listeners: new Set(),
    generation: 0,
    canary: 'idle',
    damage: null,
    queue: createQueue()
  }
  return state
}
