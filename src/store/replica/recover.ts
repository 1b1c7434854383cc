// What a replica begins with: the store's state, compared with the journal. The side that lacks a command gets it from the other; a
// store that was lost gets its identity and its unsent work back from the journal alone.

import type { Id } from '#core/kernel/ids.ts'
import {
  type Journal,
  type JournalEntry,
  journalKey,
  type KeptJournalEntry,
  type LocalMeta,
  type LocalState,
  type OutboxEntry
} from '#sync/ports.ts'
import type { ReplicaOptions } from '../replica.ts'
import { bySequence, renumber, restored, sendable } from './take-identity.ts'

/** Where the replica starts. */
export interface Recovered {
  readonly meta: LocalMeta
  readonly outbox: readonly OutboxEntry[]
  /** Commands that the outbox lacked. */
  readonly fromJournal: readonly OutboxEntry[]
  /** Commands that the journal lacked. */
  readonly toJournal: readonly JournalEntry[]
  /** Keys of entries whose settling was lost. */
  readonly toSettle: readonly string[]
  readonly journalDamage: number
}

/** Compares store and journal. */
export async function recover(options: ReplicaOptions, state: LocalState): Promise<Recovered> {
  const { entries, damaged } = (await options.journal?.read()) ?? { entries: [], damaged: 0 }
  const meta = state.meta ?? emptyMeta(options, entries)
  const ownSequences = entries.filter(({ envelope }) => envelope.deviceId === meta.deviceId).map(({ envelope }) => envelope.sequence)
  const lastSequence = ownSequences.reduce((last, sequence) => Math.max(last, sequence), meta.lastSequence)
  const known = new Set(state.outbox.map((entry) => entry.envelope.id))
  const lacking = sendable(entries).filter(({ envelope }) => !known.has(envelope.id) && envelope.actorId === meta.personId)
  // A number up to the last kept one was in the outbox: the command left it because the server has it, only the settling was lost
  // (unless the outbox is known to have lost some). Of another identity nobody can say that, since an older store may have come back:
  // the server is asked again, and knows the command.
  const isSettled = ({ envelope }: JournalEntry): boolean =>
    state.meta !== null &&
    state.isOutboxShort !== true &&
    envelope.deviceId === meta.deviceId &&
    envelope.sequence <= state.meta.lastSequence
  // Where the store was lost, nobody knows which server the settled ones went to: it is asked about all of them.
  const wanted = lacking.filter((entry) => (state.meta === null || !entry.settled) && !isSettled(entry)).map(restored)
  const own = wanted.filter(({ envelope }) => envelope.deviceId === meta.deviceId)
  const older = wanted.filter(({ envelope }) => envelope.deviceId !== meta.deviceId)
  const numbered = renumber(older, meta.deviceId, lastSequence)
  const fromJournal = [...own, ...numbered.entries]
  // By key, not by id: where the line of the newest number is damaged, an older number's line would pass for a command that was never sent.
  const journalled = new Set(entries.map(journalKey))
  const unjournalled = options.journal
    ? state.outbox.filter(({ envelope }) => !journalled.has(journalKey({ envelope, dropped: false })))
    : []
  return {
    meta: { ...meta, lastSequence: numbered.lastSequence },
    outbox: bySequence([...state.outbox, ...fromJournal]),
    fromJournal,
    toJournal: [...unjournalled, ...numbered.entries].map(({ envelope }) => ({ envelope, dropped: false })),
    toSettle: [...lacking.filter((entry) => !entry.settled && isSettled(entry)), ...overtaken(entries)].map(journalKey),
    journalDamage: damaged
  }
}

/** Entries that nobody needs any more, because the command was put away, or is settled under a newer number. */
function overtaken(entries: readonly KeptJournalEntry[]): readonly KeptJournalEntry[] {
  const done = new Set(entries.filter((entry) => entry.settled || entry.dropped).map((entry) => entry.envelope.id))
  return entries.filter((entry) => !entry.settled && done.has(entry.envelope.id))
}

/**
 * The device identity that this profile had before, from its store or, when that was lost, from its journal: what a sign-in
 * passes on, so that the server knows the device again. Null: a new device.
 */
export async function knownDevice(state: LocalState, journal: Journal | null): Promise<Id | null> {
  if (state.meta) return state.meta.deviceId
  return (await journal?.read())?.entries.at(-1)?.envelope.deviceId ?? null
}

/** The device identity that a journal's newest command was made under; null when it holds none of this person's. */
function journalDevice(entries: readonly KeptJournalEntry[], personId: Id): Id | null {
  return entries.filter(({ envelope }) => envelope.actorId === personId).at(-1)?.envelope.deviceId ?? null
}

function emptyMeta({ identity }: ReplicaOptions, entries: readonly KeptJournalEntry[]): LocalMeta {
  return {
    organisationId: identity.organisationId,
    personId: identity.personId,
    deviceId: journalDevice(entries, identity.personId) ?? identity.deviceId,
    epoch: null,
    cursor: 0,
    scope: [],
    permissionsKey: '',
    lastSequence: 0,
    clockOffsetMs: 0,
    snapshot: { clients: null, after: null, cursor: 0, aside: false }
  }
}
