// What windows may ask of the store's shared worker, as schemas: the worker checks every message, windows get the types.
// Requests carry a number and get one answer; subscriptions send a first result and then differences until closed.

import { z } from 'zod'
import { roles } from '#core/kernel/permission.ts'
import { refusalTypes } from '#core/kernel/refusal.ts'
import { id, text } from '#core/kernel/schema.ts'
import { type BillingAnswers, billingRequests } from './contract-billing.ts'
import { type CopyAnswers, copyRequests } from './contract-copies.ts'
import { type FileAnswers, fileRequests, type FilesState, type HeldFile } from './contract-files.ts'
import type { HostCall } from './contract-host.ts'
import { stockQuestion, type StockState } from './contract-stock.ts'

export { shortestPassphrase } from './contract-copies.ts'
export type { CopyProgress, RestoreAnswer } from './contract-copies.ts'
export type { AddFileAnswer, FetchFileAnswer, FilesState, FileStanding, HeldFile } from './contract-files.ts'
export type { Host, HostCall, HostCalls, HostJournalEntry } from './contract-host.ts'
export type { StockState } from './contract-stock.ts'

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** One condition on a field. `has`: an array field contains the value. `in`: of an array field, any element. `text`: case-insensitive substring of a text field. Custom fields: `custom.<definition id>`. */
export const filter = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal(['is', 'isNot', 'has', 'text', 'above', 'below']), field: z.string(), value: scalar }),
  z.strictObject({ op: z.literal(['in', 'notIn']), field: z.string(), values: z.array(scalar).max(1000) }),
  z.strictObject({ op: z.literal(['empty', 'present']), field: z.string() })
])
/** One condition. */
export type Filter = z.infer<typeof filter>

/** Order by a field. Text sorts as people expect (collator), null always last. */
export const sortKey = z.strictObject({ field: z.string(), direction: z.literal(['ascending', 'descending']) })
/** One sort key. */
export type SortKey = z.infer<typeof sortKey>

/**
 * A live query over one entity. All `where` conditions must hold. `words`: full-text search (ranked when `sort` is empty).
 * Cold entities need `parentId`. `groupBy` counts rows per value and orders rows by that value first.
 */
export const querySpec = z.strictObject({
  entity: z.string(),
  where: z.array(filter).max(50).default([]),
  words: z.string().max(400).optional(),
  sort: z.array(sortKey).max(4).default([]),
  groupBy: z.string().optional(),
  parentId: id.optional(),
  offset: z.int().nonnegative().default(0),
  limit: z.int().min(0).max(2000).default(200)
})
/** A live query, as asked. */
export type QuerySpec = z.input<typeof querySpec>
/** A live query with its defaults filled in. */
export type Query = z.output<typeof querySpec>

/** A document of any entity; windows cast it to the entity's row type. */
export type AnyDoc = { readonly id: string; readonly clientId: string | null; readonly [field: string]: unknown }

/**
 * Result of a live query: `ids` are the rows of the window [offset, offset + limit) in order; `rows` only those documents that
 * this subscription doesn't hold yet or that changed; `pending` the ids of the window with changes that the server hasn't confirmed.
 */
export interface QueryResult {
  readonly total: number
  readonly offset: number
  readonly ids: readonly string[]
  readonly rows: readonly AnyDoc[]
  readonly pending: readonly string[]
  readonly groups: readonly { readonly value: string | number | boolean | null; readonly count: number }[]
}

/** Counts per value of a field under conditions; for array fields each element counts. */
export const countSpec = z.strictObject({ entity: z.string(), where: z.array(filter).max(50).default([]), by: z.string() })
/** A live count, as asked. */
export type CountSpec = z.input<typeof countSpec>
/** Result of a live count. */
export interface CountResult {
  readonly total: number
  readonly counts: readonly { readonly value: string | number | boolean | null; readonly count: number }[]
}

/** A full-text hit over several entities, best first. */
export interface SearchHit {
  readonly entity: string
  readonly id: string
  readonly score: number
  readonly row: AnyDoc
}

/** What became of `run`: saved locally with its ids, or refused with the reason (nothing is lost: the caller keeps the input). */
export type RunResult =
  | { readonly ok: true; readonly commandId: string; readonly canUndo: boolean; readonly unchanged: boolean }
  | {
      readonly ok: false
      readonly refusal: {
        readonly type: (typeof refusalTypes)[number]
        readonly field?: string
        readonly expected?: string
        readonly values?: Record<string, unknown>
      }
    }

/** A command of this device that the server hasn't confirmed, or refused. */
export interface OutboxItem {
  readonly commandId: string
  readonly name: string
  readonly input: unknown
  readonly at: number
  readonly state: 'waiting' | 'refused' | 'parked'
  readonly refusal: {
    readonly type: (typeof refusalTypes)[number]
    readonly field?: string
    readonly expected?: string
    readonly values?: Record<string, unknown>
  } | null
  /** The refused command from which this refusal follows; null when it stands alone. */
  readonly causeId: string | null
  /** Row that the command is about, for a link; null when none. */
  readonly subject: { readonly entity: string; readonly id: string } | null
}

/** Always-visible state of sync. `problem` says what was seen when something is wrong. */
export interface SyncStatus {
  readonly state: 'starting' | 'signed-out' | 'offline' | 'syncing' | 'up-to-date' | 'needs-you'
  /** Nobody is reached, also while something needs the person. */
  readonly offline: boolean
  readonly waiting: number
  readonly refused: number
  readonly parked: number
  readonly conflicts: number
  readonly lastExchangeAt: number | null
  readonly problem: string | null
  readonly progress: {
    readonly phase: 'loading' | 'first-sync' | 'pull' | 'push' | 'index'
    readonly done: number
    readonly total: number | null
  } | null
  readonly journal: 'main' | 'browser' | 'none'
  readonly recovered: number
  /** What of the database was found lost or damaged since the start; its rows come again from the server. */
  readonly damage: 'store' | 'rows' | null
  /** Places of the journal that could not be read. */
  readonly journalDamage: number
  /** The profile was deleted because its device was locked out, and whether what was unsent is with the administrators; null: it was not. */
  readonly wiped: { readonly isDelivered: boolean } | null
}

/** Who is signed in on this profile; null when nobody. */
export interface SessionInfo {
  readonly organisationId: string
  readonly organisationName: string
  readonly personId: string
  readonly personName: string
  readonly role: (typeof roles)[number]
  readonly clientIds: readonly string[] | null
  readonly deviceId: string
}

/** Request schemas by method. What each answers stands in `Answers`. */
export const requests = {
  /**
   * Must be a window's first request: which server this profile belongs to, and where its journal is. `main`, `browser`: a host window
   * will carry it (to the main process, to the browser's private files), and commands wait for it; `none`: this browser keeps no such files.
   */
  open: z.strictObject({ serverUrl: z.url(), profile: z.string().min(1).max(120), journal: z.literal(['main', 'browser', 'none']) }),
  signIn: z.strictObject({ email: z.string(), password: z.string(), deviceName: z.string() }),
  signOut: z.strictObject({}),
  /** Gives a person a password (administrators). Needs the server now: nothing of it is kept here. */
  givePassword: z.strictObject({ personId: id, password: z.string().min(10, 'expected at least 10 characters').max(1024) }),
  /** What a locked-out device handed in before it was wiped (administrators). Needs the server now. */
  rescued: z.strictObject({ deviceId: id }),
  run: z.strictObject({ name: z.string(), input: z.unknown() }),
  /** Runs many commands one after another (bulk action); each has its own result. */
  runMany: z.strictObject({ calls: z.array(z.strictObject({ name: z.string(), input: z.unknown() })).max(5000) }),
  /** Takes back commands of this device by running their inverses, last first. */
  undo: z.strictObject({ commandIds: z.array(id).max(5000) }),
  /** Tries a refused or parked command again as a new command with the same input; the old one is dismissed. */
  retry: z.strictObject({ commandId: id, input: z.unknown().optional() }),
  /** Puts a refused or parked command away; what it had done here is dropped. */
  dismiss: z.strictObject({ commandId: id }),
  search: z.strictObject({ words: z.string().max(400), entities: z.array(z.string()).max(20), limit: z.int().min(1).max(100) }),
  draft: z.strictObject({ key: text(200) }),
  putDraft: z.strictObject({ key: text(200), value: z.unknown() }),
  deleteDraft: z.strictObject({ key: text(200) }),
  /** Syncs now instead of waiting for the next turn. */
  syncNow: z.strictObject({}),
  /** Everything is fetched from the server anew; what waits to be sent stays, and rows stay until all are here. */
  startOver: z.strictObject({}),
  /** Canonical hash per entity over confirmed rows, for verification against the server. */
  hashes: z.strictObject({}),
  /** Resolves when everything said as saved is durable and the engine stands still; for quitting. */
  drain: z.strictObject({}),
  /** A sign of life: answered before any profile is open. */
  hello: z.strictObject({}),
  /** Offers this window's journal and secrets to the worker (desktop: the engine window). */
  provideHost: z.strictObject({ journal: z.boolean(), secrets: z.boolean() }),
  ...fileRequests,
  ...copyRequests,
  ...billingRequests
} as const

/** Answer types by method. */
export interface Answers extends FileAnswers, CopyAnswers, BillingAnswers {
  open: { readonly session: SessionInfo | null }
  signIn: { readonly ok: true; readonly session: SessionInfo } | { readonly ok: false; readonly problem: string; readonly field?: string }
  signOut: null
  givePassword: { readonly ok: true } | { readonly ok: false; readonly problem: string; readonly field?: string }
  rescued: { readonly ok: true; readonly boxes: readonly string[] } | { readonly ok: false; readonly problem: string }
  run: RunResult
  runMany: readonly RunResult[]
  undo: readonly RunResult[]
  retry: RunResult
  dismiss: null
  search: readonly SearchHit[]
  draft: { readonly value: unknown; readonly updatedAt: number } | null
  putDraft: null
  deleteDraft: null
  syncNow: null
  startOver: null
  hashes: Readonly<Record<string, { readonly rows: number; readonly hash: string }>>
  drain: null
  hello: null
  provideHost: null
}

/** Subscription schemas by topic. What each sends stands in `Topics`. */
export const subscriptions = {
  query: querySpec,
  count: countSpec,
  status: z.strictObject({}),
  outbox: z.strictObject({}),
  session: z.strictObject({}),
  files: z.strictObject({ ticketId: id }),
  heldFiles: z.strictObject({}),
  stock: stockQuestion
} as const

/** What a subscription sends. */
export interface Topics {
  query: QueryResult
  count: CountResult
  status: SyncStatus
  outbox: readonly OutboxItem[]
  session: SessionInfo | null
  files: FilesState
  heldFiles: readonly HeldFile[]
  stock: StockState
}

/** Window → worker. */
export const windowMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('request'), id: z.int(), method: z.string(), params: z.unknown() }),
  z.strictObject({ type: z.literal('subscribe'), id: z.int(), topic: z.string(), params: z.unknown() }),
  /** Moves the window of a live query. */
  z.strictObject({ type: z.literal('move'), id: z.int(), offset: z.int().nonnegative(), limit: z.int().min(0).max(2000) }),
  z.strictObject({ type: z.literal('unsubscribe'), id: z.int() }),
  z.strictObject({ type: z.literal('host-answer'), id: z.int(), ok: z.boolean(), value: z.unknown() }),
  z.strictObject({ type: z.literal('bye') })
])
/** Window → worker. */
export type WindowMessage = z.infer<typeof windowMessage>

/** Worker → window. */
export type WorkerMessage =
  | { readonly type: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | {
      readonly type: 'answer'
      readonly id: number
      readonly ok: false
      readonly error: { readonly type: string; readonly field?: string; readonly expected?: string }
    }
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'host-call'; readonly id: number; readonly call: HostCall; readonly params: unknown }
  /** A newer build took over: the window reloads itself. */
  | { readonly type: 'reload' }
