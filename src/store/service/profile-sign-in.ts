// Signing in to a profile and out of it. Invariant: a profile is one person's; whoever else signs in is turned away before any row is read.

import type { Answers } from '#store/contract.ts'
import { SignInRefused } from '#sync/http-session.ts'
import { type LocalMeta, type LocalStore, TransportError } from '#sync/ports.ts'
import { closeRows, openAs } from './profile-rows.ts'
import { endWipe, settleWipe, wipeProfile } from './profile-wipe.ts'
import { type ProfileState, tellStatus } from './profile-state.ts'
import { sessionInfo } from './session-keeper.ts'
import { WindowError } from './window-error.ts'

/** Signs in on the server; what it refuses is an answer, not an error. */
export async function signIn(state: ProfileState, email: string, password: string, deviceName: string): Promise<Answers['signIn']> {
  const { deps } = state
  try {
    await settleWipe(state)
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
    await endWipe(state)
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
    if (error instanceof SignInRefused && error.rescue) await wipeProfile(state, error.rescue)
    return problemOf(error)
  }
}

/** What a locked-out device handed in; asked of the server, never kept here. */
export async function rescued({ deps }: ProfileState, deviceId: string): Promise<Answers['rescued']> {
  try {
    return { ok: true, boxes: await deps.api.rescued(await deps.keeper.accessToken(), deviceId) }
  } catch (error) {
    return problemOf(error)
  }
}

/** Gives a person a password. It goes to the server at once or not at all: a password is never kept in an outbox. */
export async function givePassword({ deps }: ProfileState, personId: string, password: string): Promise<Answers['givePassword']> {
  try {
    await deps.api.givePassword(await deps.keeper.accessToken(), personId, password)
    return { ok: true }
  } catch (error) {
    return problemOf(error)
  }
}

function problemOf(error: unknown): { readonly ok: false; readonly problem: string; readonly field?: string } {
  if (error instanceof TransportError) return { ok: false, problem: error.problem.type }
  if (!(error instanceof SignInRefused)) throw error
  return { ok: false, problem: error.problem, ...(error.field === undefined ? {} : { field: error.field }) }
}

/** Whose rows are here already: kept in the database, or, when that was lost, in the journal. */
async function knownIdentity({ deps, rows }: ProfileState): Promise<{ personId: string; deviceId: string } | null> {
  // A store that can't be read is mended when its rows are opened; until then the journal knows who it belongs to.
  const meta = rows ? rows.replica.meta() : await keptMeta(deps.makeStore()).catch(() => null)
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

/** Tokens are forgotten here first; what waits to be sent stays on the device. */
export async function signOut(state: ProfileState): Promise<void> {
  const { keeper, api } = state.deps
  const token = keeper.current()?.accessToken
  await closeRows(state)
  // Rows that could not be opened leave what was shown last behind.
  state.firstViews = null
  await keeper.forget()
  state.session.set(null)
  state.facts.phase = 'signed-out'
  tellStatus(state)
  // The server may be out of reach; the tokens are gone from here either way and expire there.
  if (token !== undefined) await api.signOut(token).catch(() => undefined)
}
