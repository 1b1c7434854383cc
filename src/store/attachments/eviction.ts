// What leaves first when room is needed: the least recently used. Invariant: never what the server doesn't have, never what is pinned.

import type { KeptBlob } from './blob-store.ts'

/** Room for contents that the server has too, bytes. */
export const cacheBytes = 536_870_912

/**
 * Which contents to drop so that `needed` bytes more stay within `limit`; as many as there are when that isn't enough.
 * @param isPinned true for what stays for a visit
 */
export function chooseEvictions(
  blobs: readonly KeptBlob[],
  needed: number,
  limit: number,
  isPinned: (blob: KeptBlob) => boolean
): readonly KeptBlob[] {
  const spare = blobs.filter((blob) => !blob.unsent && blob.whole && !isPinned(blob)).sort((a, b) => a.usedAt - b.usedAt)
  let over = blobs.reduce((sum, blob) => sum + blob.received, 0) + needed - limit
  const chosen: KeptBlob[] = []
  for (const blob of spare) {
    if (over <= 0) break
    chosen.push(blob)
    over -= blob.received
  }
  return chosen
}
