// One profile of the worker: its lock, its database, who is signed in, its rows and its engine, opened and closed in order.
// Invariants: nothing is read or written without the lock; commands wait for the journal where one is expected.

import type { Answers, SessionInfo, SyncStatus } from '#store/contract.ts'
import type { FirstViews } from './first-views.ts'
import { HostMissing } from './host-link.ts'
import type { OpenRows } from './open-rows.ts'
import { closeRows, openAs, startEngine } from './profile-rows.ts'
import { givePassword, rescued, signIn, signOut } from './profile-sign-in.ts'
import { resumeWipe, wipeProfile } from './profile-wipe.ts'
import { noteProblem, type ProfileDeps, type ProfileState, tellStatus } from './profile-state.ts'
import { createSignal, type Signal } from './signal.ts'
import { type LocalProblem, statusOf } from './status.ts'
import { noLink } from './sync-link.ts'

/** An opened profile. */
export interface Profile {
  readonly session: Signal<SessionInfo | null>
  readonly status: Signal<SyncStatus>
  /** Rises with every change of the outbox. */
  readonly outboxTurn: Signal<number>
  rows(): OpenRows | null
  /** Resolves when windows can begin: rows are here, or what was shown last, or nobody is signed in. */
  greet(): Promise<void>
  /** What was shown last; null once rows are here. */
  firstViews(): FirstViews | null
  /** A window was told rows that were shown last. */
  shownFirst(): void
  /** Calls back whenever rows are opened (at once when they are); what it returns is called when they close. */
  whenOpen(attach: (rows: OpenRows) => () => void): () => void
  /** Opens what was kept; resolves when its rows are here, or nobody is signed in. Asked again, it is the same opening. */
  start(): Promise<void>
  signIn(email: string, password: string, deviceName: string): Promise<Answers['signIn']>
  signOut(): Promise<void>
  givePassword(personId: string, password: string): Promise<Answers['givePassword']>
  rescued(deviceId: string): Promise<Answers['rescued']>
  syncNow(): Promise<void>
  /** Tells the engine that something waits, and the windows what changed. */
  acted(): void
  noteProblem(problem: LocalProblem | null): void
  /** Does something while the engine stands still, and lets it go on. */
  whileStill<T>(work: () => Promise<T>): Promise<T>
  /** Everything durable, engine still. */
  drain(): Promise<void>
  close(): Promise<void>
}

/** Makes a profile that is not started yet. */
export function createProfile(deps: ProfileDeps): Profile {
  const facts: ProfileState['facts'] = {
    phase: 'starting',
    rows: null,
    link: noLink,
    indexing: null,
    loading: null,
    journal: deps.journalPlace ?? 'none',
    localProblem: null,
    wiped: null
  }
  const status = createSignal(statusOf(facts))
  const state: ProfileState = {
    deps,
    facts,
    session: createSignal<SessionInfo | null>(null),
    status,
    outboxTurn: createSignal(0),
    attachments: new Map(),
    rows: null,
    engine: null,
    firstViews: null,
    firstShown: createSignal(false),
    keepViews: async () => undefined,
    starting: null,
    opening: null,
    wiping: null,
    stopWipe: () => undefined,
    onRevoked: (rescue) => void wipeProfile(state, rescue).catch((error: unknown) => console.error('the wipe did not finish:', error))
  }
  return {
    session: state.session,
    status,
    outboxTurn: state.outboxTurn,
    rows: () => (state.wiping ? null : state.rows),
    firstViews: () => (state.rows ? null : state.firstViews),
    shownFirst: () => state.firstShown.set(true),
    greet: () => greet(state),
    whenOpen: (attach) => attachTo(state, attach),
    start: () => started(state),
    signIn: (email, password, deviceName) => signIn(state, email, password, deviceName),
    signOut: () => signOut(state),
    givePassword: (personId, password) => givePassword(state, personId, password),
    rescued: (deviceId) => rescued(state, deviceId),
    syncNow: async () => state.engine?.syncNow(),
    acted: () => {
      state.rows?.hub.flush()
      state.engine?.wake()
    },
    noteProblem: (problem) => noteProblem(state, problem),
    whileStill: (work) => whileStill(state, work),
    drain: async () => {
      await state.engine?.stop()
      await state.keepViews()
      await state.rows?.replica.drain()
      await state.deps.canary?.flush()
    },
    close: () => close(state)
  }
}

function close(state: ProfileState): Promise<void> {
  state.stopWipe()
  return closeRows(state)
}

async function whileStill<T>(state: ProfileState, work: () => Promise<T>): Promise<T> {
  await state.engine?.stop()
  try {
    return await work()
  } finally {
    // One that was stopped doesn't start again.
    if (state.rows) startEngine(state, state.rows)
    state.rows?.hub.flush()
  }
}

function attachTo(state: ProfileState, attach: (rows: OpenRows) => () => void): () => void {
  state.attachments.set(attach, state.rows ? attach(state.rows) : null)
  return () => {
    state.attachments.get(attach)?.()
    state.attachments.delete(attach)
  }
}

function started(state: ProfileState): Promise<void> {
  state.starting ??= start(state)
  return state.starting
}

/** Whichever is there first: the rows, or what was shown last. */
function greet(state: ProfileState): Promise<void> {
  const greeted =
    state.session.get() !== null
      ? Promise.resolve()
      : new Promise<void>((resolve) => state.session.follow((session) => session && resolve()))
  return Promise.race([started(state), greeted])
}

/** Without its host the profile waits: opening it without the journal could lose what only the journal knows. */
async function start(state: ProfileState): Promise<void> {
  for (;;) {
    try {
      await startOnce(state)
      return noteProblem(state, null)
    } catch (error) {
      const isWaitedOut = error instanceof HostMissing || error instanceof NoRoom
      noteProblem(state, error instanceof NoRoom ? 'storage-full' : isWaitedOut ? 'journal-missing' : 'unreadable')
      if (!isWaitedOut) throw error
      if (error instanceof NoRoom) await new Promise<void>((resolve) => state.deps.clock.after(roomAgainMs, resolve))
    }
  }
}

/** The disk is full: the database is not even opened. */
class NoRoom extends Error {}

/** How long after a look for room the next one is taken. */
const roomAgainMs = 5_000

async function startOnce(state: ProfileState): Promise<void> {
  if ((await state.deps.hasRoom?.()) === false) throw new NoRoom('there is no room to open the database')
  if (await resumeWipe(state)) return
  const session = await state.deps.keeper.load()
  if (session) return openAs(state)
  state.facts.phase = 'signed-out'
  tellStatus(state)
}
