// Room for the journal where there is ever less: a file that holds nothing is kept, and let go when it is needed. A full disk is worse than
// an error (browser engines have been seen to delete their whole database when they start on one), so room is looked at before that.

import { type FilePort, isFull } from './file-port.ts'

/** Bytes of the ballast, bytes below which the store is not opened, and bytes above which the ballast is laid (again). */
export interface RoomSizes {
  readonly ballast: number
  readonly least: number
  readonly ample: number
}

/** What a look at the room found. */
export interface RoomFound {
  readonly freeBytes: number
  /** The store may be opened. */
  readonly isEnough: boolean
  readonly ballast: 'kept' | 'released'
}

/** The room of one folder. */
export interface JournalRoom {
  /** Lays the ballast when there is ample room, lets it go when there is little. */
  readonly prepare: () => Promise<RoomFound>
  /** True when letting the ballast go made room. */
  readonly release: () => Promise<boolean>
}

/** What it is made of. `free` tells the bytes that are left for us; `filler` is what the ballast is filled with (some file systems keep no zeros). */
export interface RoomOptions {
  readonly files: FilePort
  readonly sizes: RoomSizes
  readonly free: () => Promise<number>
  readonly filler: Uint8Array
}

const name = 'ballast'

/** Makes the room. */
export function createJournalRoom(options: RoomOptions): JournalRoom {
  const { files, sizes, free } = options
  return {
    release: async () => {
      const isThere = (await laidBytes(files)) > 0
      await files.remove(name)
      return isThere
    },
    prepare: async () => {
      const had = (await laidBytes(files)) >= sizes.ballast
      const before = await free()
      if (before >= sizes.ample) {
        const isLaid = had || (await lay(options))
        return { freeBytes: before, isEnough: true, ballast: isLaid ? 'kept' : 'released' }
      }
      if (before >= 2 * sizes.least) return { freeBytes: before, isEnough: true, ballast: had ? 'kept' : 'released' }
      await files.remove(name)
      const freeBytes = await free()
      return { freeBytes, isEnough: freeBytes >= sizes.least, ballast: 'released' }
    }
  }
}

async function laidBytes(files: FilePort): Promise<number> {
  const file = await files.open(name)
  try {
    return await file.size()
  } finally {
    await file.close()
  }
}

/** Written, not only sized: a hole in a file holds no room. */
async function lay({ files, sizes, filler }: RoomOptions): Promise<boolean> {
  const file = await files.open(name)
  try {
    for (let offset = 0; offset < sizes.ballast; offset += filler.length) await file.write(offset, filler)
    await file.sync()
    return true
  } catch (error) {
    if (!isFull(error)) throw error
    return false
  } finally {
    await file.close()
  }
}
