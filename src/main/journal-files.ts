// A folder of the disk as the journal sees it. Data is synced by fdatasync, names by syncing the folder.

import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { constants } from 'node:fs'
import { join } from 'node:path'
import type { FilePort, OpenFile } from '#core/journal/file-port.ts'

export function createDiskFiles(folder: string): FilePort {
  return {
    open: async (name) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      return openFile(await open(join(folder, name), constants.O_RDWR | constants.O_CREAT, 0o600))
    },
    rename: (from, to) => rename(join(folder, from), join(folder, to)),
    remove: (name) => rm(join(folder, name), { force: true }),
    syncNames: () => syncFolder(folder)
  }
}

function openFile(file: FileHandle): OpenFile {
  return {
    size: async () => (await file.stat()).size,
    read: async (offset, size) => {
      const bytes = new Uint8Array(size)
      let done = 0
      while (done < size) {
        const { bytesRead } = await file.read(bytes, done, size - done, offset + done)
        if (bytesRead === 0) break
        done += bytesRead
      }
      return bytes.subarray(0, done)
    },
    write: async (offset, bytes) => {
      let done = 0
      while (done < bytes.length) done += (await file.write(bytes, done, bytes.length - done, offset + done)).bytesWritten
    },
    truncate: (size) => file.truncate(size),
    sync: () => file.datasync(),
    close: () => file.close()
  }
}

/** Windows has no folder handles and doesn't need them. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
