// The blob store on IndexedDB, in a database of its own: rows are read whole at the start, files never are. One record per piece, because
// a shared worker has no synchronous file handle, and the asynchronous one of the origin private file system copies a file at every step
// that has to last (src/ARCHITECTURE.md has the figures).

import Dexie, { type Table } from 'dexie'
import type { BlobStore, KeptBlob, Pin } from './blob-store.ts'

interface PieceRecord {
  readonly blob: string
  readonly index: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Name of a profile's database of files. */
export function fileDatabaseName(profile: string): string {
  return `fixpoint-files-${profile}`
}

/** The store of a profile. */
export function createDexieBlobStore(profile: string): BlobStore {
  const database = new Dexie(fileDatabaseName(profile), { chromeTransactionDurability: 'strict' })
  database.version(1).stores({ blobs: 'id', pieces: '[blob+index]', pins: '[of+id]' })
  const blobs: Table<KeptBlob, string> = database.table('blobs')
  const pieces: Table<PieceRecord, [string, number]> = database.table('pieces')
  const pins: Table<Pin, [string, string]> = database.table('pins')
  return {
    async open() {
      await database.open()
      return { blobs: await blobs.toArray(), pins: await pins.toArray() }
    },
    async put(blob, piece) {
      if (!piece) return void (await blobs.put(blob))
      const { index, bytes } = piece
      const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
      await database.transaction('rw', [blobs, pieces], async () => {
        await pieces.put({ blob: blob.id, index, bytes: own })
        await blobs.put(blob)
      })
    },
    piece: async (id, index) => (await pieces.get([id, index]))?.bytes ?? null,
    async drop(ids) {
      await database.transaction('rw', [blobs, pieces], async () => {
        await blobs.bulkDelete([...ids])
        for (const id of ids) await pieces.where('[blob+index]').between([id, 0], [id, Infinity], true, true).delete()
      })
    },
    putPin: async (pin) => void (await pins.put(pin)),
    dropPin: ({ of, id }) => pins.delete([of, id]),
    close: async () => database.close()
  }
}
