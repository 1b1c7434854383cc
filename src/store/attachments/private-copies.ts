// Second copies of unsent contents in the origin's private files: a file per piece, one for the record, all named by the content. They are
// sealed as in the database. Their writing waits for no disk: against a power cut there is the database, against its loss there are these.

import { namesIn } from '#store/journal/private-files.ts'
import type { KeyVault } from '#store/service/key-vault.ts'
import type { KeptBlob } from './blob-store.ts'
import type { SecondStore } from './twin-blob-store.ts'

const recordEnd = '.json'

/** The folder of a profile; made when it is first needed. */
async function folderOf(profile: string): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory()
  return root.getDirectoryHandle(`unsent-${profile}`, { create: true })
}

/** Second copies of a profile. */
export function createPrivateCopies(profile: string): SecondStore {
  return {
    async list() {
      const folder = await folderOf(profile)
      const found: KeptBlob[] = []
      for (const name of await namesIn(folder)) {
        const blob = name.endsWith(recordEnd) ? parse(await read(folder, name)) : null
        if (blob) found.push(blob)
      }
      return found
    },
    async put(blob, piece) {
      const folder = await folderOf(profile)
      if (piece) await write(folder, `${blob.id}.${piece.index}`, piece.bytes)
      await write(folder, `${blob.id}${recordEnd}`, new TextEncoder().encode(JSON.stringify(blob)))
    },
    piece: async (id, index) => read(await folderOf(profile), `${id}.${index}`),
    async drop(ids) {
      const folder = await folderOf(profile)
      const gone = new Set(ids)
      for (const name of await namesIn(folder)) if (gone.has(name.split('.')[0] ?? '')) await folder.removeEntry(name)
    }
  }
}

/** Keys of files beside their copies, for a browser whose key vault is a database that may be lost with the others. */
export function keepKeysBeside(vault: KeyVault, profile: string): KeyVault {
  const nameOf = (name: string): string => `${encodeURIComponent(name)}.key`
  return {
    async read(name) {
      const kept = await vault.read(name)
      if (kept !== null) return kept
      const bytes = await folderOf(profile)
        .then((folder) => read(folder, nameOf(name)))
        .catch(() => null)
      return bytes && new TextDecoder().decode(bytes)
    },
    async write(name, value) {
      await vault.write(name, value)
      const beside = async (): Promise<void> => {
        const folder = await folderOf(profile)
        if (value !== null) await write(folder, nameOf(name), new TextEncoder().encode(value))
        else if ((await namesIn(folder)).includes(nameOf(name))) await folder.removeEntry(nameOf(name))
      }
      // A key that goes must be gone everywhere; one that can't be kept twice is kept once.
      if (value === null) await beside()
      else await beside().catch(() => undefined)
    }
  }
}

async function write(folder: FileSystemDirectoryHandle, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const file = await (await folder.getFileHandle(name, { create: true })).createWritable()
  await file.write(bytes)
  await file.close()
}

async function read(folder: FileSystemDirectoryHandle, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await (await (await folder.getFileHandle(name)).getFile()).arrayBuffer())
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null
    throw error
  }
}

/** A record that was cut is none. */
function parse(bytes: Uint8Array<ArrayBuffer> | null): KeptBlob | null {
  try {
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as KeptBlob)
  } catch {
    return null
  }
}
