// The form of a backup: one file of the journal's frames, each with its checksum and number, so that a copy that was cut or changed is
// found before anything of it is used. First a head, then what the profile remembers, commands, drafts, pages and contents of files, at the end
// their count.

import { z } from 'zod'
import { encodeFrame, frameHeaderBytes, scanFrames } from '#core/kernel/journal-frame.ts'
import { id } from '#core/kernel/schema.ts'
import { findEntity } from '#core/registry.ts'
import { contentHash, maxAttachmentBytes } from '#core/attachments/attachment.entity.ts'
import type { CopiedFile } from '#store/attachments/file-copies.ts'
import type { Draft, LocalMeta, OutboxEntry, StoredPage } from '#sync/ports.ts'
import { wireCommand } from '#sync/protocol/push.ts'
import { wireDoc, wireScope } from '#sync/protocol/rows.ts'

/** One record of a backup. */
export type BackupRecord =
  | {
      readonly type: 'head'
      readonly format: BackupFormat
      readonly madeAt: number
      readonly organisationId: string
      readonly personId: string
    }
  | { readonly type: 'meta'; readonly meta: LocalMeta }
  | { readonly type: 'command'; readonly entry: OutboxEntry }
  | { readonly type: 'draft'; readonly draft: Draft }
  | { readonly type: 'page'; readonly page: StoredPage }
  /** A content of a file; its pieces follow, in order. */
  | { readonly type: 'file'; readonly file: CopiedFile }
  | { readonly type: 'piece'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The next piece of the file before was damaged on the device that made the copy: there is nothing more of it, nothing of it counts. */
  | { readonly type: 'cut' }
  | { readonly type: 'end'; readonly records: number }

/** `1` has no files. */
export type BackupFormat = 1 | 2

/** A record, and where in the file the bytes behind its line begin. */
export interface PlacedRecord {
  readonly record: BackupRecord
  readonly bytesAt: number
}

/** The file is not a whole backup: `place` says what is wrong. */
export class BackupUnreadable extends Error {
  readonly place: string
  constructor(place: string) {
    super(`the backup can't be read: ${place}`)
    this.name = 'BackupUnreadable'
    this.place = place
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const lineFeed = 10

const header = z.looseObject({ type: z.literal(['head', 'meta', 'command', 'draft', 'page', 'file', 'piece', 'cut', 'end']) })
const head = z.object({ type: z.literal('head'), format: z.literal([1, 2]), madeAt: z.number(), organisationId: id, personId: id })
const entityName = z.string().refine((name) => findEntity(name) !== undefined)
const pageHead = z.object({
  key: z.object({ entity: entityName, clientId: id.nullable(), low: z.string() }),
  codec: z.int(),
  rows: z.int().nonnegative()
})
const memory = z.looseObject({
  organisationId: id,
  personId: id,
  deviceId: id,
  epoch: id.nullable(),
  cursor: z.int().nonnegative(),
  scope: wireScope,
  permissionsKey: z.string(),
  lastSequence: z.int().nonnegative(),
  clockOffsetMs: z.number(),
  snapshot: z.looseObject({}).nullable()
})
const metaHead = z.object({ meta: memory })
const call = z.looseObject({ name: z.string() })
const effect = z.looseObject({ entity: entityName, id, before: wireDoc.nullable(), after: wireDoc.nullable() })
const state = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('waiting') }),
  z.looseObject({ type: z.literal('refused'), refusal: z.looseObject({ type: z.string() }) }),
  z.looseObject({ type: z.literal('parked'), entity: z.string(), id })
])
const envelope = wireCommand.loose().extend({ actorId: id, deviceId: id })
const commandHead = z.object({
  entry: z.looseObject({ envelope, rows: z.array(effect), reads: z.array(z.string()), inverse: z.array(call), state })
})
const draftHead = z.object({ draft: z.looseObject({ key: z.string(), updatedAt: z.number() }) })
const fileHead = z.object({
  file: z.object({
    ticketId: id,
    clientId: id,
    sha256: contentHash,
    size: z.int().min(0).max(maxAttachmentBytes),
    unsent: z.boolean()
  })
})

/** Bytes of the n-th record (counted from 1). */
export function encodeRecord(record: BackupRecord, number: number, at: number): Uint8Array {
  const { line, bytes } = parts(record)
  const text = encoder.encode(`${JSON.stringify(line)}\n`)
  const payload = new Uint8Array(text.length + bytes.length)
  payload.set(text)
  payload.set(bytes, text.length)
  return encodeFrame({ kind: 1, sequence: number, at, payload })
}

function parts(record: BackupRecord): { readonly line: object; readonly bytes: Uint8Array } {
  if (record.type === 'piece') return { line: { type: 'piece' }, bytes: record.bytes }
  if (record.type !== 'page') return { line: record, bytes: new Uint8Array() }
  const { key, codec, rows, bytes } = record.page
  return { line: { type: 'page', key, codec, rows }, bytes }
}

/**
 * The records of a file, in order.
 * @throws BackupUnreadable when a record is damaged or missing, or the end is
 */
export async function* readRecords(file: Blob): AsyncIterable<BackupRecord> {
  for await (const { record } of readPlaced(file)) yield record
}

/** The same, each with its place. */
export async function* readPlaced(file: Blob): AsyncIterable<PlacedRecord> {
  let [offset, number] = [0, 0]
  while (offset < file.size) {
    const place = `record ${number + 1} at byte ${offset}`
    const front = await bytesOf(file, offset, frameHeaderBytes)
    if (front.length < frameHeaderBytes) throw new BackupUnreadable(place)
    const size = frameHeaderBytes + new DataView(front.buffer, front.byteOffset).getUint32(4, true)
    const [frame] = scanFrames(await bytesOf(file, offset, size)).frames
    if (frame?.offset !== 0 || frame.sequence !== number + 1) throw new BackupUnreadable(place)
    const lineEnd = frame.payload.indexOf(lineFeed) + 1
    const record = decodeRecord(frame.payload.subarray(0, lineEnd), frame.payload.slice(lineEnd), place)
    if ((number === 0) !== (record.type === 'head')) throw new BackupUnreadable('it does not begin as a backup does')
    yield { record, bytesAt: offset + frameHeaderBytes + lineEnd }
    number++
    offset += size
    if (record.type !== 'end') continue
    if (record.records !== number || offset !== file.size) throw new BackupUnreadable('its end does not fit')
    return
  }
  throw new BackupUnreadable(number === 0 ? 'the file is empty' : 'its end is missing')
}

async function bytesOf(file: Blob, offset: number, size: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(offset, offset + size).arrayBuffer())
}

/** What a record must have, where something depends on it; fields that came later pass. */
const forms: Readonly<Partial<Record<BackupRecord['type'], z.ZodType>>> = {
  meta: metaHead,
  command: commandHead,
  draft: draftHead,
  file: fileHead
}

/** The frame's checksum held, which anybody can compute: the shape is looked at too. */
function decodeRecord(text: Uint8Array, bytes: Uint8Array<ArrayBuffer>, place: string): BackupRecord {
  const line = parsed(decoder.decode(text))
  const known = header.safeParse(line)
  if (!known.success) throw new BackupUnreadable(place)
  const { type } = known.data
  if (type === 'head' && !head.safeParse(line).success) throw new BackupUnreadable('it is of another form than this version reads')
  if (type === 'piece') return { type, bytes }
  if (forms[type]?.safeParse(line).success === false) throw new BackupUnreadable(place)
  if (type !== 'page') return line as BackupRecord
  const page = pageHead.safeParse(line)
  if (!page.success) throw new BackupUnreadable(place)
  return { type: 'page', page: { ...page.data, bytes } }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
