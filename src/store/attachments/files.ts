// Files of a profile as windows ask for them: taken in, fetched, kept for a visit, and how each stands. Everything waits for the rows; no
// row waits for a file.

import type { Attachment } from '#core/attachments/attachment.entity.ts'
import { maxAttachmentBytes } from '#core/attachments/attachment.entity.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { AddFileAnswer, FetchFileAnswer, FilesState, FileStanding, HeldFile } from '#store/contract-files.ts'
import type { Clock } from '#sync/ports.ts'
import type { KeptBlob, Pin } from './blob-store.ts'
import { type CopiedFile, filesToCopy, type FileToCopy, takeBackFile, type TakenBack } from './file-copies.ts'
import { type FileReplica, filesOf } from './file-rows.ts'
import { type KeptContent, keptContents } from './kept-contents.ts'
import type { FileTransport } from './file-transport.ts'
import { createOffers } from './offer-again.ts'
import { type FileSource, type FileVault, NoRoom } from './file-vault.ts'
import { createTidier } from './tidy.ts'
import { TransferQueue } from './transfer-queue.ts'

/** Files of an open profile. */
export interface Files {
  add(ticketId: Id, source: FileSource): Promise<AddFileAnswer>
  /** Gives up a file that was taken in and put on no ticket. */
  forget(ticketId: Id, sha256: string): Promise<void>
  fetch(ticketId: Id, attachmentId: Id): Promise<FetchFileAnswer>
  retry(sha256: string): void
  pin(pin: Pin, pinned: boolean): Promise<void>
  /** Hears now, and when it changes, how the files of a ticket stand. */
  follow(ticketId: Id, listener: (state: FilesState) => void): () => void
  /** Hears now, and when it changes, which contents the server refuses. */
  followHeld(listener: (held: readonly HeldFile[]) => void): () => void
  /** Everything that lies whole on this device. */
  contents(): AsyncIterable<KeptContent>
  /** Contents that a copy of the profile takes: what the server lacks, and `withCached` the others too. */
  toCopy(withCached: boolean): readonly FileToCopy[]
  /** Takes a content of a copy in. */
  takeBack(file: CopiedFile, source: FileSource): Promise<TakenBack>
  wake(): void
  close(): Promise<void>
}

/** What it is made of. */
export interface FilesDeps {
  readonly vault: FileVault
  readonly transport: FileTransport
  readonly replica: FileReplica
  readonly clock: Clock
}

interface Queues {
  readonly send: TransferQueue
  readonly fetch: TransferQueue
}

/** Windows hear of progress at most this often, milliseconds. */
const tellMs = 100

/** Opens the files of an open replica. @throws when the files' own store can't be opened */
export async function openFiles(deps: FilesDeps): Promise<Files> {
  const { vault, replica, clock } = deps
  await vault.open()
  const listeners = new Set<() => void>()
  let telling = false
  const onChange = (): void => {
    if (telling) return
    telling = true
    clock.after(tellMs, () => {
      telling = false
      for (const listener of listeners) listener()
    })
  }
  const tidier = createTidier(vault, replica, clock)
  const common = { ...deps, tidy: tidier.tidy, onChange }
  const queues: Queues = {
    send: new TransferQueue({ ...common, direction: 'send' }),
    fetch: new TransferQueue({ ...common, direction: 'fetch' })
  }
  const wake = (): void => {
    queues.send.wake()
    queues.fetch.wake()
  }
  const offers = createOffers({ ...deps, onWanted: () => queues.send.wake() })
  const stop = followRows(replica, { touch: tidier.touch, offer: offers.touch, wake, onChange })
  wake()
  const close = async (): Promise<void> => {
    stop()
    offers.close()
    queues.send.close()
    queues.fetch.close()
    listeners.clear()
    await vault.close()
  }
  const follow: Files['follow'] = (ticketId, listener) => {
    const tell = (): void => void standing(vault, queues, replica, ticketId).then(listener, () => undefined)
    listeners.add(tell)
    tell()
    return () => listeners.delete(tell)
  }
  const followHeld: Files['followHeld'] = (listener) => {
    const tell = (): void => listener(heldFiles(vault, queues.send))
    listeners.add(tell)
    tell()
    return () => listeners.delete(tell)
  }
  return { wake, follow, followHeld, close, ...requestsOver(deps, queues, onChange) }
}

function requestsOver(
  { vault, replica }: FilesDeps,
  queues: Queues,
  onChange: () => void
): Omit<Files, 'wake' | 'follow' | 'followHeld' | 'close'> {
  return {
    contents: () => keptContents(vault, replica),
    toCopy: (withCached) => filesToCopy(vault, withCached),
    takeBack: (file, source) => takeBackFile(vault, replica, file, source),
    add: (ticketId, source) => add(vault, replica, ticketId, source),
    async forget(ticketId, sha256) {
      const named = (await filesOf(replica, ticketId)).some((row) => row.sha256 === sha256)
      if (!named) await vault.drop(vault.blobs().flatMap((blob) => (isOf(blob, ticketId, sha256) ? [blob.id] : [])))
    },
    async fetch(ticketId, attachmentId) {
      const row = (await filesOf(replica, ticketId)).find(({ id }) => id === attachmentId)
      return row ? fetchFile(vault, queues.fetch, row) : { ok: false, problem: 'not-found' }
    },
    retry(sha256) {
      queues.send.retry(sha256)
      queues.fetch.retry(sha256)
    },
    async pin(pin, pinned) {
      await vault.pin(pin, pinned)
      onChange()
      queues.fetch.wake()
    }
  }
}

function heldFiles(vault: FileVault, send: TransferQueue): readonly HeldFile[] {
  return vault.blobs().flatMap(({ ticketId, sha256, size, unsent }) => {
    const problem = unsent ? send.refusal(sha256) : null
    return problem === null ? [] : [{ ticketId, sha256, size, problem }]
  })
}

interface RowListeners {
  /** Tickets whose files, or themselves, changed; null: all of them. */
  readonly touch: (tickets: readonly Id[] | null) => void
  /** Tickets whose files the server may lack. */
  readonly offer: (tickets: readonly Id[] | null) => void
  readonly wake: () => void
  readonly onChange: () => void
}

/** Wakes the queues when rows of files, tickets, the scope or what waits changed. */
function followRows(replica: FileReplica, { touch, offer, wake, onChange }: RowListeners): () => void {
  let { scope, epoch } = replica.meta()
  return replica.onChange(({ hot, cold, reset, outbox }) => {
    const files = [...(cold.get('attachment') ?? [])]
    const touched = [...files, ...(hot.get('ticket') ?? [])]
    touch(reset ? null : touched)
    const meta = replica.meta()
    // A server of another epoch was restored, and its contents may be older still.
    offer(reset || meta.epoch !== epoch ? null : files)
    const isMoved = scope !== meta.scope
    ;({ scope, epoch } = meta)
    if (reset || outbox || isMoved || touched.length > 0) wake()
    if (reset || touched.length > 0) onChange()
  })
}

function isOf(blob: KeptBlob, ticketId: Id, sha256: string): boolean {
  return blob.ticketId === ticketId && blob.sha256 === sha256
}

async function add(vault: FileVault, replica: FileReplica, ticketId: Id, source: FileSource): Promise<AddFileAnswer> {
  const clientId = replica.get('ticket', ticketId)?.clientId
  if (!clientId) return { ok: false, problem: 'not-found' }
  if (source.size > maxAttachmentBytes) return { ok: false, problem: 'too-large' }
  try {
    const { sha256, size } = await vault.add(source, { clientId, ticketId })
    return { ok: true, sha256, size }
  } catch (error) {
    if (error instanceof NoRoom) return { ok: false, problem: 'storage-full' }
    // A file that was changed or taken away while it was read.
    if (error instanceof Error && /NotReadable|NotFound/.test(error.name)) return { ok: false, problem: 'unreadable' }
    throw error
  }
}

async function fetchFile(vault: FileVault, queue: TransferQueue, row: Attachment): Promise<FetchFileAnswer> {
  const kept = (): KeptBlob | undefined => vault.blobs().find(({ whole, sha256 }) => whole && sha256 === row.sha256)
  for (let blob = kept(); blob; blob = kept()) {
    const pieces = await vault.read(blob)
    if (pieces) return { ok: true, content: new Blob([...pieces]) }
    if (blob.unsent) return { ok: false, problem: 'damaged' }
    // Damaged on this device: the server has it still.
    await vault.drop([blob.id])
  }
  const problem = await queue.want(row)
  const blob = kept()
  const pieces = problem === null && blob ? await vault.read(blob) : null
  return pieces ? { ok: true, content: new Blob([...pieces]) } : { ok: false, problem: problem ?? 'damaged' }
}

async function standing(vault: FileVault, queues: Queues, replica: FileReplica, ticketId: Id): Promise<FilesState> {
  const rows = await filesOf(replica, ticketId)
  const blobs = vault.blobs()
  const own = blobs.filter((blob) => blob.ticketId === ticketId && blob.sha256 !== '')
  const sizes = new Map([...own, ...rows].map(({ sha256, size }) => [sha256, size]))
  const clientId = replica.get('ticket', ticketId)?.clientId ?? null
  return {
    pinned: vault.isPinned('ticket', ticketId) ? 'ticket' : clientId !== null && vault.isPinned('client', clientId) ? 'client' : null,
    files: [...sizes].map(([sha256, size]) =>
      standingOf(
        queues,
        sha256,
        size,
        own.find((blob) => blob.sha256 === sha256) ?? blobs.find((blob) => blob.whole && blob.sha256 === sha256)
      )
    )
  }
}

function standingOf(queues: Queues, sha256: string, size: number, blob: KeptBlob | undefined): FileStanding {
  const passage = queues.send.passage(sha256) ?? queues.fetch.passage(sha256)
  const here = blob?.whole ?? false
  const common = { sha256, size, here, unsent: blob?.unsent ?? false }
  if (passage && passage.problem === null)
    return { ...common, state: passage.direction === 'send' ? 'sending' : 'fetching', doneBytes: passage.doneBytes, problem: null }
  if (here && !blob?.unsent) return { ...common, state: 'here', doneBytes: size, problem: null }
  if (passage) return { ...common, state: 'failed', doneBytes: 0, problem: passage.problem }
  return { ...common, state: here ? 'waiting' : 'elsewhere', doneBytes: here ? 0 : (blob?.received ?? 0), problem: null }
}
