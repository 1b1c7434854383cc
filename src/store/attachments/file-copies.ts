// Contents of files on their way into a copy of the profile and back: what only this device has always goes along, what the server has too
// only when a person wants it. What comes back is taken in like any file, under this device's own keys.

import type { Id } from '#core/kernel/ids.ts'
import type { KeptBlob } from './blob-store.ts'
import { pieceBytes } from './blob-store.ts'
import type { FileReplica } from './file-rows.ts'
import { type FileSource, type FileVault, NoRoom } from './file-vault.ts'

/** A content as a copy names it. `unsent`: the server did not have it when the copy was made. */
export interface CopiedFile {
  readonly ticketId: Id
  readonly clientId: Id
  readonly sha256: string
  readonly size: number
  readonly unsent: boolean
}

/** A content that a copy takes along. A piece that is null is damaged here, and none follows it. */
export interface FileToCopy {
  readonly file: CopiedFile
  pieces(): AsyncIterable<Uint8Array<ArrayBuffer> | null>
}

/** What became of a content that comes back. `known`: it is here already. */
export type TakenBack = 'taken' | 'known' | 'no-room'

/** Contents that a copy takes: first those that are nowhere else. */
export function filesToCopy(vault: FileVault, withCached: boolean): readonly FileToCopy[] {
  const wanted = vault.blobs().filter(({ whole, unsent }) => whole && (unsent || withCached))
  return wanted
    .sort((a, b) => Number(b.unsent) - Number(a.unsent))
    .map((blob) => ({
      file: { ticketId: blob.ticketId, clientId: blob.clientId, sha256: blob.sha256, size: blob.size, unsent: blob.unsent },
      pieces: () => piecesOf(vault, blob)
    }))
}

async function* piecesOf(vault: FileVault, blob: KeptBlob): AsyncIterable<Uint8Array<ArrayBuffer> | null> {
  for (let index = 0; index * pieceBytes < blob.size; index++) {
    const bytes = await vault.piece(blob, index)
    yield bytes
    if (!bytes) return
  }
}

/** Takes a content of a copy in. A ticket that went to another client meanwhile takes it along. @throws when it isn't what the copy says */
export async function takeBackFile(vault: FileVault, replica: FileReplica, file: CopiedFile, source: FileSource): Promise<TakenBack> {
  const { ticketId, sha256 } = file
  if (vault.blobs().some((blob) => blob.whole && blob.ticketId === ticketId && blob.sha256 === sha256)) return 'known'
  const clientId = replica.get('ticket', ticketId)?.clientId ?? file.clientId
  try {
    const blob = await vault.add(source, { clientId, ticketId })
    if (blob.sha256 !== sha256) {
      await vault.drop([blob.id])
      throw new Error(`a file of the copy has ${blob.sha256} instead of ${sha256}`)
    }
    if (!file.unsent) await vault.sent(blob)
    return 'taken'
  } catch (error) {
    if (error instanceof NoRoom) return 'no-room'
    throw error
  }
}
