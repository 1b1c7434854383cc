// Attachments as the queue needs them: rows of a ticket with what is pending, and whether the server knows a row yet.

import type { Attachment } from '#core/attachments/attachment.entity.ts'
import type { Id } from '#core/kernel/ids.ts'
import { PageDamaged } from '#store/pages/page-codec.ts'
import type { Replica } from '#store/replica.ts'

/** What of the replica files need. */
export type FileReplica = Pick<Replica, 'children' | 'draft' | 'get' | 'meta' | 'onChange' | 'outbox' | 'pendingIds' | 'rows'>

/** Files of a ticket, those taken off included. */
export async function filesOf(replica: FileReplica, ticketId: Id): Promise<readonly Attachment[]> {
  return (await replica.children('attachment', ticketId)) as unknown as readonly Attachment[]
}

/**
 * The same where work goes on by itself; null: the page that holds them is damaged. That was told where it was found, all rows come again,
 * and the files of other tickets need not wait for it.
 */
export async function readableFilesOf(replica: FileReplica, ticketId: Id): Promise<readonly Attachment[] | null> {
  try {
    return await filesOf(replica, ticketId)
  } catch (error) {
    if (error instanceof PageDamaged) return null
    throw error
  }
}

/** True when the server has the row: before that it would not know whose bytes they are. */
export function isConfirmed(replica: FileReplica, row: Attachment): boolean {
  return !replica.pendingIds('attachment').has(row.id)
}
