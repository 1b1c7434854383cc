// Live rows that several components ask for, or that are shown again a moment later: at hand at once while anybody else has them.

import { useMemo, useSyncExternalStore } from 'react'
import type { AnyDoc, QuerySpec } from '#store/contract.ts'
import { useTopics } from './store-context.tsx'

/** The whole result of a shared question. */
export interface RowsState<Row> {
  readonly loading: boolean
  readonly rows: readonly Row[]
  /** Rows with changes that the server hasn't confirmed. */
  readonly pending: ReadonlySet<string>
}

const noRows: readonly never[] = []
const nonePending: ReadonlySet<string> = new Set()

/** Live rows of a question that components share. */
export function useSharedRows<Row = AnyDoc>(spec: QuerySpec): RowsState<Row> {
  const topics = useTopics()
  const key = JSON.stringify(spec)
  const source = useMemo(() => topics.query(JSON.parse(key) as QuerySpec), [topics, key])
  const { value, loading } = useSyncExternalStore(source.subscribe, source.current)
  return useMemo(
    // The caller names the row type of the entity that it asks for.
    () => ({ loading, rows: (value?.rows ?? noRows) as readonly Row[], pending: value?.pending ?? nonePending }),
    [value, loading]
  )
}
