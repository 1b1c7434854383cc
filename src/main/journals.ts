// The open journals, one per profile, in `journals/` under the user's data, with each profile's canary and the room they need. A file is
// opened at first use and closed on quitting.

import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import { readWhole, replaceWhole } from '#core/journal/file-port.ts'
import { type JournalFile, openJournal } from '#core/journal/journal.ts'
import type { JournalCipher } from '#core/journal/journal-entries.ts'
import { createJournalRoom, type JournalRoom, type RoomFound, type RoomSizes } from '#core/journal/room.ts'
import { createDiskFiles } from './journal-files.ts'
import { openJournalCipher } from './journal-key.ts'

export interface Journals {
  readonly of: (profile: string) => Promise<JournalFile>
  /** What the store said of itself last; null: nothing yet. */
  readonly readCanary: (profile: string) => Promise<string | null>
  readonly writeCanary: (profile: string, text: string) => Promise<void>
  /** Deletes everything of the profile here; its next use begins anew. */
  readonly wipe: (profile: string) => Promise<void>
  readonly prepareRoom: JournalRoom['prepare']
  readonly close: () => Promise<void>
}

const megabyte = 1024 * 1024
const roomSizes: RoomSizes = { ballast: 32 * megabyte, least: 24 * megabyte, ample: 512 * megabyte }

export function createJournals(userData: string, now: () => number, safeStorage: SafeStorage): Journals {
  const folder = join(userData, 'journals')
  const files = createDiskFiles(folder)
  const room = createJournalRoom({ files, sizes: roomSizes, free: () => freeBytes(folder), filler: randomBytes(65_536) })
  const open = new Map<string, Promise<JournalFile>>()
  let writing: Promise<void> = Promise.resolve()
  let cipher: Promise<JournalCipher | null> | null = null
  const start = async (profile: string): Promise<JournalFile> => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    cipher ??= openJournalCipher(folder, files, safeStorage)
    const name = `${profile}.journal`
    return openJournal({ files, name, now, cipher: await cipher, makeRoom: room.release })
  }
  return {
    of: (profile) => {
      const journal = open.get(profile) ?? start(profile)
      open.set(profile, journal)
      // A file that could not be opened (full disk, rights) is tried again at the next use.
      journal.catch(() => {
        open.delete(profile)
        cipher = null
      })
      return journal
    },
    readCanary: async (profile) => textOf(await readWhole(files, canaryName(profile))),
    writeCanary: (profile, text) => {
      const written = writing.then(() => replaceWhole(files, canaryName(profile), new TextEncoder().encode(text)))
      writing = written.catch(() => undefined)
      return written
    },
    wipe: async (profile) => {
      const journal = await open.get(profile)?.catch(() => undefined)
      open.delete(profile)
      await journal?.close()
      await writing
      const names = await readdir(folder).catch(() => [])
      const own = names.filter((name) => name.startsWith(profile) && wipedEnd.test(name.slice(profile.length)))
      for (const name of own) await rm(join(folder, name), { force: true })
      await files.syncNames()
    },
    // What can't be measured must not keep anybody out.
    prepareRoom: () => room.prepare().catch((error: unknown) => unmeasured(error)),
    close: async () => {
      const all = [...open.values()]
      open.clear()
      await Promise.allSettled(all.map(async (journal) => (await journal).close()))
    }
  }
}

function unmeasured(error: unknown): RoomFound {
  console.error('the room on the disk can not be measured:', error)
  return { freeBytes: 0, isEnough: true, ballast: 'released' }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** A profile's files: journal and canary, and what a crash or damage left beside them. */
const wipedEnd = /^\.(journal|canary)(\.(new|torn-\d+))?$/

const canaryName = (profile: string): string => `${profile}.canary`

function textOf(bytes: Uint8Array): string | null {
  return bytes.length === 0 ? null : new TextDecoder().decode(bytes)
}
