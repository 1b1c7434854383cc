// The origin's private files as the journal sees them, through synchronous handles, which only a dedicated worker has. A handle is the
// file's one owner, so each open file must be closed before it is renamed or opened again. The browser syncs names by itself.

import type { FilePort, OpenFile } from '#core/journal/file-port.ts'

/** `move` is in every engine that has private files, but not yet in TypeScript's library. */
type MovableFile = FileSystemFileHandle & { move(name: string): Promise<void> }

/** The files of a folder. */
export function createPrivateFiles(folder: FileSystemDirectoryHandle): FilePort {
  return {
    open: async (name) => openFile(await (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle()),
    rename: async (from, to) => ((await folder.getFileHandle(from)) as MovableFile).move(to),
    remove: async (name) => {
      try {
        await folder.removeEntry(name)
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error
      }
    },
    syncNames: async () => undefined
  }
}

/** Names of the files in a folder. */
export async function namesIn(folder: FileSystemDirectoryHandle): Promise<readonly string[]> {
  const names: string[] = []
  for await (const name of folder.keys()) names.push(name)
  return names
}

function openFile(handle: FileSystemSyncAccessHandle): OpenFile {
  return {
    size: async () => handle.getSize(),
    read: async (offset, size) => {
      const bytes = new Uint8Array(size)
      return bytes.subarray(0, handle.read(bytes, { at: offset }))
    },
    write: async (offset, bytes) => {
      // A full quota is told by a short count in some engines, by an error in others.
      const written = handle.write(bytes, { at: offset })
      if (written < bytes.length) throw new DOMException('the file took a part of the bytes', 'QuotaExceededError')
    },
    truncate: async (size) => handle.truncate(size),
    sync: async () => handle.flush(),
    close: async () => handle.close()
  }
}
