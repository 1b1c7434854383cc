// The open journals, one per profile, in `journals/` under the user's data. A file is opened at first use and closed on quitting.

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Journal, openJournal } from './journal.ts'

export interface Journals {
  readonly of: (profile: string) => Promise<Journal>
  readonly close: () => Promise<void>
}

export function createJournals(userData: string, now: () => number): Journals {
  const folder = join(userData, 'journals')
  const open = new Map<string, Promise<Journal>>()
  const start = async (profile: string): Promise<Journal> => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return openJournal(join(folder, `${profile}.journal`), now)
  }
  return {
    of: (profile) => {
      const journal = open.get(profile) ?? start(profile)
      open.set(profile, journal)
      // A file that could not be opened (full disk, rights) is tried again at the next use.
      journal.catch(() => open.delete(profile))
      return journal
    },
    close: async () => {
      const all = [...open.values()]
      open.clear()
      await Promise.allSettled(all.map(async (journal) => (await journal).close()))
    }
  }
}
