// A journal in memory: what was appended outlives the device's process and the loss of its store.

import { type Journal, type JournalEntry, journalKey } from '#sync/ports.ts'

export interface SimJournal {
  readonly lines: Map<string, string>
  readonly settled: Set<string>
  /** The journal as one process sees it; `fault` may fail or kill each write before or after it took place. */
  open: (fault: (when: 'before' | 'after') => void) => Journal
}

export function createSimJournal(): SimJournal {
  const lines = new Map<string, string>()
  const settled = new Set<string>()
  return {
    lines,
    settled,
    open: (fault) => ({
      async append(entries) {
        await Promise.resolve()
        fault('before')
        for (const entry of entries) if (!lines.has(journalKey(entry))) lines.set(journalKey(entry), JSON.stringify(entry))
        fault('after')
      },
      async settle(keys) {
        await Promise.resolve()
        fault('before')
        for (const key of keys) settled.add(key)
      },
      read: async () => ({
        entries: [...lines].map(([key, text]) => ({ ...(JSON.parse(text) as JournalEntry), settled: settled.has(key) })),
        damaged: 0
      })
    })
  }
}
