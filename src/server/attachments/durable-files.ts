// Files that survive a crash: a new file is synced beside its place, takes its name in one step, and the folder is synced before anything
// builds on it. A port, so that tests can crash it at every step.

import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What the store of contents needs of a disk. A path that isn't there is answered, not thrown. */
export interface DurableFiles {
  /** Resolves when the file is whole and on disk under its name, with the folders above it. An older one is replaced. */
  put(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>
  /** Names in a folder; none where there is no folder. */
  names(folder: string): Promise<readonly string[]>
  /** Bytes and time of the last change (UTC milliseconds); null when it isn't there. */
  look(path: string): Promise<{ readonly size: number; readonly changedAt: number } | null>
  /** Bytes from `start` up to, not including, `end`; piece by piece. */
  read(path: string, start: number, end: number): AsyncIterable<Uint8Array>
  /** Removes a file or a whole folder. */
  drop(path: string): Promise<void>
}

/** Bytes that are read at once. */
const pieceBytes = 262_144

/** Ends the name of a file that isn't whole yet. */
export const unfinished = '.new'

/** The disk of this machine. */
export const nodeFiles: DurableFiles = {
  async put(path, content) {
    const folder = dirname(path)
    await makeFolder(folder)
    const temporary = join(folder, `${randomUUID()}${unfinished}`)
    try {
      await writeSynced(temporary, content)
      await rename(temporary, path)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
    await syncFolder(folder)
  },
  names: (folder) => readdir(folder).catch(whenMissing([])),
  async look(path) {
    const found = await stat(path).catch(whenMissing(null))
    return found && { size: found.size, changedAt: found.mtimeMs }
  },
  async *read(path, start, end) {
    const file = await open(path, 'r')
    try {
      for (let at = start; at < end; ) {
        const piece = new Uint8Array(Math.min(pieceBytes, end - at))
        const { bytesRead } = await file.read(piece, 0, piece.length, at)
        if (bytesRead === 0) throw new Error(`${path} ends at ${at} instead of ${end}`)
        yield piece.subarray(0, bytesRead)
        at += bytesRead
      }
    } finally {
      await file.close()
    }
  },
  drop: (path) => rm(path, { recursive: true, force: true })
}

async function writeSynced(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    if (content instanceof Uint8Array) await writeAll(file, content)
    else for await (const piece of content) await writeAll(file, piece)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten
}

/** A folder's own entry must be on disk as well. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made))
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no such call and keeps names in its own log.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function whenMissing<T>(instead: T): (error: { readonly code?: string }) => T {
  return (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return instead
    throw error
  }
}
