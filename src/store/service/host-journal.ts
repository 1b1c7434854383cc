// The journal behind the host: each entry is one line of JSON under its key. Damaged text is counted and skipped, never thrown,
// because the other entries are somebody's work.

import type { CommandEnvelope } from '#core/kernel/command.ts'
import type { Host } from '#store/contract.ts'
import { type Journal, type JournalEntry, journalKey, type KeptJournalEntry } from '#sync/ports.ts'

type JournalHost = Pick<Host, 'journal.append' | 'journal.read' | 'journal.acknowledge'>

const pageSize = 1000

/** A journal that the host keeps on disk. */
export function createHostJournal(host: JournalHost): Journal {
  return {
    append: async (entries) => {
      const lines = entries.map((entry) => ({ key: journalKey(entry), payload: JSON.stringify(entry) }))
      for (const page of pagesOf(lines)) await host['journal.append']({ entries: page })
    },
    settle: async (keys) => {
      for (const page of pagesOf(keys)) await host['journal.acknowledge']({ keys: page })
    },
    read: async () => {
      const entries: KeptJournalEntry[] = []
      let unreadable = 0
      for (let skip = 0; ; skip += pageSize) {
        const page = await host['journal.read']({ skip, limit: pageSize })
        for (const { payload, acknowledged } of page.entries) {
          const entry = parseEntry(payload)
          if (entry) entries.push({ ...entry, settled: acknowledged })
          else unreadable++
        }
        if (page.done) return { entries, damaged: page.damaged + unreadable }
      }
    }
  }
}

function* pagesOf<T>(items: readonly T[]): Iterable<readonly T[]> {
  for (let start = 0; start < items.length; start += pageSize) yield items.slice(start, start + pageSize)
}

/** The frame's checksum already held, so only the shape is looked at. */
function parseEntry(payload: string): JournalEntry | null {
  try {
    const value = JSON.parse(payload) as { envelope?: CommandEnvelope; dropped?: unknown }
    const { envelope, dropped } = value
    if (typeof envelope?.id !== 'string' || typeof envelope.sequence !== 'number' || typeof dropped !== 'boolean') return null
    return { envelope, dropped }
  } catch {
    return null
  }
}
