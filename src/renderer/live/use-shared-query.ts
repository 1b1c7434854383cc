// Rows of a live query that several components of a window ask alike: they share one subscription, and each gets the same rows.

import { useMemo, useSyncExternalStore } from 'react'
import type { AnyDoc, QuerySpec } from '#store/contract.ts'
import { useTopics } from './store-context.tsx'
import type { Loadable, Source } from './topics.ts'

/** Rows, empty while loading. */
export interface SharedRows<Row> {
  readonly loading: boolean
  readonly rows: readonly Row[]
}

const noRows: readonly never[] = []
const idle: Loadable<never> = { value: null, loading: false, error: null }
const idleSource: Source<never> = { subscribe: () => () => undefined, current: () => idle }

/** Null asks nothing. */
export function useSharedQuery<Row = AnyDoc>(spec: QuerySpec | null): SharedRows<Row> {
  const topics = useTopics()
  const question = spec === null ? null : JSON.stringify(spec)
  const source = useMemo(() => (question === null ? idleSource : topics.query(JSON.parse(question) as QuerySpec)), [topics, question])
  const { value, loading } = useSyncExternalStore(source.subscribe, source.current)
  // The caller names the row type of the entity that it asks for.
  return { loading, rows: (value?.rows ?? noRows) as readonly Row[] }
}
