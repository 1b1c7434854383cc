// Copies of the profile on their way to a window. What is made goes into blobs, which the browser keeps outside of the worker's memory.

import type { z } from 'zod'
import type { EntityDefinition } from '#core/kernel/entity.ts'
import type { Files } from '#store/attachments/files.ts'
import type { CopyAnswers, CopyProgress, copyRequests, RestoreAnswer } from '#store/contract-copies.ts'
import { type CopyPart, restoreBackup, writeBackup } from '#store/copies/backup.ts'
import { BackupUnreadable } from '#store/copies/backup-records.ts'
import { writeOpenFiles } from '#store/copies/open-files.ts'
import { isSealed, openSealed, sealParts, WrongPassphrase } from '#store/copies/sealed-file.ts'
import type { Replica } from '#store/replica.ts'
import { WindowError } from './window-error.ts'

interface Job {
  readonly parts: AsyncIterator<CopyPart>
  readonly blobs: Blob[]
  progress: Omit<CopyProgress, 'file'>
}

/** What a window asked for. */
export type WantedCopy = z.infer<typeof copyRequests.beginCopy>

/** Copies that windows have begun. `now` in UTC milliseconds. */
export interface Copies {
  /** `files` null: their store can't be opened here, so the archive is of records alone. */
  begin(replica: Replica, files: Files | null, wanted: WantedCopy): CopyAnswers['beginCopy']
  step(job: number): Promise<CopyProgress>
  end(job: number): Promise<void>
}

/** How long a step goes on, and bytes after which it ends. */
const stepMs = 120
const stepBytes = 4_000_000

/** Makes an empty list of copies. */
export function createCopies(entities: readonly EntityDefinition[], now: () => number): Copies {
  const jobs = new Map<number, Job>()
  let count = 0
  return {
    begin(replica, files, wanted) {
      const parts =
        wanted.kind === 'backup'
          ? backupParts(replica, files, wanted, now())
          : writeOpenFiles(replica, entities, files?.contents() ?? none())
      jobs.set(++count, { parts: parts[Symbol.asyncIterator](), blobs: [], progress: { done: 0, total: 1, leftOut: 0 } })
      return { job: count }
    },
    async step(number) {
      const job = jobs.get(number)
      if (!job) throw new WindowError({ type: 'invalid-input', field: 'params.job', expected: 'a copy that was begun' })
      return goOn(job, now)
    },
    async end(number) {
      await jobs.get(number)?.parts.return?.()
      jobs.delete(number)
    }
  }
}

async function goOn(job: Job, now: () => number): Promise<CopyProgress> {
  const until = now() + stepMs
  const made: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  for (;;) {
    const { value, done } = await job.parts.next()
    if (!done) {
      made.push(value.bytes as Uint8Array<ArrayBuffer>)
      bytes += value.bytes.length
      job.progress = { done: value.done, total: value.total, leftOut: value.leftOut }
    }
    if (!done && now() < until && bytes < stepBytes) continue
    if (made.length > 0) job.blobs.push(new Blob(made))
    return { ...job.progress, file: done ? new Blob(job.blobs) : null }
  }
}

function backupParts(replica: Replica, files: Files | null, wanted: WantedCopy, madeAt: number): AsyncIterable<CopyPart> {
  const parts = writeBackup(replica, files?.toCopy(wanted.cachedFiles ?? false) ?? [], madeAt)
  const { passphrase } = wanted
  if (passphrase === undefined) return parts
  return sealParts(parts, { passphrase, randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)) })
}

/** Brings a backup back; a sealed one needs its passphrase. */
export async function restoreCopy(
  replica: Replica,
  files: Files | null,
  file: Blob,
  passphrase: string | undefined
): Promise<RestoreAnswer> {
  try {
    const sealed = await isSealed(file)
    if (sealed && passphrase === undefined) return { ok: false, problem: 'needs-passphrase', place: null }
    const answer = await restoreBackup(replica, files, sealed ? await openSealed(file, passphrase ?? '') : file)
    if (answer.ok) return { ok: true, ...answer.restored }
    const { problem } = answer
    return { ok: false, problem: problem.type, place: problem.type === 'unreadable' ? problem.place : null }
  } catch (error) {
    if (error instanceof WrongPassphrase) return { ok: false, problem: 'wrong-passphrase', place: null }
    if (error instanceof BackupUnreadable) return { ok: false, problem: 'unreadable', place: error.place }
    throw error
  }
}

async function* none(): AsyncIterable<never> {
  // Nothing lies here.
}
