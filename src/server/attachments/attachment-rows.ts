// Whose bytes they are: rows of attachments as the asking person may see them. The scope is stated here and a second time by row-level
// security, at every request for bytes.

import type pg from 'pg'
import type { Attachment } from '#core/attachments/attachment.entity.ts'
import type { Id } from '#core/kernel/ids.ts'
import { inTransaction } from '../postgres/pool.ts'
import type { Viewer } from '../store/server-store.ts'

/** Rows of attachments. */
export interface AttachmentRows {
  /** The row, null when it isn't there for this person. */
  find(viewer: Viewer, id: Id): Promise<Attachment | null>
  /** Those of the rows that are there for this person. */
  findAll(viewer: Viewer, ids: readonly Id[]): Promise<readonly Attachment[]>
  /** Other attachments with the same content that this person sees, at most 20. */
  alike(viewer: Viewer, row: Attachment): Promise<readonly Attachment[]>
}

const inScope = `organisation_id = $1 AND ($2::uuid[] IS NULL OR client_id = ANY ($2)) AND deleted_at IS NULL`

/** Switches of the adapter. */
export interface AttachmentRowsOptions {
  /** Only for the test that proves row-level security alone: false leaves our own scope check out. */
  readonly ownScopeCheck?: boolean
}

/** Rows on a pool of the application's role. */
export function createAttachmentRows(pool: pg.Pool, options: AttachmentRowsOptions = {}): AttachmentRows {
  const read = async (viewer: Viewer, text: string, more: readonly unknown[]): Promise<readonly Attachment[]> => {
    const clients = options.ownScopeCheck === false ? null : viewer.clientIds
    return inTransaction(pool, viewer, 'read', async (client) => {
      const { rows } = await client.query<{ doc: Attachment }>(text, [viewer.organisationId, clients, ...more])
      return rows.map(({ doc }) => doc)
    })
  }
  return {
    async find(viewer, id) {
      const [row] = await read(viewer, `SELECT doc FROM fixpoint.attachment WHERE ${inScope} AND id = $3`, [id])
      return row ?? null
    },
    findAll: (viewer, ids) => read(viewer, `SELECT doc FROM fixpoint.attachment WHERE ${inScope} AND id = ANY ($3::uuid[])`, [ids]),
    alike: (viewer, row) =>
      read(viewer, `SELECT doc FROM fixpoint.attachment WHERE ${inScope} AND f_sha256 = $3 AND id <> $4 ORDER BY id LIMIT 20`, [
        row.sha256,
        row.id
      ])
  }
}
