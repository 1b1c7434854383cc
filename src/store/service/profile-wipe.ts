// The server locked this device out: what a profile does then. Windows are signed out at once, what was unsent is gathered and sealed, all
// else is deleted, and the box is handed in, now or whenever the server can be reached.

import { type LocalState, TransportError } from '#sync/ports.ts'
import { backoffMs } from '#sync/backoff.ts'
import type { RescueOffer } from '#sync/protocol/session.ts'
import { unsentCommands, unsentFiles, type UnsentWork } from '#store/wipe/unsent-work.ts'
import { beginWipe, goOnWithWipe, type WipeMemo } from '#store/wipe/wipe.ts'
import { firstViewsKey } from './first-views.ts'
import { closeRows } from './profile-rows.ts'
import { type ProfileState, tellStatus } from './profile-state.ts'

/** Wipes the profile; resolves when everything here is deleted, whether or not the server could be told. [WIPE1] */
export function wipeProfile(state: ProfileState, offer: RescueOffer): Promise<void> {
  state.wiping ??= wipe(state, offer).finally(() => (state.wiping = null))
  return state.wiping
}

/** Goes on with a wipe that was begun before the last end. @returns true where this profile was wiped and nobody signed in since */
export async function resumeWipe(state: ProfileState): Promise<boolean> {
  const memo = await state.deps.wipe?.memo.read()
  if (!memo) return false
  await finish(state, memo, 0)
  return true
}

/** Somebody signs in anew: what was said about the wipe is over. A box that was not handed in yet stays. */
export async function forgetWipe(state: ProfileState): Promise<void> {
  const memo = await state.deps.wipe?.memo.read()
  if (memo && memo.sealed === null) await state.deps.wipe?.memo.write(null)
  state.facts.wiped = null
}

async function wipe(state: ProfileState, offer: RescueOffer): Promise<void> {
  const { wipe: parts } = state.deps
  if (!parts) return
  const work = await gather(state, offer.epoch)
  await closeRows(state)
  state.firstViews = null
  await finish(state, await beginWipe(parts, offer, work), 0)
}

async function gather(state: ProfileState, epoch: string): Promise<UnsentWork> {
  const { deps, rows } = state
  const { entries } = (await deps.journal?.read()) ?? { entries: [] }
  const at = deps.clock.now()
  const isOther = (known: string | null): boolean => known !== epoch
  if (rows) {
    await state.engine?.stop()
    await rows.replica.drain()
    const files = await unsentFiles(rows.files?.toCopy(false) ?? [])
    const { drafts } = await kept(state)
    return {
      form: 'fixpoint-unsent-1',
      at,
      commands: unsentCommands(rows.replica.outbox(), entries, isOther(rows.replica.meta().epoch)),
      drafts,
      files
    }
  }
  const { meta, outbox, drafts } = await kept(state)
  return { form: 'fixpoint-unsent-1', at, commands: unsentCommands(outbox, entries, isOther(meta?.epoch ?? null)), drafts, files: [] }
}

/** A store that can't be read any more keeps nobody from deleting it: then there is the journal. */
async function kept({ deps }: ProfileState): Promise<Pick<UnsentWork, 'drafts'> & Pick<LocalState, 'meta' | 'outbox'>> {
  const store = deps.makeStore()
  try {
    const { meta, outbox } = await store.open()
    // What windows showed last is kept beside the drafts: it is no work of anybody's.
    const drafts = (await store.drafts('')).filter(({ key }) => key !== firstViewsKey)
    return { meta, outbox, drafts }
  } catch {
    return { meta: null, outbox: [], drafts: [] }
  } finally {
    await store.close().catch(() => undefined)
  }
}

async function finish(state: ProfileState, memo: WipeMemo, failures: number): Promise<void> {
  const { deps, facts } = state
  if (!deps.wipe) return
  let now = memo
  try {
    now = await goOnWithWipe(deps.wipe, memo)
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    now = (await deps.wipe.memo.read()) ?? memo
    const isAskedAgain = error.problem.type !== 'bad-request' && error.problem.type !== 'signed-out'
    if (isAskedAgain) deps.clock.after(backoffMs(failures + 1, deps.clock), () => void finish(state, now, failures + 1))
  }
  facts.wiped = { commands: now.commands, lostFiles: now.lostFiles, isDelivered: now.sealed === null }
  facts.phase = 'signed-out'
  facts.loading = null
  state.session.set(null)
  tellStatus(state)
}
