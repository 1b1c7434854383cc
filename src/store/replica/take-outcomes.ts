// What the server made of commands. An applied one keeps its effects here until its confirmed rows are here; a refused or parked one
// stays visible with what the user typed, grouped under the refusal from which it follows.

import { type Doc, readKey } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { OutboxEntry, OutboxState } from '#sync/ports.ts'
import type { Outcome, PushAnswer } from '#sync/protocol/push.ts'
import { createDirty, type Dirty, markEffects, replay } from './replay.ts'
import type { ReplicaState } from './state.ts'
import { commitStep } from './steps.ts'

/** Takes the outcomes of a push. */
export async function takeOutcomes(state: ReplicaState, answer: PushAnswer): Promise<void> {
  const outcomes = new Map(answer.outcomes.map(({ id, outcome }) => [id, outcome]))
  const dirty = createDirty()
  const next: OutboxEntry[] = []
  for (const entry of state.outbox) {
    const outcome = outcomes.get(entry.envelope.id)
    if (!outcome) {
      next.push(entry)
      continue
    }
    if (outcome.type === 'applied') {
      state.applied.set(entry.envelope.id, outcome.version)
      if (isHere(state, outcome.version)) markEffects(dirty, entry.rows)
      else next.push(waiting(entry))
      continue
    }
    const current = outcome.type === 'refused' || outcome.type === 'parked' ? stateOf(outcome, entry, next) : entry.state
    if (current.type === 'refused') markEffects(dirty, entry.rows)
    next.push(current.type === 'refused' ? bare(entry, current) : { ...entry, state: current })
  }
  try {
    await commitOutcomes(state, next, dirty, answer.epoch)
  } catch (error) {
    // Not kept, so not known: it is asked again.
    for (const { id } of answer.outcomes) state.applied.delete(id)
    throw error
  }
}

async function commitOutcomes(state: ReplicaState, next: readonly OutboxEntry[], dirty: Dirty, epoch: Id): Promise<void> {
  const isSame = next.length === state.outbox.length && next.every((entry, index) => entry === state.outbox[index])
  const replayed = isSame ? state : await replay(state, null, next, dirty)
  // What was set aside here carries no word of a server. The first word of a server fixes its epoch: a snapshot that another epoch answers must not pass for its rows.
  await commitStep(state, { outbox: replayed.outbox, overlay: replayed.overlay, meta: { epoch: state.meta.epoch ?? (epoch || null) } })
}

/** True when confirmed rows up to this version are here. */
export function isHere(state: ReplicaState, version: number): boolean {
  return state.meta.snapshot === null && version <= state.meta.cursor
}

function waiting(entry: OutboxEntry): OutboxEntry {
  return entry.state.type === 'waiting' ? entry : { ...entry, state: { type: 'waiting' } }
}

/**
 * A refused command keeps what was typed and which rows it was about (what follows from it is found by them), but no copies of what
 * these rows held: their client may be lost.
 */
function bare(entry: OutboxEntry, state: OutboxState): OutboxEntry {
  const rows = entry.rows.map((row) => ({ ...row, before: row.before && bareDoc(row.before), after: row.after && bareDoc(row.after) }))
  return { ...entry, rows, inverse: [], state }
}

function bareDoc({ id, subjectEntity, subjectId }: Doc): Doc {
  return { id, clientId: null, ...(subjectId === undefined ? {} : { subjectEntity, subjectId }) }
}

function stateOf(outcome: Exclude<Outcome, { type: 'applied' }>, entry: OutboxEntry, earlier: readonly OutboxEntry[]): OutboxState {
  const missing = outcome.type === 'parked' ? outcome.id : null
  const causeId = causeOf(entry, earlier, missing)
  if (outcome.type === 'refused') return { type: 'refused', refusal: withoutUndefined(outcome.refusal), causeId }
  if (causeId !== null) return { type: 'refused', refusal: { type: 'cause-refused', values: { entity: outcome.entity } }, causeId }
  return { type: 'parked', entity: outcome.entity, id: outcome.id }
}

/** The first refused command of this device whose new rows this one needs: the row that is missing, or one that it looked at. */
function causeOf(entry: OutboxEntry, earlier: readonly OutboxEntry[], missing: Id | null): Id | null {
  const reads = new Set(entry.reads)
  for (const { envelope, rows, state } of earlier) {
    if (state.type !== 'refused' || envelope.id === entry.envelope.id) continue
    const madeMissing = missing !== null && missing.slice(0, 32) === envelope.id.slice(0, 32)
    const madeRead = rows.some((row) => row.before === null && row.entity !== 'event' && reads.has(readKey(row.entity, row.id)))
    if (madeMissing || madeRead) return state.causeId ?? envelope.id
  }
  return null
}

type WireRefusal = Extract<Outcome, { type: 'refused' }>['refusal']

function withoutUndefined(refusal: WireRefusal): Extract<OutboxState, { type: 'refused' }>['refusal'] {
  const { type, field, expected, values } = refusal
  return {
    type,
    ...(field === undefined ? {} : { field }),
    ...(expected === undefined ? {} : { expected }),
    ...(values === undefined ? {} : { values })
  }
}
