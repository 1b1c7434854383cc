// A word about the store, kept outside of it: after damage a browser may open a database empty or shortened without a sound. What
// the canary remembers is compared when the store is opened; a store that fell behind, or lost pages, takes a fresh snapshot.

import { z } from 'zod'
import { entities } from '#core/registry.ts'
import type { ReplicaState } from './state.ts'

const canaryText = z.object({
  epoch: z.string().nullable(),
  cursor: z.number(),
  /** How far a snapshot under way had come. */
  snapshot: z.string(),
  /** By entity: number of pages, number of hot rows, and a sum over the pages' keys. */
  pages: z.record(z.string(), z.tuple([z.number(), z.number(), z.number()]))
})

/** What the canary says of the state. */
export function canaryOf(state: ReplicaState): string {
  const { epoch, cursor } = state.meta
  const pages = Object.fromEntries(entities.map(({ name }) => [name, [...sumOf(state, name)]]))
  return JSON.stringify({ epoch, cursor, snapshot: placeOf(state), pages })
}

/** True when the opened store holds less than the canary remembers. A canary that can't be read says nothing. */
export function hasLostRows(state: ReplicaState, text: string | null): boolean {
  const kept = canaryText.safeParse(parse(text))
  if (!kept.success || state.meta.epoch !== kept.data.epoch) return false
  const { cursor, snapshot } = kept.data
  if (state.meta.cursor !== cursor) return state.meta.cursor < cursor
  // A step further or less far: while the first rows come nobody can tell which, so they come again.
  if (placeOf(state) !== snapshot) return state.meta.snapshot !== null && !state.meta.snapshot.aside
  return entities.some(({ name }) => String(kept.data.pages[name] ?? [0, 0, 0]) !== String(sumOf(state, name)))
}

function placeOf({ meta: { snapshot } }: ReplicaState): string {
  return snapshot === null ? '' : `${snapshot.aside ? 'aside' : 'shown'} ${snapshot.after ?? ''}`
}

/** Tells the canary where the state stands; one word at a time, the last one always. */
export function tellCanary(state: ReplicaState): void {
  const { canary } = state.options
  if (!canary) return
  if (state.canary !== 'idle') {
    state.canary = 'again'
    return
  }
  state.canary = 'telling'
  const done = (): void => {
    const isWanted = state.canary === 'again'
    state.canary = 'idle'
    if (isWanted) tellCanary(state)
  }
  // A canary that could not be told is behind the store, which is never taken for damage.
  void canary
    .write(canaryOf(state))
    .catch(() => undefined)
    .finally(done)
}

function sumOf(state: ReplicaState, entity: string): readonly [pages: number, rows: number, keys: number] {
  const [pages, keys] = state.directory.sum(entity)
  return [pages, state.hot.rows(entity).size, keys]
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
