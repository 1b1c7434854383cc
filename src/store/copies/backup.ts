// A backup of a profile, and its way back. Invariants: nothing of a file is used before the whole of it was read and found sound; commands
// come back under this device's own new numbers with their old ids, so the server applies each once and no device is forked.

import type { Replica } from '#store/replica.ts'
import type { Draft, LocalMeta, OutboxEntry } from '#sync/ports.ts'
import { type BackupRecord, BackupUnreadable, encodeRecord, readRecords } from './backup-records.ts'

/** A part of a copy under way: bytes, and how many of `total` steps are done. */
export interface CopyPart {
  readonly bytes: Uint8Array
  readonly done: number
  readonly total: number
}

/** Writes a backup part by part. `madeAt` in UTC milliseconds. */
export async function* writeBackup(replica: Pick<Replica, 'copySource'>, madeAt: number): AsyncIterable<CopyPart> {
  const source = replica.copySource()
  const { meta, outbox } = source
  let [number, done] = [0, 0]
  const part = (record: BackupRecord): CopyPart => ({ bytes: encodeRecord(record, ++number, madeAt), done, total: source.pageCount })
  yield part({ type: 'head', format: 1, madeAt, organisationId: meta.organisationId, personId: meta.personId })
  yield part({ type: 'meta', meta })
  for (const entry of outbox) yield part({ type: 'command', entry })
  for (const draft of await source.drafts()) yield part({ type: 'draft', draft })
  for await (const page of source.pages()) {
    done = Math.min(done + 1, source.pageCount)
    yield part({ type: 'page', page })
  }
  yield part({ type: 'end', records: number + 1 })
}

/** What came back. `pages` 0: this profile had rows of its own, which are newer. */
export interface Restored {
  readonly commands: number
  readonly drafts: number
  readonly pages: number
  readonly madeAt: number
}

/** Why nothing came back. */
export type RestoreProblem = { readonly type: 'unreadable'; readonly place: string } | { readonly type: 'other-person' }

/** Brings a backup back into an open profile of the same person. */
export async function restoreBackup(
  replica: Pick<Replica, 'meta' | 'takeBackup'>,
  file: Blob
): Promise<{ readonly ok: true; readonly restored: Restored } | { readonly ok: false; readonly problem: RestoreProblem }> {
  try {
    const found = await readBackup(file)
    const { organisationId, personId } = replica.meta()
    if (found.meta.organisationId !== organisationId || found.meta.personId !== personId)
      return { ok: false, problem: { type: 'other-person' } }
    const taken = await replica.takeBackup({ ...found, pages: () => pagesOf(file) })
    return { ok: true, restored: { ...taken, madeAt: found.madeAt } }
  } catch (error) {
    if (error instanceof BackupUnreadable) return { ok: false, problem: { type: 'unreadable', place: error.place } }
    throw error
  }
}

interface Contents {
  readonly madeAt: number
  readonly meta: LocalMeta
  readonly outbox: readonly OutboxEntry[]
  readonly drafts: readonly Draft[]
}

/** Reads the whole file once, so that damage anywhere in it is known before anything is written; pages are read again one by one. */
async function readBackup(file: Blob): Promise<Contents> {
  let [madeAt, meta] = [0, null as LocalMeta | null]
  const outbox: OutboxEntry[] = []
  const drafts: Draft[] = []
  for await (const record of readRecords(file)) {
    if (record.type === 'head') madeAt = record.madeAt
    else if (record.type === 'meta') meta = record.meta
    else if (record.type === 'command') outbox.push(record.entry)
    else if (record.type === 'draft') drafts.push(record.draft)
  }
  if (!meta) throw new BackupUnreadable('what the profile remembers is missing')
  return { madeAt, meta, outbox, drafts }
}

async function* pagesOf(file: Blob) {
  for await (const record of readRecords(file)) if (record.type === 'page') yield record.page
}
