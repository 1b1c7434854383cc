// The server locked this device out: what a profile does then. Windows are signed out at once, what was unsent is gathered and sealed, all
// else is deleted, and the boxes are handed in, now or whenever the server can be reached.

import { type LocalState, TransportError } from '#sync/ports.ts'
import { backoffMs } from '#sync/backoff.ts'
import type { RescueOffer } from '#sync/protocol/session.ts'
import { unsentCommands, type UnsentWork } from '#store/wipe/unsent-work.ts'
import { beginWipe, clearBegun, handIn, isRefused, type WipeParts } from '#store/wipe/wipe.ts'
import { firstViewsKey } from './first-views.ts'
import { closeRows, openAs, startEngine } from './profile-rows.ts'
import { type ProfileState, tellStatus } from './profile-state.ts'

/** A wipe that could not be begun is begun again this much later, milliseconds; meanwhile everything stays. */
const againMs = 60_000

/** Wipes the profile; resolves when everything here is deleted, whether or not the server could be told. [WIPE1] */
export async function wipeProfile(state: ProfileState, offer: RescueOffer): Promise<void> {
  const { wipe: parts } = state.deps
  if (!parts) return
  // A word that brings no key to seal with is no word to delete anything by.
  await parts.seal(offer.key, '')
  await alone(state, () => wipe(state, parts, offer))
}

/** Goes on with a wipe that was begun before the last end. @returns true where this profile was wiped and nobody signed in since */
export async function resumeWipe(state: ProfileState): Promise<boolean> {
  const memo = await state.deps.wipe?.memo.read()
  if (!memo) return false
  if (memo.isOver) void goOn(state, 0)
  else await goOn(state, 0)
  return !memo.isOver
}

/** Before anybody signs in: what a wipe has begun to delete is gone, so that nothing of theirs goes with it. [WIPE2] */
export async function settleWipe(state: ProfileState): Promise<void> {
  await state.wiping?.catch(() => undefined)
  const { wipe: parts } = state.deps
  if (parts && (await parts.memo.read())?.isCleared === false) await alone(state, () => clearBegun(parts))
}

/** Somebody signed in anew: what lies here is theirs from now on. Boxes that were not handed in yet stay. */
export async function endWipe(state: ProfileState): Promise<void> {
  await state.deps.wipe?.memo.change((memo) => memo && (memo.boxes.length === 0 ? null : { ...memo, isOver: true }))
  state.facts.wiped = null
}

/** While it lasts no window gets at rows. */
function alone(state: ProfileState, work: () => Promise<void>): Promise<void> {
  state.wiping ??= work().finally(() => (state.wiping = null))
  return state.wiping
}

async function wipe(state: ProfileState, parts: WipeParts, offer: RescueOffer): Promise<void> {
  const { clock } = state.deps
  try {
    await closeRows(state)
    state.firstViews = null
    await beginWipe(parts, offer, await gather(state, parts, offer.epoch))
  } catch (error) {
    clock.after(againMs, () => void openAgain(state).catch((problem: unknown) => console.error('rows can not be opened again:', problem)))
    throw error
  }
  await goOn(state, 0)
}

async function openAgain(state: ProfileState): Promise<void> {
  if (state.rows) startEngine(state, state.rows)
  else await openAs(state)
}

/** Read when nothing runs any more that could still add to it. */
async function gather(state: ProfileState, parts: WipeParts, epoch: string): Promise<UnsentWork> {
  const { deps } = state
  const files = await parts.files()
  const { meta, outbox, drafts } = await kept(state)
  const { entries } = (await deps.journal?.read()) ?? { entries: [] }
  const commands = unsentCommands(outbox, entries, (meta?.epoch ?? null) !== epoch)
  return { form: 'fixpoint-unsent-1', at: deps.clock.now(), commands, drafts, files }
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

/** Deletes what is left and hands the boxes in; what can't be done now is done later. */
async function goOn(state: ProfileState, failures: number): Promise<void> {
  const { wipe: parts, clock } = state.deps
  if (!parts) return
  try {
    await clearBegun(parts)
    await handIn(parts)
  } catch (error) {
    if (!(error instanceof TransportError)) console.error('the wipe goes on later:', error)
    if (!isRefused(error)) state.stopWipe = clock.after(backoffMs(failures + 1, clock), () => void goOnLater(state, failures + 1))
  }
  await tellWipe(state)
}

async function goOnLater(state: ProfileState, failures: number): Promise<void> {
  const isCleared = (await state.deps.wipe?.memo.read())?.isCleared !== false
  if (isCleared) await goOn(state, failures)
  else await alone(state, () => goOn(state, failures))
}

async function tellWipe(state: ProfileState): Promise<void> {
  const memo = await state.deps.wipe?.memo.read()
  if (!memo || memo.isOver) return
  const { facts } = state
  facts.wiped = { commands: memo.commands, lostFiles: memo.lostFiles, isDelivered: memo.boxes.length === 0 }
  facts.phase = 'signed-out'
  facts.loading = null
  state.session.set(null)
  tellStatus(state)
}
