// The blob store in memory, for simulations and tests. What is on its disk survives closing.

import type { BlobStore, KeptBlob, Pin } from './blob-store.ts'

/** What survives. */
export interface BlobDisk {
  readonly blobs: Map<string, KeptBlob>
  /** Pieces by `id/index`. */
  readonly pieces: Map<string, Uint8Array<ArrayBuffer>>
  readonly pins: Map<string, Pin>
}

/** An empty disk. */
export function createBlobDisk(): BlobDisk {
  return { blobs: new Map(), pieces: new Map(), pins: new Map() }
}

/** A store on a disk. */
export function createMemoryBlobStore(disk: BlobDisk): BlobStore {
  return {
    open: async () => ({ blobs: [...disk.blobs.values()], pins: [...disk.pins.values()] }),
    put: async (blob, piece) => {
      disk.blobs.set(blob.id, { ...blob })
      if (piece) disk.pieces.set(`${blob.id}/${piece.index}`, piece.bytes.slice())
    },
    piece: async (id, index) => disk.pieces.get(`${id}/${index}`)?.slice() ?? null,
    drop: async (ids) => {
      for (const id of ids) {
        disk.blobs.delete(id)
        for (const key of disk.pieces.keys()) if (key.startsWith(`${id}/`)) disk.pieces.delete(key)
      }
    },
    putPin: async (pin) => void disk.pins.set(`${pin.of}/${pin.id}`, pin),
    dropPin: async (pin) => void disk.pins.delete(`${pin.of}/${pin.id}`),
    close: async () => undefined
  }
}
