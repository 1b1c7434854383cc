// Contents of files in a folder that several processes share: `<organisation>/<aa>/<sha>` once per content, beside it one empty mark per
// attachment whose bytes were really sent, and `<organisation>/uploads/<attachment>/<offset>` for what is on its way.
// Invariants: nothing is under its name before it is whole and synced; a hash alone opens nothing, because without the mark of the
// attachment there is no content; two processes that do the same do no harm.

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Attachment } from '#core/attachments/attachment.entity.ts'
import type { Id } from '#core/kernel/ids.ts'
import { type DurableFiles, nodeFiles, unfinished } from './durable-files.ts'

/** What of an attachment's row the store needs. */
export type ContentRow = Pick<Attachment, 'id' | 'sha256' | 'size'>

/** What became of a piece. `mismatch`: the whole has another hash, and all of it was thrown away. */
export type PieceOutcome =
  | { readonly type: 'taken'; readonly offset: number; readonly whole: boolean }
  | { readonly type: 'elsewhere'; readonly offset: number | null }
  | { readonly type: 'mismatch'; readonly sha256: string }

/** The store. Methods reject with what the disk says (`ENOSPC`). */
export interface ContentStore {
  /** True when the attachment's content is here. */
  has(organisationId: Id, row: ContentRow): Promise<boolean>
  /** The content was proven by another attachment that the same person sees: marks this one as well. */
  mark(organisationId: Id, row: ContentRow): Promise<void>
  /** Opens an upload; one that is under way goes on. */
  begin(organisationId: Id, row: ContentRow): Promise<void>
  /** Bytes of an upload that are on disk; null when none was begun, or it expired. */
  offset(organisationId: Id, row: ContentRow): Promise<number | null>
  /** Takes the piece at `offset`; the last one makes the content whole. */
  append(organisationId: Id, row: ContentRow, offset: number, piece: Uint8Array): Promise<PieceOutcome>
  /** Bytes from `start` up to, not including, `end`. */
  read(organisationId: Id, row: ContentRow, start: number, end: number): AsyncIterable<Uint8Array>
  /** Bytes that lie here for an organisation: contents and uploads under way. */
  used(organisationId: Id): Promise<number>
  /** Drops uploads without progress since `before` (UTC milliseconds); answers how many. */
  expire(before: number): Promise<number>
}

const uploads = 'uploads'
const opened = 'opened'

/** A store in a folder. */
export function createContentStore(folder: string, files: DurableFiles = nodeFiles): ContentStore {
  const contentPath = (organisationId: Id, { sha256 }: ContentRow): string => join(folder, organisationId, sha256.slice(0, 2), sha256)
  const markPath = (organisationId: Id, row: ContentRow): string => `${contentPath(organisationId, row)}.${row.id}`
  const uploadPath = (organisationId: Id, { id }: ContentRow): string => join(folder, organisationId, uploads, id)
  const mark = (organisationId: Id, row: ContentRow): Promise<void> => files.put(markPath(organisationId, row), new Uint8Array())
  const offset = async (place: string): Promise<number | null> => (await chainOf(files, place))?.offset ?? null

  /** The mark comes last: a crash before it only means that the last piece is asked for again. */
  const finish = async (organisationId: Id, row: ContentRow): Promise<PieceOutcome> => {
    const place = uploadPath(organisationId, row)
    const chain = await chainOf(files, place)
    const hash = createHash('sha256')
    for await (const piece of piecesOf(files, place, chain?.pieces ?? [])) hash.update(piece)
    const sha256 = hash.digest('hex')
    if (sha256 !== row.sha256) {
      await files.drop(place)
      return { type: 'mismatch', sha256 }
    }
    const path = contentPath(organisationId, row)
    if ((await files.look(path))?.size !== row.size) await files.put(path, piecesOf(files, place, chain?.pieces ?? []))
    await mark(organisationId, row)
    await files.drop(place)
    return { type: 'taken', offset: row.size, whole: true }
  }

  return {
    mark,
    async has(organisationId, row) {
      if (!(await files.look(markPath(organisationId, row)))) return false
      return (await files.look(contentPath(organisationId, row)))?.size === row.size
    },
    async begin(organisationId, row) {
      const place = uploadPath(organisationId, row)
      if ((await offset(place)) === null) await files.put(join(place, opened), new Uint8Array())
      if (row.size === 0) await finish(organisationId, row)
    },
    offset: (organisationId, row) => offset(uploadPath(organisationId, row)),
    async append(organisationId, row, at, piece) {
      const place = uploadPath(organisationId, row)
      const there = await offset(place)
      if (there !== at) return { type: 'elsewhere', offset: there }
      if (piece.length > 0) await files.put(join(place, String(at)), piece)
      const next = at + piece.length
      return next < row.size ? { type: 'taken', offset: next, whole: false } : finish(organisationId, row)
    },
    read: (organisationId, row, start, end) => files.read(contentPath(organisationId, row), start, end),
    used: (organisationId) => bytesWithin(files, join(folder, organisationId)),
    expire: (before) => expireUploads(files, folder, before)
  }
}

/** Bytes of a file, or of all files below a folder. */
async function bytesWithin(files: DurableFiles, path: string): Promise<number> {
  const names = await files.names(path)
  if (names.length === 0) return (await files.look(path))?.size ?? 0
  const sizes = await Promise.all(names.map((name) => bytesWithin(files, join(path, name))))
  return sizes.reduce((sum, size) => sum + size, 0)
}

interface Piece {
  readonly name: string
  readonly size: number
}

/** Pieces that follow each other from the start without a gap; null when there is no upload. */
async function chainOf(files: DurableFiles, place: string): Promise<{ readonly pieces: readonly Piece[]; readonly offset: number } | null> {
  const names = new Set(await files.names(place))
  if (!names.has(opened)) return null
  const pieces: Piece[] = []
  let offset = 0
  while (names.has(String(offset))) {
    const name = String(offset)
    const size = (await files.look(join(place, name)))?.size ?? 0
    if (size === 0) break
    pieces.push({ name, size })
    offset += size
  }
  return { pieces, offset }
}

async function* piecesOf(files: DurableFiles, place: string, pieces: readonly Piece[]): AsyncIterable<Uint8Array> {
  for (const { name, size } of pieces) yield* files.read(join(place, name), 0, size)
}

async function expireUploads(files: DurableFiles, folder: string, before: number): Promise<number> {
  let dropped = 0
  for (const organisation of await files.names(folder)) {
    await dropUnfinished(files, join(folder, organisation), before)
    const places = join(folder, organisation, uploads)
    for (const name of await files.names(places)) {
      const place = join(places, name)
      const found = await Promise.all((await files.names(place)).map((piece) => files.look(join(place, piece))))
      const changedAt = Math.max((await files.look(place))?.changedAt ?? 0, ...found.map((piece) => piece?.changedAt ?? 0))
      if (changedAt >= before) continue
      await files.drop(place)
      dropped++
    }
  }
  return dropped
}

/** What a crash left beside the contents. */
async function dropUnfinished(files: DurableFiles, folder: string, before: number): Promise<void> {
  for (const shelf of (await files.names(folder)).filter((name) => name !== uploads))
    for (const name of (await files.names(join(folder, shelf))).filter((name) => name.endsWith(unfinished))) {
      const path = join(folder, shelf, name)
      if (((await files.look(path))?.changedAt ?? before) < before) await files.drop(path)
    }
}
