// What the server needs of its database. Two adapters keep one contract suite: PostgreSQL, and memory for the seeded simulation.
// Invariants: decisions of one organisation are serial (the counter is locked before anything is loaded, and held to commit), versions
// are unique and rise in commit order, and no read for a viewer shows a row outside that viewer's scope.

import type { BaseRow } from '#core/kernel/entity.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { Actor } from '#core/kernel/command.ts'
import type { Stamp } from '#core/kernel/merge.ts'
import type { Outcome } from '#sync/protocol/push.ts'
import type { WireScope } from '#sync/protocol/rows.ts'
import type { PageLine } from '#sync/protocol/snapshot.ts'

/** Who set which field when; `*` holds for fields that nobody changed since the row was made. */
export type Stamps = Readonly<Record<string, Stamp>>

/** A row as the server keeps it. `deletedAt` (UTC milliseconds) marks a tombstone, whose doc is the last one. */
export interface StoredRow {
  readonly entity: string
  readonly id: Id
  readonly version: number
  readonly deletedAt: number | null
  readonly doc: Doc
  readonly stamps: Stamps
}

/** A row to be written. `isNew`: it was never stored, also not as a tombstone. `by`: the person in whose scope it must lie. */
export interface RowWrite extends StoredRow {
  readonly isNew: boolean
  readonly by: Id
}

/** A row left a client; replicas that see that client drop it. */
export interface Leave {
  readonly entity: string
  readonly id: Id
  readonly version: number
  readonly clientId: Id | null
  readonly parentId: Id | null
}

/** A command that was received: where it stands in its device's order, what it was, what became of it. */
export interface CommandRecord {
  readonly deviceId: Id
  readonly sequence: number
  readonly commandId: Id
  /** SHA-256 of what was sent, hex: the same id with other content is noticed. */
  readonly digest: string
  readonly outcome: Outcome
  /** False where a device sent a command again under another sequence, after it was renumbered. */
  readonly isFirst: boolean
}

/** Where an organisation stands. `horizon`: tombstones up to this version may be gone. */
export interface Head {
  readonly epoch: Id
  readonly version: number
  readonly horizon: number
  /** Version of the last change by entity, and of the last leave under `leave`: what isn't named was never changed. */
  readonly latest: Readonly<Record<string, number>>
}

/** Where an organisation stands, and the last sequence that is recorded for one device. */
export interface Place {
  readonly head: Head
  readonly highWater: number
}

/** Head with the series, as a decision takes it under lock: last given number by series. */
export interface DecisionHead extends Omit<Head, 'latest'> {
  readonly numbers: Readonly<Record<string, number>>
}

/** Is a row there, whoever asks? */
export type Presence = 'live' | 'deleted' | 'none'

/** Who looks: the person with the role and clients that hold at this moment. */
export interface Viewer extends Actor {
  readonly organisationId: Id
}

/** All effects of one or more commands, written in one go. */
export interface DecisionBatch {
  readonly version: number
  readonly numbers: Readonly<Record<string, number>>
  readonly rows: readonly RowWrite[]
  readonly leaves: readonly Leave[]
  readonly commands: readonly CommandRecord[]
}

/** Inside a decision: what is true now. `row` and `rows` are scoped, the others only answer what the rules need. */
export interface OpenDecision {
  readonly head: DecisionHead
  /** Person by id, for role and scope; null when there is none or the row is deleted. */
  person(id: Id): Promise<StoredRow | null>
  row(viewer: Viewer, entity: string, id: Id): Promise<StoredRow | null>
  /** Live rows whose column (or parent field) equals the value, by id. */
  rows(viewer: Viewer, entity: string, column: string, value: Id): Promise<readonly StoredRow[]>
  presence(entity: string, ids: readonly Id[]): Promise<ReadonlyMap<Id, Presence>>
  /** Rows of every client that name `id` in `field`, also tombstones: they follow when that row moves. */
  followers(entity: string, field: string, id: Id): Promise<readonly StoredRow[]>
  /** Records of these places in a device's order, and of these command ids. */
  commands(deviceId: Id, sequences: readonly number[], commandIds: readonly Id[]): Promise<readonly CommandRecord[]>
  highWater(deviceId: Id): Promise<number>
  /** May be called several times; all of it is committed, or nothing. `isLast`: nothing is asked or written afterwards. */
  write(batch: DecisionBatch, isLast?: boolean): Promise<void>
}

/** What a decision will ask about a device's commands and their person: a database may look it up together with taking the lock. */
export interface Expected {
  readonly personId: Id
  readonly deviceId: Id
  readonly sequences: readonly number[]
  readonly commandIds: readonly Id[]
}

/** A page of the feed: each item is the JSON text of a `FeedItem`, in version order. */
export interface FeedPage {
  readonly items: readonly string[]
  readonly cursor: number
  readonly more: boolean
}

/** Where a snapshot goes on: the entity, the partition (client) and the sort key of the last row that was sent. */
export interface SnapshotPosition {
  readonly entity: string
  readonly clientId: Id | null
  readonly key: string
}

/** Pages as text: `content` is `[[version, doc], …]`. `next` null: that was all. */
export interface SnapshotChunk {
  readonly pages: readonly { readonly line: PageLine; readonly content: string }[]
  readonly next: SnapshotPosition | null
}

/** When the horizon is looked at; `now` in UTC milliseconds. */
export interface HorizonTurn {
  readonly today: number
  readonly keepDays: number
  readonly now: number
  readonly graceMs: number
}

/** The server's database. */
export interface ServerStore {
  /** @throws when there is no such organisation */
  head(organisationId: Id): Promise<Head>
  highWater(organisationId: Id, deviceId: Id): Promise<number>
  /** The person's role and scope now; null when unknown or not active. */
  viewer(organisationId: Id, personId: Id): Promise<Viewer | null>
  /** Runs a decision alone and commits it when `run` resolves; when it rejects, nothing happened. */
  decide<T>(organisationId: Id, run: (decision: OpenDecision) => Promise<T>, expected?: readonly Expected[]): Promise<T>
  /** Everything in the viewer's scope with a version above `cursor` and up to `head.version`. */
  feed(viewer: Viewer, cursor: number, head: Head, limit: number): Promise<FeedPage>
  /** Pages of live rows in scope. `clients` null: everything, else only these clients' partitions. */
  snapshot(viewer: Viewer, clients: WireScope, after: SnapshotPosition | null, maxBytes: number): Promise<SnapshotChunk>
  /** How many live rows such a snapshot holds. */
  countRows(viewer: Viewer, clients: WireScope): Promise<number>
  /**
   * Notes the version of `today` (days since 1970) and raises the horizon to the version of the newest day that is `keepDays` old.
   * Answers up to which version deletions may be dropped: where the horizon has stood for `graceMs`.
   */
  raiseHorizon(organisationId: Id, when: HorizonTurn): Promise<number>
  /** Drops at most `most` tombstones and leaves of versions up to `upTo`; answers how many. */
  purgeSlice(organisationId: Id, upTo: number, most: number): Promise<number>
}

/** The database can't hold what a decision wanted to write (a value, a place that is taken, a row outside the person's scope). */
export class UnstorableError extends Error {
  constructor(detail: string, options?: { readonly cause: unknown }) {
    super(`The decision can't be stored: ${detail}`, options)
  }
}

/** Partition of shared rows, where a client id is wanted for order. */
export const sharedPartition = '00000000-0000-0000-0000-000000000000'

/** Builds the viewer of a person's row; null when the person may not act. */
export function viewerOf(organisationId: Id, person: BaseRow & { readonly [field: string]: unknown }): Viewer | null {
  if (person['active'] !== true) return null
  return {
    organisationId,
    personId: person.id,
    role: person['role'] as Actor['role'],
    clientIds: person['clientIds'] as Actor['clientIds']
  }
}

/** Version of a batch's last change by entity, and of its last leave. */
export function latestOf({ rows, leaves }: Pick<DecisionBatch, 'rows' | 'leaves'>): Readonly<Record<string, number>> {
  const latest: Record<string, number> = {}
  for (const { entity, version } of rows) latest[entity] = Math.max(latest[entity] ?? 0, version)
  for (const { version } of leaves) latest['leave'] = Math.max(latest['leave'] ?? 0, version)
  return latest
}
