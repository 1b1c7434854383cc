// Executes pending commands again where rows they looked at or wrote have changed, and builds the overlay of what they do now.
// A command that no longer holds here loses its effects, not its place: only the server refuses what was saved.

import type { Actor, CommandEnvelope } from '#core/kernel/command.ts'
import { eventTime } from '#core/kernel/event-time.ts'
import { type Doc, type Effects, execute, listKey, type Missing, readKey, type RowEffect } from '#core/kernel/execute.ts'
import type { Refusal } from '#core/kernel/refusal.ts'
import type { Result } from '#core/kernel/result.ts'
import { commandNamed, entityNamed } from '#core/registry.ts'
import type { OutboxEntry } from '#sync/ports.ts'
import { textHash } from '../service/sha256.ts'
import { FlatOverlay } from './overlay.ts'
import type { Stage } from './stage.ts'
import type { ReplicaState } from './state.ts'
import { createReader, hotDoc, type Layers } from './view.ts'

/** In a read set: looks at everything, so every change concerns it (a command whose effects here are not known yet). */
export const readsEverything = '*'

/** Keys of rows and lists that changed. `all`: everything may have. */
export interface Dirty {
  readonly keys: Set<string>
  all: boolean
}

/** Nothing changed yet. */
export function createDirty(all = false): Dirty {
  return { keys: new Set(), all }
}

/** Marks a row, and the lists in which it stood and stands. */
export function markRow(dirty: Dirty, entity: string, before: Doc | null, after: Doc | null): void {
  const definition = entityNamed(entity)
  const columns = definition.parent ? [definition.parent, ...Object.keys(definition.columns)] : Object.keys(definition.columns)
  for (const doc of [before, after]) {
    if (!doc) continue
    dirty.keys.add(readKey(entity, doc.id))
    for (const column of ['clientId', ...columns]) {
      const value = doc[column]
      if (typeof value === 'string') dirty.keys.add(listKey(entity, column, value))
    }
  }
}

/** Marks what a command did here. */
export function markEffects(dirty: Dirty, rows: readonly RowEffect[]): void {
  for (const row of rows) markRow(dirty, row.entity, row.before, row.after)
}

/** Marks all that a step touched. */
export function markStage(dirty: Dirty, stage: Stage): void {
  for (const { entity, before, after } of stage.touched) markRow(dirty, entity, before, after)
  if (stage.pages.isReset || stage.pages.droppedClients.size > 0) dirty.all = true
}

/** Pending commands with what they do now. */
export interface Replayed {
  readonly outbox: readonly OutboxEntry[]
  readonly overlay: FlatOverlay
}

/** Replays the commands of `outbox` (by sequence) that `dirty` concerns. */
export async function replay(state: ReplicaState, stage: Stage | null, outbox: readonly OutboxEntry[], dirty: Dirty): Promise<Replayed> {
  const overlay = new FlatOverlay()
  const next: OutboxEntry[] = []
  for (const entry of outbox) {
    const current = unparked(entry, dirty)
    if (current.state.type === 'refused') {
      next.push(current)
      continue
    }
    const replayed = isConcerned(state, current, dirty) ? await replayOne({ state, stage, overlay }, current, dirty) : current
    overlay.add(replayed.rows)
    next.push(replayed)
  }
  return { outbox: next, overlay }
}

/** Executes a command on this device. */
export function executeHere(layers: Layers, envelope: CommandEnvelope): Promise<Result<Effects, Refusal | Missing>> {
  return execute(envelope, {
    commandNamed,
    entityNamed,
    reader: createReader(layers, envelope.id),
    actor: actorOf(layers),
    organisationId: layers.state.meta.organisationId,
    now: eventTime(envelope.at, envelope.clockOffsetMs, null),
    receivedAt: null,
    nextNumber: () => null,
    stampOf: () => null,
    // Where others changed the text meanwhile, this device shows its own until the server has merged them.
    baseText: async ({ current, sha256 }) => (typeof current === 'string' && textHash(current) === sha256 ? current : null)
  })
}

/** Who acts on this device. */
export function actorOf(layers: Layers): Actor {
  const { personId, scope } = layers.state.meta
  const person = hotDoc(layers, 'person', personId)
  const role = person?.['role'] as Actor['role'] | undefined
  return { personId, role: role ?? layers.state.options.role, clientIds: scope }
}

function unparked(entry: OutboxEntry, dirty: Dirty): OutboxEntry {
  if (entry.state.type !== 'parked' || !dirty.keys.has(readKey(entry.state.entity, entry.state.id))) return entry
  return { ...entry, state: { type: 'waiting' } }
}

/** What the server has applied keeps its effects as they are until its rows come: replayed, a sum would count twice. */
function isConcerned(state: ReplicaState, entry: OutboxEntry, dirty: Dirty): boolean {
  if (state.applied.has(entry.envelope.id)) return false
  if (dirty.all) return true
  if (dirty.keys.size === 0) return false
  return entry.reads.includes(readsEverything) || entry.reads.some((key) => dirty.keys.has(key))
}

async function replayOne(layers: Layers, entry: OutboxEntry, dirty: Dirty): Promise<OutboxEntry> {
  markEffects(dirty, entry.rows)
  const result = await executeSafely(layers, entry.envelope)
  if (result?.ok) {
    const { rows, reads, inverse } = result.value
    markEffects(dirty, rows)
    return { ...entry, rows, reads, inverse }
  }
  const missing = result && 'id' in result.error ? [readKey(result.error.entity, result.error.id)] : []
  return { ...entry, rows: [], reads: [...new Set([...entry.reads, ...missing])] }
}

/** A command that throws on today's rows must not keep the rows from coming: it has no effect here until the server has spoken. */
async function executeSafely(layers: Layers, envelope: CommandEnvelope): Promise<Result<Effects, Refusal | Missing> | null> {
  try {
    return await executeHere(layers, envelope)
  } catch {
    return null
  }
}
