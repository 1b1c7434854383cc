// Contents that the server lacks lie twice: in the database, and in private files that damage to the database doesn't reach. Invariants: what
// is answered as kept is in the database; the second copy goes as soon as the server has the content; what the database lost of unsent
// contents comes back from it at the next start. A second place that fails costs no file: then there is one copy, as before.

import { type BlobStore, type KeptBlob, pieceBytes } from './blob-store.ts'

/** Where second copies lie. */
export type SecondStore = Pick<BlobStore, 'drop' | 'piece' | 'put'> & {
  /** Records of what lies there, whole or not. */
  list(): Promise<readonly KeptBlob[]>
}

/** A store over both. `onTrouble` hears what the second place can't do. */
export function createTwinBlobStore(store: BlobStore, second: SecondStore, onTrouble: (error: unknown) => void): BlobStore {
  const beside = new Set<string>()
  const dropBeside = async (ids: readonly string[]): Promise<void> => {
    const there = ids.filter((id) => beside.has(id))
    if (there.length === 0) return
    await second.drop(there).catch(onTrouble)
    for (const id of there) beside.delete(id)
  }
  return {
    ...store,
    async open() {
      const { blobs, pins } = await store.open()
      const copies = await second.list().catch((error: unknown) => {
        onTrouble(error)
        return []
      })
      for (const { id } of copies) beside.add(id)
      const known = new Map(blobs.map((blob) => [blob.id, blob]))
      for (const copy of copies) {
        // A half may be what a crash left of bringing it back.
        const isBack = known.get(copy.id)?.whole !== true && (await bringBack(store, second, copy))
        if (isBack) known.set(copy.id, copy)
        else if (known.get(copy.id)?.unsent !== true) await dropBeside([copy.id])
      }
      return { blobs: [...known.values()], pins }
    },
    async put(blob, piece) {
      if (blob.unsent) beside.add(blob.id)
      await Promise.all([store.put(blob, piece), blob.unsent ? second.put(blob, piece).catch(onTrouble) : undefined])
      if (!blob.unsent) await dropBeside([blob.id])
    },
    async drop(ids) {
      await store.drop(ids)
      await dropBeside(ids)
    }
  }
}

/** Puts a copy that is whole into the database again; false when it isn't whole. The record that makes it count comes last. */
async function bringBack(store: BlobStore, second: SecondStore, copy: KeptBlob): Promise<boolean> {
  if (!copy.whole) return false
  for (let index = 0; index * pieceBytes < copy.size; index++) {
    const bytes = await second.piece(copy.id, index)
    if (!bytes) return false
    await store.put({ ...copy, whole: false, received: index * pieceBytes }, { index, bytes })
  }
  await store.put(copy)
  return true
}
