// A journal in memory: what was appended outlives the device's process and the loss of its store. A process that dies while it writes
// may leave a part of it.

import { type Journal, type JournalEntry, journalKey } from '#sync/ports.ts'

/** What the disk keeps of a journal. */
export interface JournalLines {
  readonly lines: Map<string, string>
  readonly settled: Set<string>
  damaged: number
}

/** Called around every write; throws to fail it. */
export type JournalFault = (when: 'before' | 'after') => void

export function createJournalLines(): JournalLines {
  return { lines: new Map(), settled: new Set(), damaged: 0 }
}

export function copyJournal({ lines, settled, damaged }: JournalLines): JournalLines {
  return { lines: new Map(lines), settled: new Set(settled), damaged }
}

/** The journal as one process sees it. `isTorn`: a write that fails leaves a part of itself. */
export function openFleetJournal(kept: JournalLines, fault: JournalFault, isTorn: () => boolean): Journal {
  const write = (entry: JournalEntry): void => {
    const key = journalKey(entry)
    if (!kept.lines.has(key)) kept.lines.set(key, JSON.stringify(entry))
  }
  return {
    async append(entries) {
      await Promise.resolve()
      try {
        fault('before')
      } catch (error) {
        if (isTorn()) {
          for (const entry of entries.slice(0, Math.floor(entries.length / 2))) write(entry)
          kept.damaged++
        }
        throw error
      }
      for (const entry of entries) write(entry)
      fault('after')
    },
    async settle(keys) {
      await Promise.resolve()
      fault('before')
      for (const key of keys) kept.settled.add(key)
    },
    read: async () => ({
      entries: [...kept.lines].map(([key, text]) => ({ ...(JSON.parse(text) as JournalEntry), settled: kept.settled.has(key) })),
      damaged: kept.damaged
    })
  }
}
