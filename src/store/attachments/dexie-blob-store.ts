// The blob store on IndexedDB, in a database of its own: rows are read whole at the start, files never are. One record per piece, because
// a shared worker has no synchronous file handle, and the asynchronous one of the origin private file system copies a file at every step
// that has to last (src/ARCHITECTURE.md has the figures).

import Dexie, { type Table } from 'dexie'
import { databasePlace } from '#store/adapters/database-place.ts'
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

interface Tables {
  readonly database: Dexie
  readonly blobs: Table<KeptBlob, string>
  readonly pieces: Table<PieceRecord, [string, number]>
  readonly pins: Table<Pin, [string, string]>
}

/** The store of a profile. */
export function createDexieBlobStore(profile: string): BlobStore {
  let defined: Promise<Tables> | null = null
  const ready = (): Promise<Tables> => (defined ??= databasePlace().then((place) => defineTables(profile, place)))
  return {
    async open() {
      const { database, blobs, pins } = await ready()
      await database.open()
      return { blobs: await blobs.toArray(), pins: await pins.toArray() }
    },
    async put(blob, piece) {
      const { database, blobs, pieces } = await ready()
      if (!piece) return void (await blobs.put(blob))
      const { index, bytes } = piece
      const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
      await database.transaction('rw', [blobs, pieces], async () => {
        await pieces.put({ blob: blob.id, index, bytes: own })
        await blobs.put(blob)
      })
    },
    piece: async (id, index) => (await (await ready()).pieces.get([id, index]))?.bytes ?? null,
    async drop(ids) {
      const { database, blobs, pieces } = await ready()
      await database.transaction('rw', [blobs, pieces], async () => {
        await blobs.bulkDelete([...ids])
        for (const id of ids) await pieces.where('[blob+index]').between([id, 0], [id, Infinity], true, true).delete()
      })
    },
    putPin: async (pin) => void (await (await ready()).pins.put(pin)),
    dropPin: async ({ of, id }) => (await ready()).pins.delete([of, id]),
    close: async () => (await ready()).database.close()
  }
}

function defineTables(profile: string, place: IDBFactory): Tables {
  const database = new Dexie(fileDatabaseName(profile), { chromeTransactionDurability: 'strict', indexedDB: place, IDBKeyRange })
  database.version(1).stores({ blobs: 'id', pieces: '[blob+index]', pins: '[of+id]' })
  return { database, blobs: database.table('blobs'), pieces: database.table('pieces'), pins: database.table('pins') }
}
