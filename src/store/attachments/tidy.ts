// Keeps contents where their rows are: gone with a client that is out of sight, sealed for the client that a ticket went to, given up when
// no row asks for them and the server has them. What was not sent yet and still may be is left alone.

import type { Id } from '#core/kernel/ids.ts'
import type { Clock } from '#sync/ports.ts'
import type { KeptBlob } from './blob-store.ts'
import type { FileVault } from './file-vault.ts'
import { type FileReplica, readableFilesOf } from './file-rows.ts'

/** A file that was taken in and never put on a ticket is given up after so long, milliseconds. */
const forgottenAfterMs = 7 * 24 * 3_600_000

/** Looks after the contents of an open profile. */
export interface Tidier {
  /** These tickets, or all (null), have to be looked at. */
  touch(tickets: readonly Id[] | null): void
  tidy(): Promise<void>
}

/** Makes it; at first all tickets have to be looked at. */
export function createTidier(vault: FileVault, replica: FileReplica, clock: Pick<Clock, 'now'>): Tidier {
  let dirty: Set<Id> | null = null
  let tidied = Promise.resolve()
  const tidyNow = async (): Promise<void> => {
    await leaveLostClients(vault, replica)
    const tickets = dirty
    // In the middle of a snapshot rows are missing that are only not here yet.
    if (replica.meta().snapshot !== null || tickets?.size === 0) return
    dirty = new Set()
    try {
      await tidyTickets(vault, replica, tickets, clock.now())
    } catch (error) {
      // Rows that can't be read now have to be looked at when they can.
      dirty = null
      throw error
    }
  }
  return {
    touch: (tickets) => {
      if (tickets === null) dirty = null
      else for (const id of tickets) dirty?.add(id)
    },
    // Both queues ask for it; one after the other.
    tidy: () => (tidied = tidied.then(tidyNow, tidyNow))
  }
}

/** Drops the files of clients that left the scope. [ATT10] */
async function leaveLostClients(vault: FileVault, replica: FileReplica): Promise<void> {
  const { scope, epoch, snapshot } = replica.meta()
  // A device whose rows were lost has no scope before it has them again; its files are still its own.
  const isKnown = epoch !== null && (snapshot === null || snapshot.clients !== null)
  if (scope === null || !isKnown) return
  const inSight = new Set(scope)
  const lost = new Set(vault.blobs().flatMap(({ clientId }) => (inSight.has(clientId) ? [] : [clientId])))
  // A ticket that went to a client in sight takes its files along before the old key goes.
  for (const blob of vault.blobs()) if (lost.has(blob.clientId)) await followTicket(vault, replica, blob)
  for (const clientId of lost) await vault.leave(clientId)
}

/** Brings the contents of these tickets (null: of all) in line with their rows. */
async function tidyTickets(vault: FileVault, replica: FileReplica, tickets: ReadonlySet<Id> | null, now: number): Promise<void> {
  for (const blob of vault.blobs()) {
    if (tickets !== null && !tickets.has(blob.ticketId)) continue
    const rows = await readableFilesOf(replica, blob.ticketId)
    // Nothing is given up for rows that can't be read; when they have come again, all tickets are looked at.
    if (!rows) continue
    const isNamed = rows.some(({ sha256 }) => sha256 === blob.sha256)
    if (isNamed) await followTicket(vault, replica, blob)
    else if (blob.source === 'server' || !blob.unsent) await vault.drop([blob.id])
    else if (blob.usedAt < now - forgottenAfterMs && !(await isMeant(replica, blob))) await vault.drop([blob.id])
  }
}

async function followTicket(vault: FileVault, replica: FileReplica, blob: KeptBlob): Promise<void> {
  const ticket = replica.get('ticket', blob.ticketId)
  const { scope } = replica.meta()
  if (!ticket?.clientId || ticket.clientId === blob.clientId || (scope !== null && !scope.includes(ticket.clientId))) return
  await vault.rehome(blob, ticket.clientId)
}

/** A draft or a command that waits, was refused or is parked still names it. */
async function isMeant(replica: FileReplica, { ticketId, sha256 }: KeptBlob): Promise<boolean> {
  const draft = await replica.draft(`comment:${ticketId}`)
  return JSON.stringify([draft?.value, replica.outbox().map(({ envelope }) => envelope.input)]).includes(sha256)
}
