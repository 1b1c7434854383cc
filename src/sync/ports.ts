// What the engine and the store need from their surroundings. Each port has a contract suite that runs over all its adapters.

import type { CommandCall, CommandEnvelope } from '#core/kernel/command.ts'
import type { RowEffect } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { Refusal } from '#core/kernel/refusal.ts'
import type { PullAnswer, PullRequest } from './protocol/pull.ts'
import type { PushAnswer, PushRequest } from './protocol/push.ts'
import type { WireScope } from './protocol/rows.ts'
import type { SnapshotAnswer, SnapshotRequest } from './protocol/snapshot.ts'

/** Where a command of this device stands. It leaves the outbox when applied, or when a person dismisses its refusal. */
export type OutboxState =
  | { readonly type: 'waiting' }
  | { readonly type: 'refused'; readonly refusal: Refusal; readonly causeId: Id | null }
  | { readonly type: 'parked'; readonly entity: string; readonly id: Id }

/** A command of this device with the effects it had here. `reads` are keys as `readKey` and `listKey` make them. */
export interface OutboxEntry {
  readonly envelope: CommandEnvelope
  readonly rows: readonly RowEffect[]
  readonly reads: readonly string[]
  readonly inverse: readonly CommandCall[]
  readonly state: OutboxState
}

/** Everything the device remembers apart from rows and outbox. */
export interface LocalMeta {
  readonly organisationId: Id
  readonly personId: Id
  readonly deviceId: Id
  /** The server's epoch; null before the first exchange. */
  readonly epoch: Id | null
  /** All versions up to this one are here, within scope. */
  readonly cursor: number
  /** Clients whose rows are here; null: all of them. */
  readonly scope: WireScope
  readonly permissionsKey: string
  /** Sequence of the last command that this device made. */
  readonly lastSequence: number
  /** Server clock minus device clock, milliseconds. */
  readonly clockOffsetMs: number
  /** A snapshot under way: where it goes on, and the cursor from which the feed follows it. Null: none. */
  readonly snapshot: { readonly clients: readonly Id[] | null; readonly after: string | null; readonly cursor: number } | null
}

/** Place of a page: the partition (entity, client; null for shared rows) and the sort key from which on it holds rows. */
export interface PageKey {
  readonly entity: string
  readonly clientId: Id | null
  /** '' for the first page of a partition. */
  readonly low: string
}

/** A page as it is kept: bytes behind the codec that `codec` names (0: plain JSON `[[version, doc], …]`). */
export interface StoredPage {
  readonly key: PageKey
  readonly codec: number
  readonly rows: number
  readonly bytes: Uint8Array
}

/** What the user typed and has not sent: kept by a key such as `comment:<ticket id>`. */
export interface Draft {
  readonly key: string
  readonly value: unknown
  readonly updatedAt: number
}

/** Everything that one durable step changes; all of it or nothing. */
export interface LocalCommit {
  readonly meta?: LocalMeta
  readonly putPages?: readonly StoredPage[]
  readonly deletePages?: readonly PageKey[]
  /** Whole partitions to drop: a client that was lost. */
  readonly deleteClients?: readonly Id[]
  /** Drops every page (fresh snapshot); outbox and drafts stay. */
  readonly deleteAllPages?: boolean
  readonly putOutbox?: readonly OutboxEntry[]
  readonly deleteOutbox?: readonly Id[]
}

/** What the store found when it was opened. `meta` null: nothing was ever kept here. */
export interface LocalState {
  readonly meta: LocalMeta | null
  readonly outbox: readonly OutboxEntry[]
}

/** The working database of one profile. Every method that writes is durable (fsynced) when its promise resolves. */
export interface LocalStore {
  open(): Promise<LocalState>
  /** One strict transaction. */
  commit(change: LocalCommit): Promise<void>
  /** Keys of all pages of an entity, ordered by (clientId, low). */
  pageKeys(entity: string): Promise<readonly PageKey[]>
  /** Pages by key, in the order asked; a page that isn't there is left out. */
  readPages(keys: readonly PageKey[]): Promise<readonly StoredPage[]>
  /** All pages of an entity. */
  readEntity(entity: string): Promise<readonly StoredPage[]>
  draft(key: string): Promise<Draft | null>
  drafts(prefix: string): Promise<readonly Draft[]>
  putDraft(draft: Draft): Promise<void>
  deleteDraft(key: string): Promise<void>
  close(): Promise<void>
}

/** One line of the journal: a command before it reached the outbox. Sequences rise by one per profile. */
export interface JournalEntry {
  readonly sequence: number
  readonly envelope: CommandEnvelope
}

/** The second copy of unsynced work, outside IndexedDB. `append` resolves after fsync. */
export interface Journal {
  append(entry: JournalEntry): Promise<void>
  /** All whole entries, in order; a torn or damaged tail is cut off and counted. */
  read(): Promise<{ readonly entries: readonly JournalEntry[]; readonly damaged: number }>
}

/** How the server is reached. Methods throw `TransportError`. */
export interface Transport {
  push(request: PushRequest): Promise<PushAnswer>
  pull(request: PullRequest): Promise<PullAnswer>
  snapshot(request: SnapshotRequest): Promise<SnapshotAnswer>
  /** Opens the live socket; `onHint` hears of versions, `onClose` of its end. Returns a function that closes it. */
  live(onHint: (version: number) => void, onClose: () => void): () => void
}

/** The three classes of trouble that sync knows, with what was seen. */
export type TransportProblem =
  | { readonly type: 'unreachable'; readonly detail: string }
  | { readonly type: 'garbage'; readonly detail: string }
  | { readonly type: 'busy'; readonly retryAfterMs: number | null }
  | { readonly type: 'server-error'; readonly status: number }
  | { readonly type: 'signed-out' }
  | { readonly type: 'revoked' }
  | { readonly type: 'too-old'; readonly serverProtocol: number | null }
  | { readonly type: 'bad-request'; readonly detail: string }

/** Thrown by a transport. `unreachable`, `garbage`, `busy` and `server-error` are tried again; the others need a person. */
export class TransportError extends Error {
  readonly problem: TransportProblem
  constructor(problem: TransportProblem) {
    super(`transport: ${problem.type}`)
    this.problem = problem
  }
}

/** Time and chance, so that a simulation can own both. */
export interface Clock {
  /** UTC milliseconds. */
  now(): number
  /** Calls back after `delayMs`; the returned function cancels. */
  after(delayMs: number, run: () => void): () => void
  /** Uniform in [0, 1). */
  random(): number
  randomBytes(count: number): Uint8Array
}
