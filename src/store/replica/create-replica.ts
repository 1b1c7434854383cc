// The replica as others hold it: reads straight from memory, every change through the one queue.

import type { CommandCall } from '#core/kernel/command.ts'
import type { Doc } from '#core/kernel/execute.ts'
import type { Id } from '#core/kernel/ids.ts'
import { entityNamed } from '#core/registry.ts'
import type { ConfirmedRow, Replica, RunOutcome } from '../replica.ts'
import { copySource, everyRow, rowParts, takeBackup } from './copies.ts'
import { createDirty, actorOf, markEffects, replay } from './replay.ts'
import { runCommands, runInstead } from './run-commands.ts'
import type { ReplicaState } from './state.ts'
import { commitStep } from './steps.ts'
import { takeDevice, takeEpoch } from './take-identity.ts'
import { takeOutcomes } from './take-outcomes.ts'
import { takeRows } from './take-rows.ts'
import { beginSnapshot, takeSnapshot } from './take-snapshot.ts'
import { childrenOf, hotDoc, type Layers } from './view.ts'

/** Pages that `confirmed` reads at once. */
const pagesAtOnce = 50

/** Wraps an open state. */
export function createReplica(state: ReplicaState, found: Pick<Replica, 'recovered' | 'journalDamage' | 'lostRows'>): Replica {
  return { ...reads(state), ...syncSteps(state), ...userSteps(state), ...found }
}

type Reads = Pick<
  Replica,
  | 'copySource'
  | 'damage'
  | 'everyRow'
  | 'rowParts'
  | 'get'
  | 'rows'
  | 'size'
  | 'children'
  | 'pendingIds'
  | 'confirmed'
  | 'onChange'
  | 'actor'
  | 'outbox'
>

function reads(state: ReplicaState): Reads {
  const layers = (): Layers => ({ state, stage: null, overlay: state.overlay })
  return {
    get: (entity, id) => hotDoc(layers(), entity, id),
    rows: (entity) => effectiveRows(state, entity),
    size: (entity) => state.hot.rows(entity).size,
    children: (entity, parentId) => children(state, entity, parentId),
    pendingIds: (entity) => state.overlay.ids(entity),
    confirmed: (entity) => confirmedRows(state, entity),
    onChange(listener) {
      state.listeners.add(listener)
      return () => state.listeners.delete(listener)
    },
    actor: () => actorOf(layers()),
    outbox: () => state.outbox,
    damage: () => state.damage,
    copySource: () => copySource(state),
    everyRow: (entity, clientId) => everyRow(state, entity, effectiveRows(state, entity), clientId ?? null),
    rowParts: (entity) => rowParts(state, entity)
  }
}

type SyncSteps = Pick<
  Replica,
  | 'meta'
  | 'waiting'
  | 'applyOutcomes'
  | 'applyRows'
  | 'beginSnapshot'
  | 'applySnapshot'
  | 'changeEpoch'
  | 'changeDevice'
  | 'unpark'
  | 'setClockOffset'
>

function syncSteps(state: ReplicaState): SyncSteps {
  return {
    meta: () => state.meta,
    waiting: () => state.outbox.filter((entry) => entry.state.type === 'waiting' && !state.applied.has(entry.envelope.id)),
    applyOutcomes: (answer) => state.queue(() => takeOutcomes(state, answer)),
    applyRows: (answer) => state.queue(() => takeRows(state, answer)),
    beginSnapshot: () => state.queue(() => beginSnapshot(state)),
    applySnapshot: (answer) => state.queue(() => takeSnapshot(state, answer)),
    changeEpoch: (epoch, highWater) => state.queue(() => takeEpoch(state, epoch, highWater)),
    changeDevice: (deviceId) => state.queue(() => takeDevice(state, deviceId)),
    unpark: () => state.queue(() => unpark(state)),
    setClockOffset(offsetMs) {
      state.clockOffsetMs = Math.round(offsetMs)
    }
  }
}

type UserSteps = Pick<
  Replica,
  'run' | 'runMany' | 'undo' | 'retry' | 'dismiss' | 'draft' | 'putDraft' | 'deleteDraft' | 'drain' | 'takeBackup' | 'close'
>

function userSteps(state: ReplicaState): UserSteps {
  const { store, clock } = state.options
  return {
    run: (name, input) => runOne(state, { name, input }),
    runMany: (calls) => runCommands(state, calls),
    undo: (commandIds) => undo(state, commandIds),
    retry: (commandId, input) => retry(state, commandId, input),
    dismiss: (commandId) => state.queue(() => dismiss(state, commandId)),
    draft: (key) => store.draft(key),
    putDraft: (key, value) => store.putDraft({ key, value, updatedAt: clock.now() }),
    deleteDraft: (key) => store.deleteDraft(key),
    drain: () => state.queue(() => Promise.resolve()),
    takeBackup: (backup) => state.queue(() => takeBackup(state, backup)),
    close: () => state.queue(() => store.close())
  }
}

function* effectiveRows(state: ReplicaState, entity: string): Iterable<Doc> {
  const pending = state.overlay.ids(entity)
  for (const [id, row] of state.hot.rows(entity)) if (!pending.has(id)) yield row.doc
  for (const [, doc] of state.overlay.rows(entity)) if (doc) yield doc
}

/** Read beside the queue; where a step became durable meanwhile, page and directory may not fit, and it is read again in the queue. */
async function children(state: ReplicaState, entity: string, parentId: Id): Promise<readonly Doc[]> {
  const read = (): Promise<readonly Doc[]> => childrenOf({ state, stage: null, overlay: state.overlay }, entityNamed(entity), parentId)
  const before = state.generation
  const isStill = before % 2 === 0
  const found = isStill ? await read() : []
  return isStill && state.generation === before ? found : state.queue(read)
}

async function* confirmedRows(state: ReplicaState, entity: string): AsyncIterable<readonly ConfirmedRow[]> {
  if (entityNamed(entity).temperature === 'hot') {
    yield [...state.hot.rows(entity).values()]
    return
  }
  const keys = state.directory.pages(entity)
  for (let start = 0; start < keys.length; start += pagesAtOnce) {
    for (const rows of await state.cache.read(keys.slice(start, start + pagesAtOnce)))
      yield rows.map(([version, doc]) => ({ version, doc }))
  }
}

async function unpark(state: ReplicaState): Promise<void> {
  const outbox = state.outbox.map((entry) => (entry.state.type === 'parked' ? { ...entry, state: { type: 'waiting' as const } } : entry))
  await commitStep(state, { outbox, overlay: state.overlay })
}

async function runOne(state: ReplicaState, call: CommandCall): Promise<RunOutcome> {
  const [outcome] = await runCommands(state, [call])
  if (!outcome) throw new Error('a command that ran has an outcome')
  return outcome
}

async function undo(state: ReplicaState, commandIds: readonly Id[]): Promise<readonly RunOutcome[]> {
  const calls = commandIds.toReversed().flatMap((id) => state.inverses.get(id) ?? [])
  if (calls.length === 0 && commandIds.length > 0) return [{ ok: false, refusal: { type: 'wrong-state', field: 'commandIds' } }]
  return runCommands(state, calls)
}

async function retry(state: ReplicaState, commandId: Id, input: unknown): Promise<RunOutcome> {
  const old = state.outbox.find((entry) => entry.envelope.id === commandId)
  if (!old || old.state.type === 'waiting') return { ok: false, refusal: { type: 'wrong-state', field: 'commandId' } }
  return runInstead(state, { name: old.envelope.name, input: input ?? old.envelope.input }, old)
}

/** What still waits can't be put away: it may be on the server already. */
async function dismiss(state: ReplicaState, commandId: Id): Promise<void> {
  const old = state.outbox.find((entry) => entry.envelope.id === commandId)
  if (!old || old.state.type === 'waiting') return
  await state.options.journal?.append([{ envelope: old.envelope, dropped: true }])
  const dirty = createDirty()
  if (old.state.type === 'parked') markEffects(dirty, old.rows)
  const rest = state.outbox.filter((entry) => entry !== old)
  await commitStep(state, await replay(state, null, rest, dirty))
}
