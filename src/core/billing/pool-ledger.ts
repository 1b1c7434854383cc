// The ledger of time pools: every edit, move or removal of an entry first reverses what it drew before, then draws anew.
// So the balance of a pool is always the sum of the entries that are in it now, and undoing an edit restores it. Durations are whole seconds.

/** One version of an entry. `poolId` null: it draws from no pool, or was removed. Later `at`, then `id`, is the newer version. */
export interface EntryRevision {
  readonly id: string
  readonly entryId: string
  readonly at: number
  readonly poolId: string | null
  readonly seconds: number
}

/** One line of the ledger; reversals are negative. */
export interface PoolLine {
  readonly revisionId: string
  readonly entryId: string
  readonly poolId: string
  readonly reason: 'drawn' | 'reversed'
  readonly seconds: number
}

/** The ledger and, per pool that ever occurred, the seconds used. */
export interface PoolLedger {
  readonly lines: readonly PoolLine[]
  readonly usedByPool: ReadonlyMap<string, number>
}

/** Builds the ledger from all versions of all entries, in any order. */
export function poolLedger(revisions: readonly EntryRevision[]): PoolLedger {
  const lines: PoolLine[] = []
  const current = new Map<string, EntryRevision>()
  const usedByPool = new Map<string, number>()

  function post(revision: EntryRevision, entry: EntryRevision, reason: PoolLine['reason'], sign: 1 | -1): void {
    if (entry.poolId === null) return
    const seconds = sign * entry.seconds
    lines.push({ revisionId: revision.id, entryId: entry.entryId, poolId: entry.poolId, reason, seconds })
    usedByPool.set(entry.poolId, (usedByPool.get(entry.poolId) ?? 0) + seconds)
  }

  for (const revision of revisions.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    const before = current.get(revision.entryId)
    if (before) post(revision, before, 'reversed', -1)
    post(revision, revision, 'drawn', 1)
    current.set(revision.entryId, revision)
  }
  return { lines, usedByPool }
}
