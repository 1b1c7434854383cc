// What the worker does for its windows: opens the one profile it serves and answers requests and subscriptions over it.

import type { z } from 'zod'
import { entities } from '#core/registry.ts'
import type { Answers, requests, RunResult } from '#store/contract.ts'
import type { DraftedClient } from '#store/contract-billing.ts'
import type { Replica, RunOutcome } from '#store/replica.ts'
import type { Files } from '#store/attachments/files.ts'
import { type BillingRuns, createBillingRuns } from './billing-runs.ts'
import { burnDownOfClient, chargesOfClient, chargesOfTicket, marginsOfClient } from './client-billing.ts'
import { type Copies, createCopies, restoreCopy } from './copies.ts'
import { hashRows } from './hashes.ts'
import { HostMissing, type HostLink, type HostProvider } from './host-link.ts'
import type { OpenRows } from './open-rows.ts'
import type { Profile } from './profile.ts'
import { subscribeTo } from './topics.ts'
import { isStorageFull, WindowError } from './window-error.ts'
import type { WindowService } from './window-port.ts'

/** Name of a request. */
type Method = keyof typeof requests
/** Checked parameters of a request. */
export type Input<M extends Method> = z.output<(typeof requests)[M]>

/** What the service is made of. */
export interface ServiceDeps {
  readonly host: HostLink
  /** Takes the profile's lock and makes it; called once. */
  readonly openProfile: (params: Input<'open'>) => Promise<Profile>
  readonly later: (delayMs: number, run: () => void) => void
}

/** The service of one worker. */
export interface StoreService extends WindowService {
  /** The profile, once a window has opened it. */
  profile(): Promise<Profile | null>
}

interface State {
  readonly deps: ServiceDeps
  readonly offered: Map<HostProvider, HostProvider>
  /** Resolves with the profile that the first window opens. */
  readonly opened: Promise<Profile>
  readonly takeProfile: (profile: Promise<Profile>) => void
  params: Input<'open'> | null
  readonly copies: Copies
  readonly runs: BillingRuns
  /** The last step over drafts. */
  drafts: Promise<unknown>
  /** A draft could not be kept, which was said. */
  isDraftLost: boolean
}

type Handlers = { readonly [M in Method]: (state: State, params: Input<M>, window: HostProvider) => Promise<Answers[M]> }

/** Makes the service; it serves nobody until a window opens a profile. */
export function createStoreService(deps: ServiceDeps): StoreService {
  let takeProfile: State['takeProfile'] = () => undefined
  const opened = new Promise<Profile>((resolve) => (takeProfile = resolve))
  // Each request that waits for it hears of a failure itself.
  opened.catch(() => undefined)
  const state: State = {
    deps,
    offered: new Map(),
    opened,
    takeProfile,
    params: null,
    copies: createCopies(entities, Date.now),
    runs: createBillingRuns(Date.now),
    drafts: Promise.resolve(),
    isDraftLost: false
  }
  return {
    profile: async () => (state.params === null ? null : await state.opened),
    // The window's port parsed the parameters with this method's schema.
    request: (method, params, window) => (handlers[method] as Handlers['open'])(state, params as Input<'open'>, window),
    query: (query, send) => subscribeTo(state.opened, 'query', query, send as (value: unknown) => void, deps.later),
    follow: (topic, params, send) => subscribeTo(state.opened, topic, params, send as (value: unknown) => void, deps.later),
    left: (window) => withdraw(state, window)
  }
}

const handlers: Handlers = {
  open: openProfile,
  signIn: async (state, { email, password, deviceName }) => (await started(state)).signIn(email, password, deviceName),
  signOut: async (state) => {
    await (await started(state)).signOut()
    return null
  },
  givePassword: async (state, { personId, password }) => (await started(state)).givePassword(personId, password),
  rescued: async (state, { deviceId }) => (await started(state)).rescued(deviceId),
  run: async (state, { name, input }) => resultOf(await act(state, ({ replica }) => replica.run(name, input))),
  runMany: async (state, { calls }) => (await act(state, ({ replica }) => replica.runMany(calls))).map(resultOf),
  undo: async (state, { commandIds }) => (await act(state, ({ replica }) => replica.undo(commandIds))).map(resultOf),
  retry: async (state, { commandId, input }) => resultOf(await act(state, ({ replica }) => replica.retry(commandId, input))),
  dismiss: async (state, { commandId }) => {
    await act(state, ({ replica }) => replica.dismiss(commandId))
    return null
  },
  search: async (state, { words, entities, limit }) => {
    const { hub, search } = await openRowsOf(state)
    hub.flush()
    return search.hits(words, entities, limit)
  },
  draft: (state, { key }) =>
    draftStep(state, async (replica) => {
      const draft = await replica.draft(key)
      return draft && { value: draft.value, updatedAt: draft.updatedAt }
    }),
  putDraft: (state, { key, value }) => writeDraft(state, (replica) => replica.putDraft(key, value)),
  deleteDraft: (state, { key }) => writeDraft(state, (replica) => replica.deleteDraft(key)),
  syncNow: async (state) => {
    await (await state.opened).syncNow()
    return null
  },
  startOver: async (state) => {
    await act(state, ({ replica }) => replica.beginSnapshot())
    void (await state.opened).syncNow()
    return null
  },
  addFile: async (state, { ticketId, file }) => (await filesOf(state)).add(ticketId, file),
  forgetFile: async (state, { ticketId, sha256 }) => {
    await (await filesOf(state)).forget(ticketId, sha256)
    return null
  },
  fetchFile: async (state, { ticketId, attachmentId }) => (await filesOf(state)).fetch(ticketId, attachmentId),
  retryFile: async (state, { sha256 }) => {
    ;(await filesOf(state)).retry(sha256)
    return null
  },
  pinFiles: async (state, { of, id, pinned }) => {
    await (await filesOf(state)).pin({ of, id }, pinned)
    return null
  },
  beginCopy: async (state, wanted) => {
    const { replica, files } = await openRowsOf(state)
    return state.copies.begin(replica, files, wanted)
  },
  copyStep: async (state, { job }) => state.copies.step(job),
  endCopy: async (state, { job }) => {
    await state.copies.end(job)
    return null
  },
  restoreCopy: async (state, { file, passphrase }) => {
    const { replica, files } = await openRowsOf(state)
    return (await state.opened).whileStill(() => restoreCopy(replica, files, file, passphrase))
  },
  beginRun: async (state, { from, through, clientIds }) =>
    state.runs.begin((await openRowsOf(state)).replica, { from, to: through }, clientIds),
  runStep: async (state, { job }) => state.runs.step(job),
  runLines: async (state, { job, clientId }) => state.runs.lines(job, clientId),
  draftRun: async (state, { job, clientIds, lock }) => {
    const drafted: DraftedClient[] = []
    for (const clientId of clientIds) {
      const calls = state.runs.calls(job, clientId, lock)
      const outcomes = await act(state, ({ replica }) => replica.runMany(calls))
      drafted.push({
        clientId,
        results: outcomes.map((outcome, index) => ({ command: calls[index]?.name ?? '', result: resultOf(outcome) }))
      })
    }
    return drafted
  },
  endRun: async (state, { job }) => {
    await state.runs.end(job)
    return null
  },
  clientCharges: async (state, { clientId, from, through }) =>
    chargesOfClient((await openRowsOf(state)).replica, clientId, { from, to: through }),
  ticketCharges: async (state, { ticketId }) => chargesOfTicket((await openRowsOf(state)).replica, ticketId, Date.now()),
  burnDown: async (state, { clientId, today }) => burnDownOfClient((await openRowsOf(state)).replica, clientId, today),
  margins: async (state, { clientId, from, through }) =>
    marginsOfClient((await openRowsOf(state)).replica, clientId, { from, to: through }),
  hashes: async (state) => hashRows((await openRowsOf(state)).replica, entities),
  drain: async (state) => {
    if (state.params) await (await state.opened).drain()
    return null
  },
  hello: async () => null,
  provideHost: async (state, offers, window) => {
    withdraw(state, window)
    const provider: HostProvider = { offers, call: window.call }
    state.offered.set(window, provider)
    state.deps.host.offer(provider)
    return null
  }
}

async function openProfile(state: State, params: Input<'open'>): Promise<Answers['open']> {
  if (!state.params) {
    state.params = params
    state.takeProfile(state.deps.openProfile(params))
  }
  const { profile, serverUrl } = state.params
  if (params.profile !== profile) throw new WindowError({ type: 'invalid-input', field: 'params.profile', expected: profile })
  if (params.serverUrl !== serverUrl) throw new WindowError({ type: 'invalid-input', field: 'params.serverUrl', expected: serverUrl })
  const opened = await state.opened
  await opened.greet()
  return { session: opened.session.get() }
}

function withdraw(state: State, window: HostProvider): void {
  const provider = state.offered.get(window)
  if (provider) state.deps.host.withdraw(provider)
  state.offered.delete(window)
}

async function started(state: State): Promise<Profile> {
  const profile = await state.opened
  await profile.start()
  return profile
}

async function openRowsOf(state: State): Promise<OpenRows> {
  const rows = (await started(state)).rows()
  if (!rows) throw new WindowError({ type: 'signed-out' })
  return rows
}

async function filesOf(state: State): Promise<Files> {
  const { files } = await openRowsOf(state)
  if (!files) throw new WindowError({ type: 'files-unavailable' })
  return files
}

/** One after the other: a draft that is read must hold what was written just before, by whichever window. */
function draftStep<T>(state: State, step: (replica: Replica) => Promise<T>): Promise<T> {
  const done = state.drafts.then(async () => step((await openRowsOf(state)).replica))
  state.drafts = done.catch(() => undefined)
  return done
}

/** A draft that can't be kept is said at once: whoever types goes on believing that it is. [PAGE10] */
function writeDraft(state: State, write: (replica: Replica) => Promise<void>): Promise<null> {
  return draftStep(state, async (replica) => {
    const profile = await state.opened
    try {
      await write(replica)
    } catch (error) {
      state.isDraftLost = true
      profile.noteProblem(isStorageFull(error) ? 'storage-full' : 'draft-not-kept')
      throw error
    }
    if (state.isDraftLost) profile.noteProblem(null)
    state.isDraftLost = false
    return null
  })
}

/** Carries out what a window did: the windows see it before the answer goes out, and the engine learns that something waits. */
async function act<T>(state: State, run: (rows: OpenRows) => Promise<T>): Promise<T> {
  const profile = await state.opened
  const rows = await openRowsOf(state)
  try {
    const outcome = await run(rows)
    profile.acted()
    profile.noteProblem(null)
    return outcome
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
    const type = cause instanceof HostMissing ? 'journal-missing' : isStorageFull(cause) ? 'storage-full' : 'not-saved'
    if (type === 'not-saved') console.error('a step failed:', error)
    profile.noteProblem(type)
    throw new WindowError({ type })
  }
}

function resultOf(outcome: RunOutcome): RunResult {
  if (outcome.ok) return outcome
  const { type, field, expected, values } = outcome.refusal
  return {
    ok: false,
    refusal: {
      type,
      ...(field === undefined ? {} : { field }),
      ...(expected === undefined ? {} : { expected }),
      ...(values === undefined ? {} : { values: { ...values } })
    }
  }
}
