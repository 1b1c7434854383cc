// The one way in which a replica changes: first durable, then visible, both as a whole. A step that fails leaves nothing behind.

import type { Id } from '#core/kernel/ids.ts'
import { isEqual } from '#core/kernel/merge.ts'
import { entityNamed } from '#core/registry.ts'
import { journalKey, type LocalCommit, type LocalMeta, type OutboxEntry } from '#sync/ports.ts'
import { parentOf } from '../pages/page-key.ts'
import { tellCanary } from './canary.ts'
import { freshSnapshot } from './fresh-snapshot.ts'
import { loadPages } from './load-pages.ts'
import { type FlatOverlay, OverlayLayer, overlayDifferences } from './overlay.ts'
import { addTo, type Stage } from './stage.ts'
import type { ReplicaState } from './state.ts'

/** What a step makes of the replica. `overlay` holds the effects of `outbox`. */
export interface Step {
  readonly stage?: Stage
  readonly outbox: readonly OutboxEntry[]
  readonly overlay: FlatOverlay | OverlayLayer
  readonly meta?: Partial<LocalMeta>
  /** Pages of a snapshot that is kept aside, and whether they take the place of all others now. */
  readonly aside?: Pick<LocalCommit, 'putAside' | 'deleteAside' | 'promoteAside'>
  /** Rows are fewer or more in bulk than a list of changes tells. */
  readonly isReset?: boolean
  /** Becomes durable beside the store: the step holds when both do. Only for steps that add commands and change nothing else. */
  readonly beside?: () => Promise<void>
}

/** Makes a step durable, then visible. Writes nothing when nothing changes. */
export async function commitStep(state: ReplicaState, step: Step): Promise<void> {
  const meta: LocalMeta = { ...state.meta, ...step.meta, clockOffsetMs: state.clockOffsetMs }
  const earlier = new Map(state.outbox.map((entry) => [entry.envelope.id, entry]))
  const putOutbox = step.outbox.filter((entry) => earlier.get(entry.envelope.id) !== entry)
  for (const entry of step.outbox) earlier.delete(entry.envelope.id)
  const gone = [...earlier.values()]
  const hasMeta = !isSameMeta(meta, state.meta)
  const hasMoved = meta.cursor !== state.meta.cursor || meta.epoch !== state.meta.epoch || meta.snapshot !== state.meta.snapshot
  const hasRows = step.aside !== undefined || (step.stage !== undefined && !step.stage.pages.isEmpty)
  if (!hasMeta && !hasRows && putOutbox.length === 0 && gone.length === 0) return
  const change: LocalCommit = {
    meta,
    ...(step.stage ? step.stage.pages.commit() : {}),
    ...step.aside,
    ...(putOutbox.length > 0 ? { putOutbox } : {}),
    ...(gone.length > 0 ? { deleteOutbox: gone.map((entry) => entry.envelope.id) } : {})
  }
  state.generation++
  try {
    await keep(state, change, step.beside)
    if (change.promoteAside) await reload(state, meta)
    publish(state, step, meta, putOutbox.length + gone.length > 0)
  } finally {
    state.generation++
  }
  settle(state, gone)
  if (hasRows || hasMoved) tellCanary(state)
}

/** Both or neither: what the store took alone is taken back, at the latest with the next step. */
async function keep(state: ReplicaState, change: LocalCommit, beside: Step['beside']): Promise<void> {
  if (!beside) return commitClean(state, change)
  const [kept, other] = await Promise.allSettled([commitClean(state, change), beside()])
  if (kept.status === 'rejected') throw kept.reason
  if (other.status === 'fulfilled') return
  for (const { envelope } of change.putOutbox ?? []) state.strays.add(envelope.id)
  await commitClean(state, change.meta ? { meta: change.meta } : {}).catch(() => undefined)
  throw other.reason
}

/** Takes along the commands that stand in the store and were never saved. */
async function commitClean({ options: { store }, strays }: ReplicaState, change: LocalCommit): Promise<void> {
  if (strays.size === 0) return store.commit(change)
  const gone = [...strays]
  await store.commit({ ...change, deleteOutbox: [...(change.deleteOutbox ?? []), ...gone] })
  for (const id of gone) strays.delete(id)
}

/**
 * The rows changed as a whole: they are read from the store that holds them now, and replace those in memory at once. When they can't
 * be read, the snapshot begins anew: asked for its last part alone once more, that part would take the place of everything.
 */
async function reload(state: ReplicaState, meta: LocalMeta): Promise<void> {
  const { hot, directory } = await loadPages(state.options.store).catch((error: unknown) => {
    state.meta = { ...meta, snapshot: freshSnapshot(state) }
    throw error
  })
  state.hot = hot
  state.directory = directory
  state.cache.clear()
}

/** Tells the journal what the server has. Lost, it is told again at the next start, so nobody waits for it. */
export function settle(state: ReplicaState, entries: readonly OutboxEntry[]): void {
  const applied = entries.filter((entry) => state.applied.delete(entry.envelope.id))
  if (applied.length === 0 || !state.options.journal) return
  const keys = applied.map((entry) => journalKey({ envelope: entry.envelope, dropped: false }))
  state.options.journal.settle(keys).catch(() => undefined)
}

function publish(state: ReplicaState, step: Step, meta: LocalMeta, hasOutbox: boolean): void {
  const { hot, cold } = step.stage ? step.stage.publish() : { hot: new Map<string, Set<Id>>(), cold: new Map<string, Set<Id>>() }
  for (const { entity, id, before, after } of overlayDifferences(state.overlay, step.overlay)) {
    const definition = entityNamed(entity)
    if (definition.temperature === 'hot') addTo(hot, entity, id)
    for (const doc of [before, after]) {
      const parent = doc ? parentOf(definition, doc) : null
      if (parent !== null) addTo(cold, entity, parent)
    }
  }
  state.meta = meta
  state.outbox = step.outbox
  state.overlay = step.overlay instanceof OverlayLayer ? step.overlay.settle() : step.overlay
  const isReset = step.isReset === true || step.stage?.pages.isReset === true
  for (const listener of state.listeners) listener({ hot, cold, reset: isReset, outbox: hasOutbox })
}

/** The clock's offset alone is no reason to write. */
function isSameMeta(a: LocalMeta, b: LocalMeta): boolean {
  return isEqual({ ...a, clockOffsetMs: 0 }, { ...b, clockOffsetMs: 0 })
}
