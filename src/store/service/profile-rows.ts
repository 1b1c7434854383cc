// Opens and closes the rows and the engine of a signed-in profile, and keeps windows told of what changes in them.

import type { Files } from '#store/attachments/files.ts'
import { openReplica, type Replica } from '#store/replica.ts'
import type { Identity } from '#sync/ports.ts'
import { keepFirstViews, readFirstViews } from './first-views.ts'
import { type OpenRows, openRows } from './open-rows.ts'
import { type ProfileState, tellStatus } from './profile-state.ts'
import { sessionInfo } from './session-keeper.ts'

/** Rows between two words about progress. */
const progressStep = 5_000

/** Opens rows and engine for the session that the keeper holds. */
export async function openAs(state: ProfileState): Promise<void> {
  state.opening ??= openNow(state).finally(() => (state.opening = null))
  await state.opening
}

async function openNow(state: ProfileState): Promise<void> {
  const { deps, facts } = state
  const session = deps.keeper.current()
  if (!session || state.rows) return
  const identity: Identity = { organisationId: session.organisationId, personId: session.personId, deviceId: session.deviceId }
  facts.phase = 'starting'
  facts.loading = 0
  tellStatus(state)
  // A store that can't be read is mended by opening its rows, not by looking at what was shown last.
  const first = await readFirstViews(deps.makeStore()).catch(() => null)
  if (first?.session.personId === session.personId) {
    state.firstViews = first
    state.session.set(first.session)
    await untilShown(state)
  }
  const onProgress = (rows: number): void => {
    const told = facts.loading ?? 0
    facts.loading = rows
    if (rows - told >= progressStep) tellStatus(state)
    else facts.loading = told
  }
  const { journal, clock, canary = null } = deps
  const store = deps.makeStore()
  const replica = await openReplica({ store, journal, clock, canary, identity, role: session.role, onProgress })
  facts.loading = null
  facts.phase = 'open'
  const later = (delayMs: number, run: () => void): void => void clock.after(delayMs, run)
  const kept = keepFirstViews({
    replica,
    session: state.session.get,
    snapshot: () => rows.hub.snapshot(),
    later: (delayMs, run) => clock.after(delayMs, run)
  })
  const { entities } = deps
  const files = await openFiles(state, replica)
  const rows = openRows({
    replica,
    files,
    entities,
    now: () => clock.now(),
    later,
    onIndexed: () => tellStatus(state),
    onTold: kept.changed
  })
  state.rows = rows
  state.firstViews = null
  state.keepViews = kept.now
  followReplica(state, replica)
  state.session.set(sessionInfo(session, replica.actor()))
  for (const attach of state.attachments.keys()) state.attachments.set(attach, attach(rows))
  tellStatus(state)
  startEngine(state, rows)
}

/** How long a window is waited for that may ask for what it showed last, milliseconds. */
const patienceMs = 600
/** A window asks several questions at once, and draws when it has the answers; it has two processors at most, this worker is one of them. */
const drawingMs = 60

/** Decoding 100,000 rows keeps this worker busy: the window is told first what it showed last. */
function untilShown({ deps, firstShown }: ProfileState): Promise<void> {
  return new Promise((resolve) => {
    const cancel = deps.clock.after(patienceMs, resolve)
    firstShown.follow((isShown) => {
      if (!isShown) return
      cancel()
      deps.clock.after(drawingMs, resolve)
    })
  })
}

/** Connects the rows to the server. */
export function startEngine(state: ProfileState, { replica }: OpenRows): void {
  state.engine = state.deps.link(
    replica,
    () => tellStatus(state),
    (rescue) => state.onRevoked(rescue)
  )
  tellStatus(state)
  state.engine.start()
}

/** Rows must not wait for a store of files that can't be opened: then there are words without pictures. */
async function openFiles({ deps }: ProfileState, replica: Replica): Promise<Files | null> {
  try {
    return (await deps.openFiles?.(replica)) ?? null
  } catch (error) {
    console.error('files can not be kept here:', error)
    return null
  }
}

/** A burst of small steps (10,000 waiting commands going out) must not become a burst of statuses. */
const statusTurnMs = 50

function followReplica(state: ProfileState, replica: Replica): void {
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

function tellSession(state: ProfileState, replica: Replica): void {
  const session = state.deps.keeper.current()
  if (session) state.session.set(sessionInfo(session, replica.actor()))
}

/** Everything durable, engine still, rows closed. */
export async function closeRows(state: ProfileState): Promise<void> {
  await state.opening
  const { rows, engine } = state
  if (!rows) return
  await engine?.stop()
  await state.keepViews()
  await rows.replica.drain()
  await state.deps.canary?.flush()
  for (const [attach, detach] of state.attachments) {
    detach?.()
    state.attachments.set(attach, null)
  }
  rows.close()
  await rows.files?.close()
  state.rows = null
  state.engine = null
  await rows.replica.close()
}
