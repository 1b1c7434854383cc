// What somebody types survives everything: it is written to the local-only drafts while they type, and when the page goes.

import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { DraftChange } from './drafts.ts'
import { useDrafts } from './store-context.tsx'

/** A draft in a component. `value` null: nothing was typed yet (or it is still loading). */
export interface DraftState<T> {
  readonly loading: boolean
  readonly value: T | null
  /** What stands at this moment, for handlers that outlive a rendering. */
  readonly latest: () => T | null
  /** What is typed while it loads is changed again on what was kept, so a form changes only the part that was touched. */
  readonly change: (change: DraftChange<T>) => void
  /** Forgets it, when it was sent. */
  readonly clear: () => void
}

/** The draft kept under `key`, such as `comment:<ticket id>`. */
export function useDraft<T>(key: string): DraftState<T> {
  const drafts = useDrafts()
  const draft = useMemo(() => drafts.of<T>(key), [drafts, key])
  const { loading, value } = useSyncExternalStore(draft.subscribe, draft.current)
  const latest = useCallback(() => draft.current().value, [draft])
  const clear = useCallback(() => draft.change(() => null), [draft])
  return { loading, value, latest, change: draft.change, clear }
}
