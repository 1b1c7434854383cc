// What the parts of a profile share: what it is made of, what is open, and the status that windows follow.

import type { EntityDefinition } from '#core/kernel/entity.ts'
import type { SessionInfo, SyncStatus } from '#store/contract.ts'
import type { Replica } from '#store/replica.ts'
import type { Files } from '#store/attachments/files.ts'
import type { SessionApi } from '#sync/http-session.ts'
import type { Clock, Journal, LocalStore } from '#sync/ports.ts'
import type { WipeParts } from '#store/wipe/wipe.ts'
import type { RescueOffer } from '#sync/protocol/session.ts'
import type { FirstViews } from './first-views.ts'
import type { HostCanary } from './host-canary.ts'
import type { OpenRows } from './open-rows.ts'
import type { SessionKeeper } from './session-keeper.ts'
import type { Signal } from './signal.ts'
import { type LocalProblem, type StatusFacts, statusOf } from './status.ts'
import { noLink, type SyncLink } from './sync-link.ts'

/** What a profile is made of. */
export interface ProfileDeps {
  readonly clock: Clock
  readonly entities: readonly EntityDefinition[]
  /** Makes the adapter of the profile's database, not yet opened. */
  readonly makeStore: () => LocalStore
  readonly journal: Journal | null
  /** Where the journal lies, for the status. */
  readonly journalPlace?: SyncStatus['journal']
  /** Where the store's own word about itself is kept; left out: nowhere. */
  readonly canary?: HostCanary | null
  /** Whether there is room enough to open the database: a browser engine may wipe it on a full disk. */
  readonly hasRoom?: () => Promise<boolean>
  readonly keeper: SessionKeeper
  readonly api: Pick<SessionApi, 'signIn' | 'signOut' | 'givePassword' | 'rescued'>
  /** How this profile is deleted when the server locks its device out; left out: it can't be. */
  readonly wipe?: WipeParts
  /** Opens the files over an open replica; null where a profile keeps none. */
  readonly openFiles: ((replica: Replica) => Promise<Files>) | null
  /** Makes the engine over an open replica; `onState` is called when its state changed, `onRevoked` when the server locked the device out. */
  readonly link: (replica: Replica, onState: () => void, onRevoked: (rescue: RescueOffer) => void) => SyncLink
}

/** What the parts of a profile share. */
export interface ProfileState {
  readonly deps: ProfileDeps
  readonly facts: { -readonly [K in keyof StatusFacts]: StatusFacts[K] }
  readonly session: Signal<SessionInfo | null>
  readonly status: Signal<SyncStatus>
  readonly outboxTurn: Signal<number>
  readonly attachments: Map<(rows: OpenRows) => () => void, (() => void) | null>
  rows: OpenRows | null
  engine: SyncLink | null
  firstViews: FirstViews | null
  /** True once a window was told rows that it showed last. */
  readonly firstShown: Signal<boolean>
  /** Keeps what windows show now. */
  keepViews: () => Promise<void>
  starting: Promise<void> | null
  opening: Promise<void> | null
  /** The profile is being deleted: no window gets at its rows any more. */
  wiping: Promise<void> | null
  /** Calls off what of a wipe is to be done later: another worker has the profile now. */
  stopWipe: () => void
  readonly onRevoked: (rescue: RescueOffer) => void
}

/** Derives the status anew. */
export function tellStatus(state: ProfileState): void {
  const { facts } = state
  facts.rows = state.rows?.replica ?? null
  facts.link = state.engine?.state() ?? noLink
  const index = state.rows?.search.progress()
  facts.indexing = index && index.done < index.total ? index : null
  state.status.set(statusOf(facts))
}

/** Notes trouble on this device itself, or that it is over. */
export function noteProblem(state: ProfileState, problem: LocalProblem | null): void {
  state.facts.localProblem = problem
  tellStatus(state)
}
