// Room for the journal on a disk that fills up: a file that holds nothing is kept, and let go when it is needed. A full disk is worse than
// an error: the browser engine has been seen to delete its whole database when it starts on one, so room is looked at before it starts.

import { statfs } from 'node:fs/promises'
import { type FilePort, isFull } from '#core/journal/file-port.ts'

/** Bytes of the ballast file. */
export const ballastBytes = 32 * 1024 * 1024
/** Below this the store is not opened. */
export const leastBytes = 24 * 1024 * 1024
/** Above this the ballast is laid (again). */
const amplyBytes = 512 * 1024 * 1024

const name = 'ballast'

export interface JournalRoom {
  /** Lays the ballast when there is ample room, lets it go when there is little; says whether the store can be opened. */
  readonly prepare: () => Promise<{ freeBytes: number; isEnough: boolean; ballast: 'kept' | 'released' }>
  /** True when letting the ballast go made room. */
  readonly release: () => Promise<boolean>
}

/** `free` tells the bytes that a disk has left for us. */
export function createJournalRoom(folder: string, files: FilePort, free: (folder: string) => Promise<number> = freeBytesOf): JournalRoom {
  const release = async (): Promise<boolean> => {
    const isThere = (await sizeOf(files)) > 0
    await files.remove(name)
    return isThere
  }
  return {
    release,
    prepare: async () => {
      const had = (await sizeOf(files)) >= ballastBytes
      const before = await free(folder)
      if (before >= amplyBytes) {
        const isLaid = had || (await lay(files))
        return { freeBytes: before, isEnough: true, ballast: isLaid ? 'kept' : 'released' }
      }
      if (before >= 2 * leastBytes) return { freeBytes: before, isEnough: true, ballast: had ? 'kept' : 'released' }
      await files.remove(name)
      const freeBytes = await free(folder)
      return { freeBytes, isEnough: freeBytes >= leastBytes, ballast: 'released' }
    }
  }
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

async function sizeOf(files: FilePort): Promise<number> {
  const file = await files.open(name)
  try {
    return await file.size()
  } finally {
    await file.close()
  }
}

/** Written, not only sized: a hole in a file holds no room. Random bytes, because some file systems store zeros as holes. */
async function lay(files: FilePort): Promise<boolean> {
  const file = await files.open(name)
  try {
    const chunk = crypto.getRandomValues(new Uint8Array(65_536))
    for (let offset = 0; offset < ballastBytes; offset += chunk.length) await file.write(offset, chunk)
    await file.sync()
    return true
  } catch (error) {
    if (!isFull(error)) throw error
    return false
  } finally {
    await file.close()
  }
}
