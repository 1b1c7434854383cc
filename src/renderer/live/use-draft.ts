// What somebody types survives everything: it is written to the local-only drafts while they type, and when the page goes.

import { useCallback, useEffect, useRef, useState } from 'react'
import type { StoreClient } from '#store/client.ts'
import { useStore } from './store-context.tsx'

/** A draft in a component. `value` null: nothing was typed yet (or it is still loading). */
export interface DraftState<T> {
  readonly loading: boolean
  readonly value: T | null
  readonly set: (value: T) => void
  /** Forgets it, when it was sent. */
  readonly clear: () => void
}

const writeDelayMs = 150

/** The draft kept under `key`, such as `comment:<ticket id>`. */
export function useDraft<T>(key: string): DraftState<T> {
  const client = useStore()
  const [state, setState] = useState<{ key: string; loading: boolean; value: T | null }>({ key, loading: true, value: null })
  const writer = useRef<Writer | null>(null)
  useEffect(() => {
    const mine = createWriter(client, key)
    writer.current = mine
    let current = true
    void client.request('draft', { key }).then((draft) => {
      // What was typed before the answer came is newer than the answer.
      if (current)
        setState((now) => (now.key === key && !now.loading ? now : { key, loading: false, value: (draft?.value ?? null) as T | null }))
    }, ignoreClosed)
    globalThis.addEventListener('pagehide', mine.flush)
    return () => {
      current = false
      globalThis.removeEventListener('pagehide', mine.flush)
      mine.flush()
    }
  }, [client, key])
  const set = useCallback((value: T) => change(setState, writer, key, value), [key])
  const clear = useCallback(() => change<T>(setState, writer, key, null), [key])
  const mine = state.key === key
  return { loading: !mine || state.loading, value: mine ? state.value : null, set, clear }
}

function change<T>(
  setState: (state: { key: string; loading: boolean; value: T | null }) => void,
  writer: { readonly current: Writer | null },
  key: string,
  value: T | null
): void {
  setState({ key, loading: false, value })
  writer.current?.put(value)
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
