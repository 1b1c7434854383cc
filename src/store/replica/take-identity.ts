// Two great changes of what a device stands on: the server was restored from a backup (epoch), or this profile is a copy of another
// (fork). In both the outbox and every command id stay; nothing that was acknowledged is lost, nothing is applied twice.

import type { Id } from '#core/kernel/ids.ts'
import type { JournalEntry, KeptJournalEntry, OutboxEntry } from '#sync/ports.ts'
import { freshSnapshot } from './fresh-snapshot.ts'
import { FlatOverlay } from './overlay.ts'
import { createDirty, readsEverything, replay } from './replay.ts'
import type { ReplicaState } from './state.ts'
import { commitStep } from './steps.ts'

/** Takes the server's new epoch: a fresh snapshot is noted, and what the server may have forgotten waits to be sent again. */
export async function takeEpoch(state: ReplicaState, epoch: Id, highWater: number): Promise<void> {
  const { entries } = (await state.options.journal?.read()) ?? { entries: [] }
  const pending = state.outbox.map((entry) => (entry.state.type === 'parked' ? { ...entry, state: { type: 'waiting' as const } } : entry))
  const known = new Set(pending.map((entry) => entry.envelope.id))
  const forgotten = sendable(entries).filter((entry) => !known.has(entry.envelope.id))
  // Not only what lies above the high water: the restored server may have given these numbers to a copy of this device. What it
  // knows it answers from its record.
  const own = forgotten.filter(({ envelope }) => envelope.deviceId === state.meta.deviceId).map(restored)
  const older = forgotten.filter(({ envelope }) => envelope.deviceId !== state.meta.deviceId).map(restored)
  const numbered = renumber(older, state.meta.deviceId, Math.max(state.meta.lastSequence, highWater))
  await journal(state, numbered.entries)
  state.applied.clear()
  const outbox = bySequence([...pending, ...own, ...numbered.entries])
  await commitStep(state, {
    outbox,
    overlay: overlayOf(outbox),
    meta: { epoch, cursor: 0, lastSequence: numbered.lastSequence, snapshot: freshSnapshot(state) }
  })
}

/** Takes a new device identity: what the server has not acknowledged gets new numbers under it. */
export async function takeDevice(state: ReplicaState, deviceId: Id): Promise<void> {
  if (deviceId === state.meta.deviceId) return
  const open = state.outbox.filter((entry) => entry.state.type !== 'refused')
  const refused = state.outbox.filter((entry) => entry.state.type === 'refused')
  const numbered = renumber(open, deviceId, 0)
  await journal(state, numbered.entries)
  const replayed = await replay(state, null, [...refused, ...numbered.entries], createDirty(true))
  await commitStep(state, { ...replayed, meta: { deviceId, lastSequence: numbered.lastSequence } })
}

/** A command from the journal whose effects here are not known yet. */
export function restored(entry: JournalEntry): OutboxEntry {
  return { envelope: entry.envelope, rows: [], reads: [readsEverything], inverse: [], state: { type: 'waiting' } }
}

/**
 * Commands of a journal that may be sent: each once, under its newest number, without what was put away. Settled under one number is
 * settled: an older store may have sent it under the number that it knew.
 */
export function sendable(entries: readonly KeptJournalEntry[]): readonly KeptJournalEntry[] {
  const settled = new Set(entries.flatMap((entry) => (entry.settled ? [entry.envelope.id] : [])))
  const newest = new Map<Id, KeptJournalEntry>()
  for (const entry of entries) newest.set(entry.envelope.id, { ...entry, settled: settled.has(entry.envelope.id) })
  for (const entry of entries) if (entry.dropped) newest.delete(entry.envelope.id)
  return [...newest.values()]
}

/** Entries by device order. */
export function bySequence(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  return entries.toSorted((a, b) => a.envelope.sequence - b.envelope.sequence)
}

/** What the entries do here, as far as it is known. */
export function overlayOf(entries: readonly OutboxEntry[]): FlatOverlay {
  const overlay = new FlatOverlay()
  for (const entry of entries) if (entry.state.type !== 'refused') overlay.add(entry.rows)
  return overlay
}

/** The entries in the same order under a device's numbers after `after`. */
export function renumber(
  entries: readonly OutboxEntry[],
  deviceId: Id,
  after: number
): { readonly entries: readonly OutboxEntry[]; readonly lastSequence: number } {
  const numbered = entries.map((entry, index) => ({ ...entry, envelope: { ...entry.envelope, deviceId, sequence: after + index + 1 } }))
  return { entries: numbered, lastSequence: after + entries.length }
}

async function journal(state: ReplicaState, entries: readonly OutboxEntry[]): Promise<void> {
  if (entries.length > 0) await state.options.journal?.append(entries.map(({ envelope }) => ({ envelope, dropped: false })))
}
