// Live values other than lists: one row, counts, sync status, outbox, session. Components that ask the same share one subscription.

import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { TopicParams, ValueTopic } from '#store/client.ts'
import type {
  AnyDoc,
  CountResult,
  CountSpec,
  FilesState,
  HeldFile,
  OutboxItem,
  QuerySpec,
  SessionInfo,
  StockState,
  SyncStatus,
  Topics
} from '#store/contract.ts'
import { useTopics } from './store-context.tsx'
import type { Loadable, Source } from './topics.ts'

/** One live row. `row` null while loading and when there is none (or it left this device). */
export interface RowState<Row> {
  readonly loading: boolean
  readonly row: Row | null
  /** It carries changes that the server hasn't confirmed. */
  readonly pending: boolean
}

const idle: Loadable<never> = { value: null, loading: false, error: null }
const idleSource: Source<never> = { subscribe: () => () => undefined, current: () => idle }
const noItems: readonly OutboxItem[] = []
const noHeldFiles: readonly HeldFile[] = []

/** The row of a hot entity with this id; `id` null asks nothing. */
export function useRow<Row = AnyDoc>(entity: string, id: string | null): RowState<Row> {
  const topics = useTopics()
  const source = useMemo(() => (id === null ? idleSource : topics.query(rowSpec(entity, id))), [topics, entity, id])
  const { value, loading } = useSyncExternalStore(source.subscribe, source.current)
  return useMemo(
    // The caller names the row type of the entity that it asks for.
    () => ({ loading, row: (value?.rows[0] ?? null) as Row | null, pending: id !== null && (value?.pending.has(id) ?? false) }),
    [value, loading, id]
  )
}

/** Hands a row that a list shows to what opens it: there it stands at once, and keys that follow find their place. */
export function useOfferRow(entity: string): (row: AnyDoc) => void {
  const topics = useTopics()
  return useCallback(
    (row) => topics.offer(rowSpec(entity, row.id), { total: 1, offset: 0, ids: [row.id], rows: [row], pending: new Set(), groups: [] }),
    [topics, entity]
  )
}

function rowSpec(entity: string, id: string): QuerySpec {
  return { entity, where: [{ op: 'is', field: 'id', value: id }], limit: 1 }
}

/** Live counts per value of a field; null while loading or when nothing is asked. */
export function useCount(spec: CountSpec | null): CountResult | null {
  return useTopic('count', spec).value
}

/** Always-visible state of sync; null until the worker's first word. */
export function useStatus(): SyncStatus | null {
  return useTopic('status', everything).value
}

/** Commands of this device that wait, were refused or are parked. */
export function useOutbox(): readonly OutboxItem[] {
  return useTopic('outbox', everything).value ?? noItems
}

/** Who is signed in. `loading` until the worker has said so; then null means nobody. */
export function useSession(): { readonly loading: boolean; readonly session: SessionInfo | null } {
  const { value, loading } = useTopic('session', everything)
  return useMemo(() => ({ loading, session: value }), [value, loading])
}

/** How the files of a ticket stand; null until the worker's first word. */
export function useFileStates(ticketId: string): FilesState | null {
  return useTopic(
    'files',
    useMemo(() => ({ ticketId }), [ticketId])
  ).value
}

/** Files that the server refuses, which therefore lie on this device alone. */
export function useHeldFiles(): readonly HeldFile[] {
  return useTopic('heldFiles', everything).value ?? noHeldFiles
}

/** How many of each part lie where; `partId` null: of all parts, without serial numbers. Null until the worker's first word. */
export function useStockState(partId: string | null): StockState | null {
  return useTopic(
    'stock',
    useMemo(() => ({ partId }), [partId])
  ).value
}

const everything = {}

function useTopic<T extends ValueTopic>(topic: T, params: TopicParams<T> | null): Loadable<Topics[T]> {
  const topics = useTopics()
  const key = params === null ? null : JSON.stringify(params)
  const source = useMemo<Source<Topics[T]>>(
    () => (key === null ? idleSource : topics.topic(topic, JSON.parse(key) as TopicParams<T>)),
    [topics, topic, key]
  )
  return useSyncExternalStore(source.subscribe, source.current)
}
