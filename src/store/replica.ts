// The rows of one profile: confirmed pages, the overlay of pending commands, the outbox and the journal behind it.
// Invariants: "saved" means journalled and in the outbox; what windows see changes only after it is durable; a pending
// command's effects stay visible until its confirmed rows are here.

import type { Actor, CommandCall } from '#core/kernel/command.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { Role } from '#core/kernel/permission.ts'
import type { Refusal } from '#core/kernel/refusal.ts'
import type { Clock, Draft, Identity, Journal, LocalStore, OutboxEntry, SyncReplica } from '#sync/ports.ts'
import type { BackupContents, CopySource } from './replica/copies.ts'

/** What `run` answers: saved durably, or refused with the reason (nothing was kept). `unchanged`: everything stood here already. */
export type RunOutcome =
  | { readonly ok: true; readonly commandId: Id; readonly canUndo: boolean; readonly unchanged: boolean }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * What changed in one step. `hot`: ids by entity. `cold`: ids of parents whose children changed, by entity of the children.
 * `reset`: everything may have changed (start, fresh snapshot). `outbox`: the list of pending commands or their state changed.
 */
export interface ReplicaChange {
  readonly hot: ReadonlyMap<string, ReadonlySet<Id>>
  readonly cold: ReadonlyMap<string, ReadonlySet<Id>>
  readonly reset: boolean
  readonly outbox: boolean
}

/** A row as the server confirmed it. */
export interface ConfirmedRow {
  readonly version: number
  readonly doc: Doc
}

/** The rows of one profile with what is pending on them. */
export interface Replica extends SyncReplica {
  /** Hot row with pending effects; null when it isn't there. Cold rows: use `children`. */
  get(entity: string, id: Id): Doc | null
  /** All hot rows of an entity with pending effects, in no order. */
  rows(entity: string): Iterable<Doc>
  /** Number of confirmed hot rows of an entity. */
  size(entity: string): number
  /** Cold rows under a parent with pending effects, ordered by id. */
  children(entity: string, parentId: Id): Promise<readonly Doc[]>
  /** Rows of an entity (hot or cold) that hold unconfirmed effects. */
  pendingIds(entity: string): ReadonlySet<Id>
  /** Confirmed rows of an entity (hot or cold) page by page, for hashes; order is by partition, not by id. */
  confirmed(entity: string): AsyncIterable<readonly ConfirmedRow[]>
  /** Hears of every step after it is durable and visible. Returns the way to stop. */
  onChange(listener: (change: ReplicaChange) => void): () => void
  /** Who acts here: the person's row where it is known, else the role that the session told. */
  actor(): Actor
  run(name: string, input: unknown): Promise<RunOutcome>
  /** One after another, made durable together; each has its own outcome. */
  runMany(calls: readonly CommandCall[]): Promise<readonly RunOutcome[]>
  /** Runs the inverses of commands of this device, last first. */
  undo(commandIds: readonly Id[]): Promise<readonly RunOutcome[]>
  /** Runs a refused or parked command as a new one and puts the old one away. */
  retry(commandId: Id, input?: unknown): Promise<RunOutcome>
  /** Puts a refused or parked command away. */
  dismiss(commandId: Id): Promise<void>
  /** All pending, refused and parked commands, by sequence. */
  outbox(): readonly OutboxEntry[]
  draft(key: string): Promise<Draft | null>
  putDraft(key: string, value: unknown): Promise<void>
  deleteDraft(key: string): Promise<void>
  /** Commands that were brought back from the journal, or into it, when the store was opened. */
  readonly recovered: number
  /** Damaged places that the journal skipped. */
  readonly journalDamage: number
  /** True when the store had lost rows without a word: a fresh snapshot was begun. */
  readonly lostRows: boolean
  /** What was found damaged when the store was opened, or since. Null: nothing. */
  damage(): StoreDamage | null
  /** The profile as it stands, to be copied. */
  copySource(): CopySource
  /** All rows of an entity as this device sees them, part by part; `rowParts`: in how many. With a client only pages of that client are read. */
  everyRow(entity: string, clientId?: Id | null): AsyncIterable<readonly Doc[]>
  rowParts(entity: string): number
  /** Takes a copy back; says how much of it was not here. */
  takeBackup(backup: BackupContents): Promise<{ readonly commands: number; readonly drafts: number; readonly pages: number }>
  /** Resolves when all steps that were asked for are durable. */
  drain(): Promise<void>
  close(): Promise<void>
}

/** `store`: the database was gone or unreadable as a whole. `rows`: a part of it was missing, older or damaged. Rows come again from the server. */
export type StoreDamage = 'store' | 'rows'

/** What a replica is opened on. */
export interface ReplicaOptions {
  readonly store: LocalStore
  /** Null: there is none here (browser); then the outbox alone keeps unsynced work. */
  readonly journal: Journal | null
  readonly clock: Pick<Clock, 'now' | 'randomBytes'>
  /** A small text outside of the database, by which lost rows are noticed when it is opened. */
  readonly canary?: { read(): Promise<string | null>; write(text: string): Promise<void> } | null
  /** Who is signed in, under which device registration: what is unacknowledged under another one is renumbered. */
  readonly identity: Identity
  /** The role that the session told, used until the person's own row is here. */
  readonly role: Role
  /** Hears how many rows were read while opening. */
  readonly onProgress?: (rows: number) => void
}

export { openReplica } from './replica/open-replica.ts'
export { knownDevice } from './replica/recover.ts'
