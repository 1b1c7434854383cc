// What is on its way to the server, or from it (a queue each, so that a long upload holds up no opening), one file at a time. It is derived
// anew at every turn from contents and rows, so there is no list that a crash could lose. Invariants: one file that never gets through holds
// up no other and no command; nothing spins.

import type { Attachment } from '#core/attachments/attachment.entity.ts'
import type { Id } from '#core/kernel/ids.ts'
import { backoffMs } from '#sync/backoff.ts'
import { type Clock, TransportError } from '#sync/ports.ts'
import type { KeptBlob } from './blob-store.ts'
import { type FileReplica, isConfirmed, readableFilesOf } from './file-rows.ts'
import { FileRefused, type FileTransport } from './file-transport.ts'
import { type FileVault, NoRoom } from './file-vault.ts'
import { download, upload } from './transfers.ts'

/** One content to be sent for its rows, or fetched (`blob` null) for one. */
interface Job {
  readonly sha256: string
  readonly rows: readonly Attachment[]
  readonly blob: KeptBlob | null
}

/** What the queue works with. `tidy` runs before each turn, `onChange` whenever something can be seen that is new. */
export interface QueueDeps {
  readonly direction: 'send' | 'fetch'
  readonly vault: FileVault
  readonly transport: FileTransport
  readonly replica: FileReplica
  readonly clock: Clock
  readonly tidy: () => Promise<void>
  readonly onChange: () => void
}

/** How a content stands that is not at rest. */
export interface Passage {
  readonly direction: QueueDeps['direction']
  readonly doneBytes: number
  /** What went wrong last; null: nothing, it is under way. */
  readonly problem: string | null
}

interface Failure {
  readonly count: number
  readonly until: number
  readonly problem: string
  /** It was not the way to the server that failed. */
  readonly isRefused: boolean
}

/** A file that the server refuses is tried again after so long, milliseconds: a person, or another device, may have mended it. */
const refusedPauseMs = 300_000

/** Words, commands and their answers come in bursts; one look afterwards is enough. */
const gatherMs = 100

/** One direction of one profile. */
export class TransferQueue {
  readonly #deps: QueueDeps
  readonly #failures = new Map<string, Failure>()
  readonly #wanted = new Map<Id, { readonly row: Attachment; readonly tell: ((problem: string | null) => void)[] }>()
  #active: { readonly sha256: string; doneBytes: number } | null = null
  #misses = 0
  #pausedUntil = 0
  #running = false
  #again = false
  /** Rows could not be read at the last turn, which was said. */
  #isBlind = false
  #cancel: (() => void) | null = null
  #closed = false

  constructor(deps: QueueDeps) {
    this.#deps = deps
  }

  /** Something may have to be done. */
  wake(): void {
    this.#wakeAfter(gatherMs)
  }

  /** A person asks for this file now; answers null when it is here, else what is wrong. */
  want(row: Attachment): Promise<string | null> {
    return new Promise((resolve) => {
      const entry = this.#wanted.get(row.id) ?? { row, tell: [] }
      entry.tell.push(resolve)
      this.#wanted.set(row.id, entry)
      this.retry(row.sha256)
    })
  }

  /** Tries a content again now. */
  retry(sha256: string): void {
    this.#failures.delete(sha256)
    this.#pausedUntil = 0
    this.#wakeAfter(0)
  }

  /** How a content stands that is not at rest; null: at rest. */
  passage(sha256: string): Passage | null {
    const { direction } = this.#deps
    if (this.#active?.sha256 === sha256) return { direction, doneBytes: this.#active.doneBytes, problem: null }
    const failure = this.#failures.get(sha256)
    return failure ? { direction, doneBytes: 0, problem: failure.problem } : null
  }

  /** Why a content is held up that is not only waiting for the network; null: it is not. */
  refusal(sha256: string): string | null {
    const failure = this.#failures.get(sha256)
    return failure?.isRefused ? failure.problem : null
  }

  close(): void {
    this.#closed = true
    this.#cancel?.()
    for (const { tell } of this.#wanted.values()) for (const each of tell) each('closed')
    this.#wanted.clear()
  }

  #wakeAfter(delayMs: number): void {
    if (this.#closed) return
    if (this.#running) {
      this.#again = true
      return
    }
    this.#cancel?.()
    this.#cancel = this.#deps.clock.after(delayMs, () => {
      this.#running = true
      void this.#turn().then((next) => {
        this.#running = false
        this.#deps.onChange()
        if (this.#again) this.#wakeAfter(0)
        else if (next !== null) this.#wakeAfter(Math.max(0, next - this.#deps.clock.now()))
      })
    })
  }

  /** Answers when it has to be looked again, null when nothing is left. */
  async #turn(): Promise<number | null> {
    this.#again = false
    try {
      await this.#deps.tidy()
      const jobs = await this.#jobs()
      this.#isBlind = false
      return await this.#pass(jobs)
    } catch (error) {
      // The device's own storage failed; it is looked at again like a network that is away.
      if (!this.#closed && !this.#isBlind) console.error('files could not be looked through:', error)
      this.#isBlind = true
      return this.#deps.clock.now() + refusedPauseMs
    }
  }

  /** Runs what may run now; answers when the rest may, null when nothing is left. */
  async #pass(jobs: readonly Job[]): Promise<number | null> {
    const now = this.#deps.clock.now()
    let next: number | null = null
    const later = (at: number): void => void (next = next === null ? at : Math.min(next, at))
    const failures = ({ sha256 }: Job): number => this.#failures.get(sha256)?.count ?? 0
    const due = ({ sha256 }: Job): number => Math.max(this.#pausedUntil, this.#failures.get(sha256)?.until ?? 0)
    for (const job of jobs.toSorted((a, b) => failures(a) - failures(b))) {
      if (this.#closed) return null
      if (due(job) > now || !(await this.#run(job))) later(due(job))
    }
    return next
  }

  async #run(job: Job): Promise<boolean> {
    const active = { sha256: job.sha256, doneBytes: 0 }
    const onProgress = (doneBytes: number): void => {
      active.doneBytes = doneBytes
      this.#deps.onChange()
    }
    this.#active = active
    onProgress(0)
    try {
      await this.#transfer(job, onProgress)
      this.#misses = 0
      this.#failures.delete(job.sha256)
      this.#tell(job, null)
      return true
    } catch (error) {
      this.#tell(job, this.#fail(job, error))
      return false
    } finally {
      this.#active = null
    }
  }

  async #transfer({ blob, rows }: Job, onProgress: (doneBytes: number) => void): Promise<void> {
    const { vault, transport, replica } = this.#deps
    for (const row of rows) {
      if (blob) await upload(vault, transport, row, blob, onProgress)
      else if (!(await download(vault, transport, row, onProgress))) throw new FileRefused('damaged')
    }
    if (!blob) return
    // The same content may be on a ticket twice: it is sent when the server has it for each.
    const named = (await readableFilesOf(replica, blob.ticketId))?.filter(({ sha256 }) => sha256 === blob.sha256)
    if (named?.every(({ id }) => rows.some((row) => row.id === id))) await vault.sent(blob)
  }

  #fail({ sha256, blob }: Job, error: unknown): string {
    const { clock, vault } = this.#deps
    const count = (this.#failures.get(sha256)?.count ?? 0) + 1
    const isWay = error instanceof TransportError
    const problem = isWay
      ? error.problem.type
      : error instanceof FileRefused
        ? error.type
        : error instanceof NoRoom
          ? 'storage-full'
          : 'failed'
    // It went to another client, or away, while it was under way: the next turn knows.
    const isGone = blob !== null && !vault.blobs().some(({ id }) => id === blob.id)
    if (isGone) return problem
    const asked = isWay && error.problem.type === 'busy' ? (error.problem.retryAfterMs ?? 0) : 0
    // Garbage may be about this file alone; were it the way, each file would find out for itself and pause.
    if (isWay && problem !== 'garbage') this.#pausedUntil = clock.now() + Math.max(asked, backoffMs(++this.#misses, clock))
    // Bytes that have not arrived at the server yet may do so at any moment.
    const isSoon = isWay || problem === 'not-uploaded'
    this.#failures.set(sha256, {
      count,
      until: clock.now() + (isSoon ? backoffMs(count, clock) : refusedPauseMs),
      problem,
      isRefused: !isSoon
    })
    if (problem === 'failed' && !this.#closed) console.error('a file could not be transferred:', error)
    return problem
  }

  #tell({ sha256 }: Job, problem: string | null): void {
    for (const { row, tell } of this.#wanted.values()) {
      if (row.sha256 !== sha256) continue
      this.#wanted.delete(row.id)
      for (const each of tell) each(problem)
    }
  }

  async #jobs(): Promise<readonly Job[]> {
    return this.#deps.direction === 'send' ? this.#toSend() : this.#toFetch()
  }

  async #toSend(): Promise<readonly Job[]> {
    const { vault, replica } = this.#deps
    const jobs: Job[] = []
    for (const blob of vault.blobs().filter(({ unsent, whole }) => unsent && whole)) {
      const files = (await readableFilesOf(replica, blob.ticketId)) ?? []
      const named = files.filter(({ sha256 }) => sha256 === blob.sha256)
      const rows = named.filter((row) => isConfirmed(replica, row))
      if (rows.length > 0) jobs.push({ sha256: blob.sha256, rows, blob })
    }
    return jobs
  }

  /** First what a person waits for, then what is kept for a visit. */
  async #toFetch(): Promise<readonly Job[]> {
    const known = new Set(this.#deps.vault.blobs().flatMap(({ whole, sha256 }) => (whole ? [sha256] : [])))
    for (const sha256 of known) this.#tell({ sha256, rows: [], blob: null }, null)
    const jobs: Job[] = []
    for (const row of [...[...this.#wanted.values()].map((entry) => entry.row), ...(await this.#pinned())]) {
      if (known.has(row.sha256)) continue
      known.add(row.sha256)
      jobs.push({ sha256: row.sha256, rows: [row], blob: null })
    }
    return jobs
  }

  async #pinned(): Promise<readonly Attachment[]> {
    const { vault, replica } = this.#deps
    const tickets = new Set<Id>()
    for (const { of, id } of vault.pins()) {
      if (of === 'ticket') tickets.add(id)
      else for (const row of replica.rows('ticket')) if (row.clientId === id && row['archivedAt'] === null) tickets.add(row.id)
    }
    const files: Attachment[] = []
    for (const ticketId of tickets)
      for (const row of (await readableFilesOf(replica, ticketId)) ?? [])
        if (row.archivedAt === null && isConfirmed(replica, row)) files.push(row)
    return files
  }
}
