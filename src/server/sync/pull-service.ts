// Pull and snapshot: what a device may see, as text that is sent as it is. Knows neither HTTP nor SQL. When there is nothing new no
// table is read.

import type { Id } from '#core/kernel/ids.ts'
import type { LivePlace } from '#sync/ports.ts'
import { liveRowsLimit } from '#sync/protocol/live.ts'
import type { PullAnswer, PullRequest } from '#sync/protocol/pull.ts'
import type { PageLine, SnapshotHead, SnapshotRequest } from '#sync/protocol/snapshot.ts'
import type { FeedPage, Place, ServerStore, SnapshotPosition, Viewer } from '../store/server-store.ts'
import { protocolVersion } from '#sync/protocol/version.ts'
import { permissionsKey } from '../store/visibility.ts'
import { decodePosition, encodePosition } from './snapshot-position.ts'

/** Surroundings of the pull service. */
export interface PullDeps {
  readonly store: ServerStore
  /** UTC milliseconds. */
  readonly now: () => number
}

/** A device that reads: its person with the role and clients that hold now, which device it is, and the place if that is known already. */
export interface Reading {
  readonly viewer: Viewer
  readonly deviceId: Id
  readonly place?: Place
}

/** A snapshot answer before it is written as lines. */
export interface SnapshotText {
  readonly head: SnapshotHead
  readonly pages: readonly { readonly line: PageLine; readonly content: string }[]
}

/** What devices read. */
export interface PullService {
  /** JSON text of a `PullAnswer`. */
  pullText(reading: Reading, request: PullRequest): Promise<string>
  /** What a pull from this place brings, where that is all there is and fits the limits; null: the device must pull. */
  along(reading: Reading, place: LivePlace): Promise<{ readonly text: string; readonly cursor: number } | null>
  /** @returns null when `after` is no position that this server gave */
  snapshot(reading: Reading, request: SnapshotRequest): Promise<SnapshotText | null>
}

/** Creates the service. */
export function createPullService(deps: PullDeps): PullService {
  return {
    pullText: async (reading, request) => (await pull(deps, reading, request)).text,
    along: (reading, place) => pullAlong(deps, reading, place),
    snapshot: (reading, request) => takeSnapshot(deps, reading, request)
  }
}

async function placeOf({ store }: PullDeps, { viewer: { organisationId }, deviceId }: Reading): Promise<Place> {
  const [head, highWater] = await Promise.all([store.head(organisationId), store.highWater(organisationId, deviceId)])
  return { head, highWater }
}

/** `page` null: a snapshot is asked for. */
interface Pulled {
  readonly text: string
  readonly page: FeedPage | null
}

async function pull(deps: PullDeps, reading: Reading, request: PullRequest): Promise<Pulled> {
  const { store, now } = deps
  const { viewer } = reading
  const { head, highWater } = reading.place ?? (await placeOf(deps, reading))
  const common = {
    epoch: head.epoch,
    serverTime: now(),
    scope: viewer.clientIds === null ? null : [...viewer.clientIds],
    permissionsKey: permissionsKey(viewer),
    highWater
  }
  const isOtherEpoch = request.epoch !== null && request.epoch !== head.epoch
  if (isOtherEpoch || request.cursor < head.horizon || request.cursor > head.version)
    return { text: JSON.stringify({ type: 'snapshot', ...common } satisfies PullAnswer), page: null }
  const page =
    request.cursor === head.version
      ? { items: [], cursor: head.version, more: false }
      : await store.feed(viewer, request.cursor, head, request.limit)
  const rest: Omit<Extract<PullAnswer, { type: 'rows' }>, 'items'> = { type: 'rows', ...common, cursor: page.cursor, more: page.more }
  return { text: `${JSON.stringify(rest).slice(0, -1)},"items":[${page.items.join(',')}]}`, page }
}

/** Rows that come along with a hint are few. */
const mostAlong = 200

async function pullAlong(deps: PullDeps, reading: Reading, { epoch, cursor }: LivePlace): ReturnType<PullService['along']> {
  const { text, page } = await pull(deps, reading, { protocol: protocolVersion, epoch, cursor, limit: mostAlong })
  return page === null || page.more || text.length > liveRowsLimit ? null : { text, cursor: page.cursor }
}

async function takeSnapshot({ store, now }: PullDeps, reading: Reading, request: SnapshotRequest): Promise<SnapshotText | null> {
  const { viewer, deviceId } = reading
  const resumed = request.after === null ? null : decodePosition(request.after)
  if (request.after !== null && resumed === null) return null
  // The head comes first: rows that change while pages are read have a higher version, and the feed brings them again.
  const head = await store.head(viewer.organisationId)
  const after: SnapshotPosition | null = resumed?.position ?? null
  const [before, chunk] = await Promise.all([
    resumed?.remaining ?? store.countRows(viewer, request.clients),
    store.snapshot(viewer, request.clients, after, request.maxBytes)
  ])
  const sent = chunk.pages.reduce((sum, page) => sum + page.line[3], 0)
  const remaining = chunk.next === null ? 0 : Math.max(0, before - sent)
  return {
    head: {
      epoch: head.epoch,
      serverTime: now(),
      scope: viewer.clientIds === null ? null : [...viewer.clientIds],
      permissionsKey: permissionsKey(viewer),
      cursor: head.version,
      next: chunk.next === null ? null : encodePosition({ position: chunk.next, remaining }),
      pages: chunk.pages.length,
      remaining,
      highWater: await store.highWater(viewer.organisationId, deviceId)
    },
    pages: chunk.pages
  }
}
