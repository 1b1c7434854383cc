// One file on its way, in either direction: goes on where the other side, or this one, stands. Every step that counts is durable, so a
// break at any place costs one piece.

import type { Attachment } from '#core/attachments/attachment.entity.ts'
import { type KeptBlob, pieceBytes } from './blob-store.ts'
import { type FileTransport, FileRefused } from './file-transport.ts'
import type { FileVault } from './file-vault.ts'

/** Hears how many bytes are over. */
export type OnProgress = (doneBytes: number) => void

/** An answer that was changed on the way costs a question; a server that never agrees must not cost a circle without end. */
const mostTurns = 8

/** Brings a content to the server, until the server itself says that it has it. [ATT4] */
export async function upload(
  vault: FileVault,
  transport: FileTransport,
  row: Attachment,
  blob: KeptBlob,
  onProgress: OnProgress
): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn++) {
    const state = await transport.state(row.id)
    if (state.whole) return
    if (state.offset === null) await transport.begin(row.id, row.size)
    await sendFrom(vault, transport, row, blob, state.offset ?? 0, onProgress)
  }
  throw new FileRefused('wrong-offset')
}

async function sendFrom(
  vault: FileVault,
  transport: FileTransport,
  row: Attachment,
  blob: KeptBlob,
  offset: number,
  onProgress: OnProgress
): Promise<void> {
  for (let at = offset; at < row.size; ) {
    onProgress(at)
    const index = Math.floor(at / pieceBytes)
    const piece = await vault.piece(blob, index)
    if (!piece) throw new FileRefused('damaged')
    const bytes = piece.slice(at - index * pieceBytes)
    const next = await transport.send(row.id, at, bytes)
    if (next !== at + bytes.length) return
    at = next
  }
}

/** Fetches a content, from where it ended last; null when it wasn't what the row says. [ATT7] */
export async function download(
  vault: FileVault,
  transport: FileTransport,
  row: Attachment,
  onProgress: OnProgress
): Promise<KeptBlob | null> {
  let blob = await vault.receive(row.sha256, row.size, row)
  while (blob.received < row.size) {
    onProgress(blob.received)
    const end = Math.min(row.size, blob.received + pieceBytes)
    blob = await vault.append(blob, await transport.fetch(row.id, blob.received, end))
  }
  return vault.complete(blob)
}
