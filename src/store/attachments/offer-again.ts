// Brings back to the server what it lost: asks which of the contents that lie here it lacks, because its folder of contents may have come
// back from an older copy than its rows. What it lacks counts as unsent from then on: it is sent again, and never given up before.

import { missingLimit } from '#core/attachments/attachment.entity.ts'
import type { Id } from '#core/kernel/ids.ts'
import type { Clock } from '#sync/ports.ts'
import type { KeptBlob } from './blob-store.ts'
import { type FileReplica, isConfirmed, readableFilesOf } from './file-rows.ts'
import type { FileTransport } from './file-transport.ts'
import type { FileVault } from './file-vault.ts'

/** What it works with. `onWanted` is called when something has to be sent again. */
export interface OfferDeps {
  readonly vault: FileVault
  readonly transport: FileTransport
  readonly replica: FileReplica
  readonly clock: Clock
  readonly onWanted: () => void
}

/** Looks after what the server lacks. */
export interface Offers {
  /** Files of these tickets, or all (null), are asked about soon. */
  touch(tickets: readonly Id[] | null): void
  close(): void
}

/** How long after a look the next one is taken, and after one that failed, milliseconds. */
const everyMs = 600_000
const againMs = 60_000

/** Rows come in bursts; one question afterwards is enough. */
const gatherMs = 1_000

/** Begins; at first all files are asked about. [ATT14] */
export function createOffers({ vault, transport, replica, clock, onWanted }: OfferDeps): Offers {
  let touched: Set<Id> | null = null
  let cancelSoon: (() => void) | null = null
  let cancelAll: (() => void) | null = null
  let isLooking = false
  let isClosed = false
  const lookSoon = (): void => {
    if (isLooking || isClosed) return
    cancelSoon?.()
    cancelSoon = clock.after(gatherMs, () => void look())
  }
  const lookAtAllAfter = (delayMs: number): void => {
    cancelAll?.()
    cancelAll = clock.after(delayMs, () => {
      touched = null
      lookSoon()
    })
  }
  const look = async (): Promise<void> => {
    const tickets = touched
    touched = new Set()
    isLooking = true
    const isAnswered = await offer(tickets).then(
      () => true,
      () => false
    )
    isLooking = false
    if (isClosed) return
    if (tickets === null || !isAnswered) lookAtAllAfter(isAnswered ? everyMs : againMs)
    if (isTouched()) lookSoon()
  }
  const isTouched = (): boolean => touched === null || touched.size > 0
  const offer = async (tickets: ReadonlySet<Id> | null): Promise<void> => {
    const held = await heldRows(vault, replica, tickets)
    const ids = [...held.keys()]
    for (let start = 0; start < ids.length; start += missingLimit) {
      const missing = await transport.missing(ids.slice(start, start + missingLimit))
      const blobs = new Set(missing.flatMap((id) => held.get(id) ?? []))
      for (const blob of blobs) await vault.wanted(blob)
      if (blobs.size > 0) onWanted()
    }
  }
  lookSoon()
  return {
    touch(tickets) {
      if (tickets === null) touched = null
      else for (const id of tickets) touched?.add(id)
      if (isTouched()) lookSoon()
    },
    close() {
      isClosed = true
      cancelSoon?.()
      cancelAll?.()
    }
  }
}

/** Rows that the server knows, with the content of each that lies here and that the server is thought to have. */
async function heldRows(vault: FileVault, replica: FileReplica, tickets: ReadonlySet<Id> | null): Promise<ReadonlyMap<Id, KeptBlob>> {
  const held = new Map<Id, KeptBlob>()
  for (const blob of vault.blobs()) {
    if (!blob.whole || blob.unsent || tickets?.has(blob.ticketId) === false) continue
    for (const row of (await readableFilesOf(replica, blob.ticketId)) ?? [])
      if (row.sha256 === blob.sha256 && isConfirmed(replica, row)) held.set(row.id, blob)
  }
  return held
}
