// What the windows showed last, kept beside the rows, so that a cold start paints before 100,000 rows are decoded. Invariant: it is
// shown only when nothing was written here since it was kept (same cursor, outbox and rights), so it is never older than the rows.

import type { CountResult, Query, QueryResult, SessionInfo } from '#store/contract.ts'
import type { HubSnapshot } from '#store/live/live-hub.ts'
import type { Replica } from '#store/replica.ts'
import type { LocalMeta, LocalStore, OutboxEntry } from '#sync/ports.ts'

/** Kept results by question. */
export interface FirstViews extends HubSnapshot {
  readonly stamp: string
  readonly session: SessionInfo
}

/** Key of the draft under which they are kept. */
export const firstViewsKey = 'first-views'
/** After a change the results are kept this much later: once for many changes. */
const keepAfterMs = 3_000
/** More rows than this are no first view. A desk of 1,000 clients shows them all in its filters. */
const mostRows = 4_000

/** The results to begin with; null when there are none, or rows changed since. */
export async function readFirstViews(store: LocalStore): Promise<FirstViews | null> {
  const { meta, outbox } = await store.open()
  const draft = meta ? await store.draft(firstViewsKey) : null
  await store.close()
  const kept = draft?.value as FirstViews | undefined
  return meta && kept && kept.stamp === stampOf(meta, outbox) ? kept : null
}

/** What is kept for a question that a window asks; null when it isn't. */
export function firstResult(views: FirstViews, topic: 'query' | 'count', params: unknown): QueryResult | CountResult | null {
  return views[topic === 'query' ? 'queries' : 'counts'][JSON.stringify(params)] ?? null
}

/** A screenful and more of a long list; the rest comes with the rows. Names that lists refer to are asked for whole, and kept whole. */
const shownRows = 80
/** Questions for more rows than this want all of them. */
const longestWindow = 250

/** The beginning of a window of a list: that is what is painted first. */
function beginningOf(question: string, result: QueryResult): QueryResult {
  const { limit, parentId } = JSON.parse(question) as Query
  if (parentId !== undefined || limit > longestWindow || result.ids.length <= shownRows) return result
  return { ...result, ids: result.ids.slice(0, shownRows), rows: result.rows.slice(0, shownRows) }
}

/** What keeping needs of an open profile. */
export interface KeepDeps {
  readonly replica: Pick<Replica, 'meta' | 'outbox' | 'putDraft'>
  readonly session: () => SessionInfo | null
  readonly snapshot: () => HubSnapshot
  readonly later: (delayMs: number, run: () => void) => () => void
}

/** Keeps the results of open windows; call `changed` whenever rows or questions changed, `now` before the rows are closed. */
export function keepFirstViews(deps: KeepDeps): { changed(): void; now(): Promise<void> } {
  let cancel: (() => void) | null = null
  const now = async (): Promise<void> => {
    cancel?.()
    cancel = null
    await keep(deps)
  }
  return { now, changed: () => void (cancel ??= deps.later(keepAfterMs, () => void now())) }
}

async function keep({ replica, session, snapshot }: KeepDeps): Promise<void> {
  const info = session()
  const { queries, counts } = snapshot()
  const rows = Object.values(queries).reduce((sum, result) => sum + result.rows.length, 0)
  if (!info || rows === 0 || rows > mostRows) return
  const beginnings = Object.entries(queries).map(([question, result]) => [question, beginningOf(question, result)] as const)
  const stamp = stampOf(replica.meta(), replica.outbox())
  const views: FirstViews = { stamp, session: info, queries: Object.fromEntries(beginnings), counts }
  try {
    await replica.putDraft(firstViewsKey, views)
  } catch {
    // It only makes the next start quicker: when it can't be kept, nothing is lost.
  }
}

function stampOf(meta: LocalMeta, outbox: readonly OutboxEntry[]): string {
  const { cursor, epoch, lastSequence, snapshot, scope, permissionsKey } = meta
  return JSON.stringify([
    cursor,
    epoch,
    lastSequence,
    snapshot,
    scope,
    permissionsKey,
    outbox.map((entry) => [entry.envelope.id, entry.state.type])
  ])
}
