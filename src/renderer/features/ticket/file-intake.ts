// How a file comes in: kept on this device first, then it may be named in a command. One that can't be kept says why, the others go on.

import { contentHash, fileName, mediaType } from '#core/attachments/attachment.entity.ts'
import { fileProblemSentence, fileWords } from '#core/words/rooms-files.ts'
import { type StoreClient, StoreError } from '#store/client.ts'
import { showProblem } from '#renderer/ui/undo-toast.tsx'

/** A file that is on this device and can be attached. */
export interface HeldFile {
  readonly name: string
  readonly mime: string
  readonly size: number
  readonly sha256: string
}

/** Keeps files for a ticket; answers those that are kept. */
export async function takeFiles(client: StoreClient, ticketId: string, files: readonly File[]): Promise<readonly HeldFile[]> {
  const held: HeldFile[] = []
  for (const file of files) {
    const answer = await client.request('addFile', { ticketId, file }).catch(asProblem)
    const name = plainName(file.name)
    if (answer.ok) held.push({ name, mime: plainType(file.type), size: answer.size, sha256: answer.sha256 })
    else showProblem(fileWords.notTaken(name), fileProblemSentence(answer.problem))
  }
  return held
}

/** The commands that put files on a ticket. */
export function attachCalls(ticketId: string, files: readonly HeldFile[], commentId: string | null) {
  const comment = commentId === null ? {} : { commentId }
  return files.map(({ name, mime, size, sha256 }) => ({
    name: 'attachment.attach',
    input: { ticketId, ...comment, name, mime, size, sha256: contentHash.parse(sha256) }
  }))
}

/** Files of a drop or a paste; text alone has none. */
export function filesOf(data: DataTransfer | null): readonly File[] {
  return [...(data?.files ?? [])]
}

/** What a browser says when the store refuses or the file is gone. */
export function asProblem(error: unknown): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem: error instanceof StoreError ? error.type : 'failed' }
}

function plainName(name: string): string {
  const plain = name.replaceAll(/[\p{Cc}/\\]/gu, '_').trim()
  // The end of a long name tells what it is.
  const short = plain.length > 200 ? `${plain.slice(0, 150)}…${plain.slice(-49)}` : plain
  return fileName.safeParse(short).data ?? 'file'
}

function plainType(type: string): string {
  return mediaType.safeParse(type.split(';')[0]?.trim().toLowerCase()).data ?? 'application/octet-stream'
}
