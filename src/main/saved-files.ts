// Files that a window saves piece by piece where the person says. Invariants: the window never learns the place; under the chosen name
// there is the whole new file, or what was there before.

import { type FileHandle, open, rename, rm } from 'node:fs/promises'

export interface SavedFiles {
  /** Asks the person for a place; null when none was chosen. */
  readonly begin: (suggestedName: string) => Promise<number | null>
  readonly write: (file: number, bytes: Uint8Array) => Promise<void>
  /** Puts the file in its place, or gives it up. */
  readonly end: (file: number, isWhole: boolean) => Promise<void>
}

interface Writing {
  readonly path: string
  readonly handle: FileHandle
}

/** `choosePlace` asks the person; null: none. */
export function createSavedFiles(choosePlace: (suggestedName: string) => Promise<string | null>): SavedFiles {
  const files = new Map<number, Writing>()
  let count = 0
  const named = (file: number): Writing => {
    const found = files.get(file)
    if (!found) throw new Error('no such file is being written')
    return found
  }
  return {
    begin: async (suggestedName) => {
      const path = await choosePlace(suggestedName)
      if (path === null) return null
      files.set(++count, { path, handle: await open(`${path}.part`, 'w', 0o600) })
      return count
    },
    write: async (file, bytes) => {
      await named(file).handle.appendFile(bytes)
    },
    end: async (file, isWhole) => {
      const { path, handle } = named(file)
      files.delete(file)
      if (isWhole) await handle.sync()
      await handle.close()
      if (isWhole) await rename(`${path}.part`, path)
      else await rm(`${path}.part`, { force: true })
    }
  }
}
