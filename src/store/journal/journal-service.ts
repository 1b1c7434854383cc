// What the holder of a profile's private files does for the store: the journal, the canary and a look at the room that is left.

import { type FilePort, readWhole, replaceWhole } from '#core/journal/file-port.ts'
import { type JournalFile, openJournal } from '#core/journal/journal.ts'
import { createJournalRoom } from '#core/journal/room.ts'
import type { Host } from '#store/contract.ts'

/** The part of a host that lies in files. */
export type JournalHost = Omit<Host, 'secret.read' | 'secret.write'>

const megabyte = 1024 * 1024
const sizes = { ballast: 4 * megabyte, least: 8 * megabyte, ample: 128 * megabyte }

/** What it is made of. `names`: of all files there; `free`: bytes that the browser would still give; `now`: UTC milliseconds. */
export interface JournalServiceDeps {
  readonly files: FilePort
  readonly names: () => Promise<readonly string[]>
  readonly now: () => number
  readonly free: () => Promise<number>
  readonly randomBytes: (count: number) => Uint8Array
}

/** Opens the journal of the folder. */
export async function openJournalHost({ files, names, now, free, randomBytes }: JournalServiceDeps): Promise<JournalHost> {
  const room = createJournalRoom({ files, sizes, free, filler: randomBytes(65_536) })
  const open = (): Promise<JournalFile> => openJournal({ files, name: 'journal', now, makeRoom: room.release })
  let journal = await open()
  return {
    'journal.append': async ({ entries }) => {
      await journal.append(entries)
      return null
    },
    'journal.read': async ({ skip, limit }) => {
      const { entries, done, health } = await journal.read(skip, limit)
      return { entries, done, damaged: health.damagedPlaces + (health.tornBytes > 0 ? 1 : 0) }
    },
    'journal.acknowledge': async ({ keys }) => {
      await journal.acknowledge(keys)
      return null
    },
    'journal.wipe': async () => {
      await journal.close()
      for (const name of (await names()).filter((each) => /^(journal|canary)\b/.test(each))) await files.remove(name)
      journal = await open()
      return null
    },
    'canary.read': async () => {
      const bytes = await readWhole(files, 'canary')
      return { text: bytes.length === 0 ? null : new TextDecoder().decode(bytes) }
    },
    'canary.write': async ({ text }) => {
      await replaceWhole(files, 'canary', new TextEncoder().encode(text))
      return null
    },
    'room.prepare': async () => {
      const { freeBytes, isEnough } = await room.prepare()
      return { freeBytes, isEnough }
    }
  }
}
