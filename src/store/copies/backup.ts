// A backup of a profile, and its way back. Invariants: nothing of a file is used before the whole of it was read and found sound; commands
// come back under this device's own new numbers with their old ids, so the server applies each once and no device is forked.

import type { CopiedFile, FileToCopy } from '#store/attachments/file-copies.ts'
import { pieceBytes } from '#store/attachments/blob-store.ts'
import type { Files } from '#store/attachments/files.ts'
import type { FileSource } from '#store/attachments/file-vault.ts'
import type { Replica } from '#store/replica.ts'
import { createSha256 } from '#store/service/sha256.ts'
import type { Draft, LocalMeta, OutboxEntry } from '#sync/ports.ts'
import { type BackupRecord, BackupUnreadable, encodeRecord, readPlaced, readRecords } from './backup-records.ts'

/** A part of a copy under way: bytes, and how many of `total` steps are done. `leftOut`: files that are damaged here, so far. */
export interface CopyPart {
  readonly bytes: Uint8Array
  readonly done: number
  readonly total: number
  readonly leftOut: number
}

/** Writes a backup part by part, with the contents of `files`. `madeAt` in UTC milliseconds. */
export async function* writeBackup(
  replica: Pick<Replica, 'copySource'>,
  files: readonly FileToCopy[],
  madeAt: number
): AsyncIterable<CopyPart> {
  const source = replica.copySource()
  const { meta, outbox } = source
  const pieces = files.reduce((sum, { file }) => sum + Math.ceil(file.size / pieceBytes), 0)
  let [number, done, leftOut] = [0, 0, 0]
  const total = source.pageCount + pieces
  const part = (record: BackupRecord): CopyPart => ({ bytes: encodeRecord(record, ++number, madeAt), done, total, leftOut })
  yield part({ type: 'head', format: 2, madeAt, organisationId: meta.organisationId, personId: meta.personId })
  yield part({ type: 'meta', meta })
  for (const entry of outbox) yield part({ type: 'command', entry })
  for (const draft of await source.drafts()) yield part({ type: 'draft', draft })
  for await (const page of source.pages()) {
    done = Math.min(done + 1, source.pageCount)
    yield part({ type: 'page', page })
  }
  for (const content of files) {
    yield part({ type: 'file', file: content.file })
    for await (const bytes of content.pieces()) {
      done++
      if (!bytes) leftOut++
      yield part(bytes ? { type: 'piece', bytes } : { type: 'cut' })
    }
  }
  done = total
  yield part({ type: 'end', records: number + 1 })
}

/** What came back. `pages` 0: this profile had rows of its own, which are newer. `filesLeft`: files for which there was no room. */
export interface Restored {
  readonly commands: number
  readonly drafts: number
  readonly pages: number
  readonly files: number
  readonly filesLeft: number
  readonly madeAt: number
}

/** Why nothing came back. */
export type RestoreProblem = { readonly type: 'unreadable'; readonly place: string } | { readonly type: 'other-person' }

/** Where files come back to; null where this device can keep none. */
export type FilesToRestore = Pick<Files, 'takeBack' | 'wake'> | null

/** Brings a backup back into an open profile of the same person. */
export async function restoreBackup(
  replica: Pick<Replica, 'meta' | 'takeBackup'>,
  files: FilesToRestore,
  file: Blob
): Promise<{ readonly ok: true; readonly restored: Restored } | { readonly ok: false; readonly problem: RestoreProblem }> {
  try {
    const found = await readBackup(file)
    const { organisationId, personId } = replica.meta()
    if (found.meta.organisationId !== organisationId || found.meta.personId !== personId)
      return { ok: false, problem: { type: 'other-person' } }
    const taken = await replica.takeBackup({ ...found, pages: () => pagesOf(file) })
    return { ok: true, restored: { ...taken, ...(await takeFiles(files, file, found.files)), madeAt: found.madeAt } }
  } catch (error) {
    if (error instanceof BackupUnreadable) return { ok: false, problem: { type: 'unreadable', place: error.place } }
    throw error
  }
}

interface FoundFile {
  readonly file: CopiedFile
  /** Where each piece lies in the backup. */
  readonly pieces: readonly { readonly at: number; readonly size: number }[]
}

interface Contents {
  readonly madeAt: number
  readonly meta: LocalMeta
  readonly outbox: readonly OutboxEntry[]
  readonly drafts: readonly Draft[]
  readonly files: readonly FoundFile[]
}

/** Reads the whole file once, so that damage anywhere in it is known before anything is written; pages and files are read again. */
async function readBackup(file: Blob): Promise<Contents> {
  let [madeAt, meta] = [0, null as LocalMeta | null]
  const outbox: OutboxEntry[] = []
  const drafts: Draft[] = []
  const files = collectFiles()
  for await (const { record, bytesAt } of readPlaced(file)) {
    files.take(record, bytesAt)
    if (record.type === 'head') madeAt = record.madeAt
    else if (record.type === 'meta') meta = record.meta
    else if (record.type === 'command') outbox.push(record.entry)
    else if (record.type === 'draft') drafts.push(record.draft)
  }
  if (!meta) throw new BackupUnreadable('what the profile remembers is missing')
  return { madeAt, meta, outbox, drafts, files: files.found }
}

/** Gathers files from records and holds each content against its hash. */
function collectFiles(): { readonly found: readonly FoundFile[]; take(record: BackupRecord, bytesAt: number): void } {
  const found: FoundFile[] = []
  let open: {
    readonly file: CopiedFile
    readonly pieces: { at: number; size: number }[]
    readonly hash: ReturnType<typeof createSha256>
  } | null = null
  const close = (): void => {
    if (!open) return
    if (open.hash.digest() !== open.file.sha256) throw new BackupUnreadable(`the file ${open.file.sha256} is not whole`)
    found.push({ file: open.file, pieces: open.pieces })
    open = null
  }
  return {
    found,
    take(record, bytesAt) {
      if (record.type === 'cut') open = null
      else if (record.type !== 'piece') close()
      if (record.type === 'file') open = { file: record.file, pieces: [], hash: createSha256() }
      if (record.type !== 'piece') return
      if (!open || (open.pieces.at(-1)?.size ?? pieceBytes) !== pieceBytes) throw new BackupUnreadable('a piece belongs to no file')
      open.hash.updateBytes(record.bytes)
      open.pieces.push({ at: bytesAt, size: record.bytes.length })
    }
  }
}

async function takeFiles(
  files: FilesToRestore,
  backup: Blob,
  found: readonly FoundFile[]
): Promise<{ readonly files: number; readonly filesLeft: number }> {
  let [taken, left] = [0, 0]
  for (const each of found) {
    const became = files ? await files.takeBack(each.file, sourceOf(backup, each)) : 'no-room'
    if (became === 'taken') taken++
    else if (became === 'no-room') left++
  }
  files?.wake()
  return { files: taken, filesLeft: left }
}

/** The pieces of a backup are those in which files are taken in. */
function sourceOf(backup: Blob, { file, pieces }: FoundFile): FileSource {
  return {
    size: file.size,
    slice(start) {
      const piece = pieces[Math.floor(start / pieceBytes)] ?? { at: 0, size: 0 }
      return backup.slice(piece.at, piece.at + piece.size)
    }
  }
}

async function* pagesOf(file: Blob) {
  for await (const record of readRecords(file)) if (record.type === 'page') yield record.page
}
