// One profile of the worker: its lock, its database, who is signed in, its rows and its engine, opened and closed in order.
// Invariants: nothing is read or written without the lock; commands wait for the journal where one is expected.

import type { EntityDefinition } from '#core/kernel/entity.ts'
import type { Answers, SessionInfo, SyncStatus } from '#store/contract.ts'
import { openReplica, type Replica } from '#store/replica.ts'
import { type SessionApi, SignInRefused } from '#sync/http-session.ts'
import { type Clock, type Identity, type Journal, type LocalMeta, type LocalStore, TransportError } from '#sync/ports.ts'
import { HostMissing } from './host-link.ts'
import { openRows, type OpenRows } from './open-rows.ts'
import { type SessionKeeper, sessionInfo } from './session-keeper.ts'
import { createSignal, type Signal } from './signal.ts'
import { type LocalProblem, type StatusFacts, statusOf } from './status.ts'
import { noLink, type SyncLink } from './sync-link.ts'
import { WindowError } from './window-error.ts'

/** What a profile is made of. */
export interface ProfileDeps {
  readonly clock: Clock
  readonly entities: readonly EntityDefinition[]
  /** Makes the adapter of the profile's database, not yet opened. */
  readonly makeStore: () => LocalStore
  readonly journal: Journal | null
  readonly keeper: SessionKeeper
  readonly api: Pick<SessionApi, 'signIn' | 'signOut'>
  /** Makes the engine over an open replica; `onState` is called when its state changed. */
  readonly link: (replica: Replica, onState: () => void) => SyncLink
}

/** An opened profile. */
export interface Profile {
  readonly session: Signal<SessionInfo | null>
  readonly status: Signal<SyncStatus>
  /** Rises with every change of the outbox. */
  readonly outboxTurn: Signal<number>
  rows(): OpenRows | null
  /** Calls back whenever rows are opened (at once when they are); what it returns is called when they close. */
  whenOpen(attach: (rows: OpenRows) => () => void): () => void
  /** Opens what was kept; resolves when its rows are here, or nobody is signed in. Asked again, it is the same opening. */
  start(): Promise<void>
  signIn(email: string, password: string, deviceName: string): Promise<Answers['signIn']>
  signOut(): Promise<void>
  syncNow(): Promise<void>
  /** Tells the engine that something waits, and the windows what changed. */
  acted(): void
  noteProblem(problem: LocalProblem | null): void
  /** Everything durable, engine still. */
  drain(): Promise<void>
  close(): Promise<void>
}

interface State {
  readonly deps: ProfileDeps
  readonly facts: { -readonly [K in keyof StatusFacts]: StatusFacts[K] }
  readonly session: Signal<SessionInfo | null>
  readonly status: Signal<SyncStatus>
  readonly outboxTurn: Signal<number>
  readonly attachments: Map<(rows: OpenRows) => () => void, (() => void) | null>
  rows: OpenRows | null
  engine: SyncLink | null
  starting: Promise<void> | null
  opening: Promise<void> | null
}

/** Makes a profile that is not started yet. */
export function createProfile(deps: ProfileDeps): Profile {
  const facts: State['facts'] = {
    phase: 'starting',
    rows: null,
    link: noLink,
    indexing: null,
    loading: null,
    journal: deps.journal ? 'main' : 'none',
    localProblem: null
  }
  const status = createSignal(statusOf(facts))
  const state: State = {
    deps,
    facts,
    session: createSignal<SessionInfo | null>(null),
    status,
    outboxTurn: createSignal(0),
    attachments: new Map(),
    rows: null,
    engine: null,
    starting: null,
    opening: null
  }
  return {
    session: state.session,
    status,
    outboxTurn: state.outboxTurn,
    rows: () => state.rows,
    whenOpen: (attach) => attachTo(state, attach),
    start: () => (state.starting ??= start(state)),
    signIn: (email, password, deviceName) => signIn(state, email, password, deviceName),
    signOut: () => signOut(state),
    syncNow: async () => state.engine?.syncNow(),
    acted: () => {
      state.rows?.hub.flush()
      state.engine?.wake()
    },
    noteProblem: (problem) => noteProblem(state, problem),
    drain: async () => {
      await state.engine?.stop()
      await state.rows?.replica.drain()
    },
    close: () => closeRows(state)
  }
}

function tellStatus(state: State): void {
  const { facts } = state
  facts.rows = state.rows?.replica ?? null
  facts.link = state.engine?.state() ?? noLink
  const index = state.rows?.search.progress()
  facts.indexing = index && index.done < index.total ? index : null
  state.status.set(statusOf(facts))
}

function attachTo(state: State, attach: (rows: OpenRows) => () => void): () => void {
  state.attachments.set(attach, state.rows ? attach(state.rows) : null)
  return () => {
    state.attachments.get(attach)?.()
    state.attachments.delete(attach)
  }
}

/** Without its host the profile waits: opening it without the journal could lose what only the journal knows. */
async function start(state: State): Promise<void> {
  for (;;) {
    try {
      await startOnce(state)
      return noteProblem(state, null)
    } catch (error) {
      const isMissing = error instanceof HostMissing
      noteProblem(state, isMissing ? 'journal-missing' : 'unreadable')
      if (!isMissing) throw error
    }
  }
}

async function startOnce(state: State): Promise<void> {
  const session = await state.deps.keeper.load()
  if (session) return openAs(state)
  state.facts.phase = 'signed-out'
  tellStatus(state)
}

function noteProblem(state: State, problem: LocalProblem | null): void {
  state.facts.localProblem = problem
  tellStatus(state)
}

/** Rows between two words about progress. */
const progressStep = 5_000

/** Opens rows and engine for the session that the keeper holds. */
async function openAs(state: State): Promise<void> {
  state.opening ??= openNow(state).finally(() => (state.opening = null))
  await state.opening
}

async function openNow(state: State): Promise<void> {
  const { deps, facts } = state
  const session = deps.keeper.current()
  if (!session || state.rows) return
  const identity: Identity = { organisationId: session.organisationId, personId: session.personId, deviceId: session.deviceId }
  facts.phase = 'starting'
  facts.loading = 0
  tellStatus(state)
  const onProgress = (rows: number): void => {
    const told = facts.loading ?? 0
    facts.loading = rows
    if (rows - told >= progressStep) tellStatus(state)
    else facts.loading = told
  }
  const { journal, clock } = deps
  const store = deps.makeStore()
  const replica = await openReplica({ store, journal, clock, identity, role: session.role, onProgress })
  facts.loading = null
  facts.phase = 'open'
  const later = (delayMs: number, run: () => void): void => void clock.after(delayMs, run)
  const rows = openRows({ replica, entities: deps.entities, now: () => clock.now(), later, onIndexed: () => tellStatus(state) })
  state.rows = rows
  state.engine = deps.link(replica, () => tellStatus(state))
  followReplica(state, replica)
  state.session.set(sessionInfo(session, replica.actor()))
  for (const attach of state.attachments.keys()) state.attachments.set(attach, attach(rows))
  tellStatus(state)
  state.engine.start()
}

/** A burst of small steps (10,000 waiting commands going out) must not become a burst of statuses. */
const statusTurnMs = 50

function followReplica(state: State, replica: Replica): void {
  let waiting = false
  replica.onChange((change) => {
    if (change.reset || change.hot.has('person')) tellSession(state, replica)
    if (change.outbox) state.outboxTurn.set(state.outboxTurn.get() + 1)
    if (waiting || !(change.outbox || change.reset || change.hot.has('conflict'))) return
    waiting = true
    state.deps.clock.after(statusTurnMs, () => {
      waiting = false
      tellStatus(state)
    })
  })
}

function tellSession(state: State, replica: Replica): void {
  const session = state.deps.keeper.current()
  if (session) state.session.set(sessionInfo(session, replica.actor()))
}

async function signIn(state: State, email: string, password: string, deviceName: string): Promise<Answers['signIn']> {
  const { deps } = state
  try {
    const kept = await knownIdentity(state)
    const session = await deps.api.signIn({
      email,
      password,
      deviceName,
      deviceId: deps.keeper.isDisowned() ? null : (kept?.deviceId ?? null)
    })
    if (kept && kept.personId !== session.personId) {
      await deps.api.signOut(session.accessToken)
      return { ok: false, problem: 'other-person', field: 'email' }
    }
    await deps.keeper.keep(session)
    await openAs(state)
    await state.rows?.replica.changeDevice(session.deviceId)
    const info = state.rows ? sessionInfo(session, state.rows.replica.actor()) : null
    if (!info) throw new WindowError({ type: 'closed' })
    state.session.set(info)
    state.engine?.wake()
    tellStatus(state)
    return { ok: true, session: info }
  } catch (error) {
    if (error instanceof TransportError) return { ok: false, problem: error.problem.type }
    if (!(error instanceof SignInRefused)) throw error
    return { ok: false, problem: error.problem, ...(error.field === undefined ? {} : { field: error.field }) }
  }
}

/** Whose rows are here already: kept in the database, or, when that was lost, in the journal. */
async function knownIdentity({ deps, rows }: State): Promise<{ personId: string; deviceId: string } | null> {
  const meta = rows ? rows.replica.meta() : await keptMeta(deps.makeStore())
  if (meta) return meta
  const { entries } = (await deps.journal?.read()) ?? { entries: [] }
  const last = entries.at(-1)?.envelope
  return last ? { personId: last.actorId, deviceId: last.deviceId } : null
}

async function keptMeta(store: LocalStore): Promise<LocalMeta | null> {
  const { meta } = await store.open()
  await store.close()
  return meta
}

async function signOut(state: State): Promise<void> {
  const { keeper, api } = state.deps
  const token = keeper.current()?.accessToken
  await closeRows(state)
  await keeper.forget()
  state.session.set(null)
  state.facts.phase = 'signed-out'
  tellStatus(state)
  // The server may be out of reach; the tokens are gone from here either way and expire there.
  if (token !== undefined) await api.signOut(token).catch(() => undefined)
}

async function closeRows(state: State): Promise<void> {
  await state.opening
  const { rows, engine } = state
  if (!rows) return
  await engine?.stop()
  await rows.replica.drain()
  for (const [attach, detach] of state.attachments) {
    detach?.()
    state.attachments.set(attach, null)
  }
  rows.close()
  state.rows = null
  state.engine = null
  await rows.replica.close()
}
