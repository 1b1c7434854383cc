// The contents that lie whole on this device, by the names people gave them: what an archive of open files takes along.

import type { KeptBlob } from './blob-store.ts'
import { type FileReplica, readableFilesOf } from './file-rows.ts'
import type { FileVault } from './file-vault.ts'

/** One content: a path inside an archive, and its bytes piece by piece. */
export interface KeptContent {
  readonly name: string
  readonly chunks: AsyncIterable<Uint8Array>
}

/** All of them, one at a time; a content that is on no ticket (yet), or damaged here, is left out. */
export async function* keptContents(vault: FileVault, replica: FileReplica): AsyncIterable<KeptContent> {
  for (const blob of vault.blobs().filter(({ whole }) => whole)) {
    // One file's pieces at a time are in memory, so this loop is sequential on purpose.
    // oxlint-disable-next-line no-await-in-loop
    const content = await contentOf(vault, replica, blob)
    if (content) yield content
  }
}

async function contentOf(vault: FileVault, replica: FileReplica, blob: KeptBlob): Promise<KeptContent | null> {
  const row = (await readableFilesOf(replica, blob.ticketId))?.find(({ sha256 }) => sha256 === blob.sha256)
  const pieces = row ? await vault.read(blob) : null
  return row && pieces ? { name: pathOf(blob, row.name), chunks: each(pieces) } : null
}

/** The hash keeps two files of one name apart and names the record that tells of it. */
function pathOf({ ticketId, sha256 }: KeptBlob, name: string): string {
  const safe = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_')
  return `files/${ticketId}/${sha256.slice(0, 12)}-${safe}`
}

async function* each(pieces: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* pieces
}
