// What is typed, as the window holds it: one text per key, whoever shows it. Two views of one ticket hold the same letters, and a view that
// takes over from another has them at once. What is typed before the kept text is here goes on top of it: neither replaces the other.

import type { StoreClient } from '#store/client.ts'

/** Makes a new value of the one that stands; null: nothing is typed. */
export type DraftChange<T> = (now: T | null) => T | null

/** What a component reads. `value` null: nothing was typed (or it is still loading). */
export interface HeldDraft<T> {
  readonly loading: boolean
  readonly value: T | null
}

/** One draft of the window. */
export interface SharedDraft<T> {
  readonly subscribe: (listener: () => void) => () => void
  readonly current: () => HeldDraft<T>
  readonly change: (change: DraftChange<T>) => void
}

/** The drafts of one window. */
export interface SharedDrafts {
  of<T>(key: string): SharedDraft<T>
}

const writeDelayMs = 150
const lingerMs = 5_000
const nothingYet: HeldDraft<never> = { loading: true, value: null }

/** Makes the drafts of one client. */
export function createDrafts(client: StoreClient): SharedDrafts {
  const drafts = new Map<string, SharedDraft<unknown>>()
  return {
    of: <T>(key: string) => {
      const known = drafts.get(key)
      // Whoever names a key names its type.
      if (known) return known as SharedDraft<T>
      const draft = createDraft<T>(client, key, () => drafts.delete(key))
      drafts.set(key, draft as SharedDraft<unknown>)
      return draft
    }
  }
}

/** Loads with the first reader, writes with the last, and is forgotten by the window a moment later. */
function createDraft<T>(client: StoreClient, key: string, onForgotten: () => void): SharedDraft<T> {
  const writer = createWriter(client, key)
  const listeners = new Set<() => void>()
  let state: HeldDraft<T> = nothingYet
  let early: readonly DraftChange<T>[] = []
  let asked = false
  let lingering: ReturnType<typeof setTimeout> | undefined
  const show = (next: HeldDraft<T>): void => {
    state = next
    for (const listener of listeners) listener()
  }
  const fill = (kept: T | null): void => {
    const value = early.reduce((now, change) => change(now), kept)
    if (early.length > 0) writer.put(value)
    early = []
    show({ loading: false, value })
  }
  const load = (): void => {
    asked = true
    void client.request('draft', { key }).then((draft) => fill((draft?.value ?? null) as T | null), ignoreClosed)
  }
  return {
    current: () => state,
    change: (change) => {
      const value = change(state.value)
      if (state.loading) early = [...early, change]
      else writer.put(value)
      show({ ...state, value })
    },
    subscribe: (listener) => {
      clearTimeout(lingering)
      if (listeners.size === 0) globalThis.addEventListener('pagehide', writer.flush)
      listeners.add(listener)
      if (!asked) load()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        globalThis.removeEventListener('pagehide', writer.flush)
        writer.flush()
        lingering = setTimeout(onForgotten, lingerMs)
      }
    }
  }
}

interface Writer {
  readonly put: (value: unknown) => void
  readonly flush: () => void
}

/** Writes the last value a moment after typing stopped; `flush` writes what is left at once. */
function createWriter(client: StoreClient, key: string): Writer {
  let waiting: { readonly value: unknown } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    clearTimeout(timer)
    if (waiting === null) return
    const { value } = waiting
    waiting = null
    const written = value === null ? client.request('deleteDraft', { key }) : client.request('putDraft', { key, value })
    written.catch(ignoreClosed)
  }
  return {
    flush,
    put: (value) => {
      waiting = { value }
      clearTimeout(timer)
      if (value === null) flush()
      else timer = setTimeout(flush, writeDelayMs)
    }
  }
}

function ignoreClosed(): void {
  // The store was closed with its window; what was flushed before is kept.
}
