// What the engine and the store need from their surroundings. Each port has a contract suite that runs over all its adapters.

import type { CommandCall, CommandEnvelope } from '#core/kernel/command.ts'
import type { RowEffect } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { Refusal } from '#core/kernel/refusal.ts'
import type { PullAnswer, PullRequest } from './protocol/pull.ts'
import type { PushAnswer, PushRequest } from './protocol/push.ts'
import type { RescueOffer } from './protocol/session.ts'
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
  readonly snapshot: SnapshotUnderWay | null
}

/**
 * A snapshot under way: where it goes on, and the cursor from which the feed follows it. `aside`: rows are here already, so what
 * comes is kept aside and takes their place as a whole at the end; a device that is cut off half-way keeps all it had.
 */
export interface SnapshotUnderWay {
  readonly clients: readonly Id[] | null
  readonly after: string | null
  readonly cursor: number
  readonly aside: boolean
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
  /** Checksum that the store kept of the bytes; whoever decodes them holds it against them. */
  readonly sum?: number
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
  /** Drops the pages that were kept aside. */
  readonly deleteAside?: boolean
  readonly putAside?: readonly StoredPage[]
  /** Puts the pages kept aside (those of this commit too) in place of all others. */
  readonly promoteAside?: boolean
  readonly putOutbox?: readonly OutboxEntry[]
  readonly deleteOutbox?: readonly Id[]
}

/** What the store found when it was opened. `meta` null: nothing was ever kept here. */
export interface LocalState {
  readonly meta: LocalMeta | null
  readonly outbox: readonly OutboxEntry[]
  /** The outbox holds fewer commands than were committed: the journal's are asked about anew. */
  readonly isOutboxShort?: boolean
  /** The browser lost the database and opened an empty one in its place: its words. Told until the first commit of `meta`. */
  readonly lost?: string
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
  /** Throws everything away and begins empty: for a store that can't be read any more, where the journal has the unsent work. */
  startOver(): Promise<void>
  close(): Promise<void>
}

/**
 * One line of the journal: a command before it reached the outbox, with the whole envelope, so that it can be sent from here
 * alone. `dropped`: a person put it away or its saving failed; it is never sent again.
 */
export interface JournalEntry {
  readonly envelope: CommandEnvelope
  readonly dropped: boolean
}

/** An entry as it was kept. `settled`: the server has it, it is kept for a server that is restored from a backup. */
export interface KeptJournalEntry extends JournalEntry {
  readonly settled: boolean
}

/** Names a journal entry. A command that was renumbered, or dropped, is another entry of the same command. */
export function journalKey(entry: JournalEntry): string {
  const { id, deviceId, sequence } = entry.envelope
  return `${id}:${deviceId.slice(-12)}:${sequence}${entry.dropped ? ':dropped' : ''}`
}

/** The second copy of unsynced work, outside IndexedDB. */
export interface Journal {
  /** Resolves after fsync. An entry that is there already (see `journalKey`) is not written again. */
  append(entries: readonly JournalEntry[]): Promise<void>
  /** Marks entries as known to the server; they may go after 30 days. */
  settle(keys: readonly string[]): Promise<void>
  /** All whole entries in the order of writing; a torn or damaged place is skipped and counted. */
  read(): Promise<{ readonly entries: readonly KeptJournalEntry[]; readonly damaged: number }>
}

/** Who the profile belongs to, and under which identity it sends. */
export interface Identity {
  readonly organisationId: Id
  readonly personId: Id
  readonly deviceId: Id
}

/**
 * The device's rows and outbox, as the engine sees them. Every method is one durable step: all of it or nothing, and
 * what windows see changes only after it is durable.
 */
export interface SyncReplica {
  meta(): LocalMeta
  /** Commands to be pushed, by sequence. */
  waiting(): readonly OutboxEntry[]
  /** Takes the outcomes of a push. An applied command's effects stay until its confirmed rows are here. */
  applyOutcomes(answer: PushAnswer): Promise<void>
  /** Takes feed items, cursor and scope in one step. */
  applyRows(answer: Extract<PullAnswer, { readonly type: 'rows' }>): Promise<void>
  /** Starts a fresh snapshot of everything; rows stay until it is here as a whole. */
  beginSnapshot(): Promise<void>
  /** Takes the pages of one snapshot answer, with the place where it goes on. */
  applySnapshot(answer: SnapshotAnswer): Promise<void>
  /** The server was restored: a fresh snapshot, and what it no longer knows waits to be sent again. */
  changeEpoch(epoch: Id, highWater: number): Promise<void>
  /** Takes a new device identity and renumbers what is unacknowledged; command ids stay. */
  changeDevice(deviceId: Id): Promise<void>
  /** Puts parked commands back to be sent again. */
  unpark(): Promise<void>
  /** Server clock minus device clock, as measured at an exchange; kept with the next durable step. */
  setClockOffset(offsetMs: number): void
}

/** How the server is reached. Methods throw `TransportError`. */
export interface Transport {
  push(request: PushRequest): Promise<PushAnswer>
  pull(request: PullRequest): Promise<PullAnswer>
  snapshot(request: SnapshotRequest): Promise<SnapshotAnswer>
  /**
   * Opens the live socket; `onHint` hears of versions, with the rows where they came along, `onClose` of its end. `place`: where the
   * device stands, null where rows would be of no use. Returns a function that closes it.
   */
  live(onHint: HearHint, onClose: () => void, place: () => LivePlace | null): () => void
}

/** Hears of a version. */
export type HearHint = (version: number, came?: CameAlong) => void

/** Up to where a device has everything, of which epoch. */
export interface LivePlace {
  readonly epoch: Id
  readonly cursor: number
}

/** What came along with a hint: everything in scope above version `from`. */
export interface CameAlong {
  readonly from: number
  readonly answer: Extract<PullAnswer, { readonly type: 'rows' }>
}

/** The three classes of trouble that sync knows, with what was seen. */
export type TransportProblem =
  | { readonly type: 'unreachable'; readonly detail: string }
  | { readonly type: 'garbage'; readonly detail: string }
  | { readonly type: 'busy'; readonly retryAfterMs: number | null }
  | { readonly type: 'server-error'; readonly status: number }
  | { readonly type: 'signed-out' }
  | { readonly type: 'revoked' }
  | { readonly type: 'device-revoked'; readonly rescue: RescueOffer }
  | { readonly type: 'too-old'; readonly serverProtocol: number | null }
  | { readonly type: 'bad-request'; readonly field: string | null; readonly detail: string }

/** Thrown by a transport. `unreachable`, `garbage`, `busy` and `server-error` are tried again; the others need a person; `device-revoked` wipes. */
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
