// The always-visible state of sync, derived from outbox, conflicts, engine and session: nobody sets it.

import type { SyncStatus } from '#store/contract.ts'
import type { Replica } from '#store/replica.ts'
import type { LinkState } from './sync-link.ts'

/** What the status is derived from. `rows` null: no profile is open. */
export interface StatusFacts {
  readonly phase: 'starting' | 'signed-out' | 'open'
  readonly rows: Pick<Replica, 'outbox' | 'rows' | 'recovered' | 'damage' | 'journalDamage'> | null
  readonly link: LinkState
  readonly indexing: { readonly done: number; readonly total: number } | null
  readonly loading: number | null
  readonly journal: SyncStatus['journal']
  /** What is wrong on this device itself (journal or storage); null when nothing is. */
  readonly localProblem: LocalProblem | null
  /** The profile was deleted because its device was locked out; null: it was not. */
  readonly wiped: { readonly commands: number; readonly lostFiles: number; readonly isDelivered: boolean } | null
}

/** Trouble on this device itself. */
export type LocalProblem = keyof typeof localProblems

/** One sentence for the user. */
const localProblems = {
  'journal-missing': 'The journal of this device doesn’t answer. Nothing can be saved until it does; restart Fixpoint if this stays.',
  'storage-full': 'There is no room left on this device. Nothing more can be saved until there is.',
  'not-saved': 'This device could not write what you did last: it was not saved. Try it again; restart Fixpoint if this stays.',
  'draft-not-kept': 'What you are typing can’t be kept on this device just now. Send it before you leave, or keep a copy elsewhere.',
  unreadable: 'What is kept on this device can’t be opened. Nothing was deleted.'
} as const

/** The one sentence that the person reads who finds the desk gone. */
function wipedWords({ commands, lostFiles, isDelivered }: NonNullable<StatusFacts['wiped']>): string {
  const unsent =
    commands === 1 ? '1 change that was not sent yet is' : `${commands.toLocaleString('en')} changes that were not sent yet are`
  const place = isDelivered ? 'with your administrators' : 'sealed here until your administrators can be reached'
  const kept = commands === 0 ? '' : ` ${unsent} ${place}.`
  const lost = lostFiles === 0 ? '' : ` Files too large to hand over and now gone: ${lostFiles.toLocaleString('en')}.`
  return `This device was locked out, and everything on it was deleted.${kept}${lost}`
}

/** Derives the status. */
export function statusOf(facts: StatusFacts): SyncStatus {
  const { rows, link, localProblem } = facts
  const counts = { waiting: 0, refused: 0, parked: 0 }
  for (const { state } of rows?.outbox() ?? []) counts[state.type]++
  const conflicts = rows ? openConflicts(rows) : 0
  return {
    state: stateOf(facts, counts, conflicts),
    offline: facts.phase === 'open' && link.activity === 'offline',
    ...counts,
    conflicts,
    lastExchangeAt: link.lastExchangeAt,
    problem: facts.wiped ? wipedWords(facts.wiped) : localProblem === null ? link.problem : localProblems[localProblem],
    progress: progressOf(facts),
    journal: facts.journal,
    recovered: rows?.recovered ?? 0,
    damage: rows?.damage() ?? null,
    journalDamage: rows?.journalDamage ?? 0,
    wiped: facts.wiped && { isDelivered: facts.wiped.isDelivered }
  }
}

function openConflicts(rows: Pick<Replica, 'rows'>): number {
  let count = 0
  for (const row of rows.rows('conflict')) if (row['settledAt'] === null) count++
  return count
}

function stateOf(facts: StatusFacts, counts: { waiting: number; refused: number; parked: number }, conflicts: number): SyncStatus['state'] {
  if (facts.phase !== 'open') return facts.phase
  if (facts.localProblem !== null || facts.link.needsPerson || counts.refused + counts.parked + conflicts > 0) return 'needs-you'
  if (facts.link.activity === 'offline') return 'offline'
  return facts.link.activity === 'syncing' || counts.waiting > 0 ? 'syncing' : 'up-to-date'
}

function progressOf({ link, indexing, loading }: StatusFacts): SyncStatus['progress'] {
  if (loading !== null) return { phase: 'loading', done: loading, total: null }
  if (link.progress) return link.progress
  return indexing ? { phase: 'index', ...indexing } : null
}
