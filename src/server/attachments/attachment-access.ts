// The one way from a request to a file: who asks, how often, and whether this person sees the row, at every request anew. What a person
// may not see and what isn't there are answered alike.

import type { FastifyRequest } from 'fastify'
import { type Attachment, attachment } from '#core/attachments/attachment.entity.ts'
import { type Id, isId } from '#core/kernel/ids.ts'
import { authenticate, createRateCounter } from '../http/authentication.ts'
import type { ServerContext } from '../http/context.ts'
import { Problem } from '../http/problem.ts'
import type { Viewer } from '../store/server-store.ts'
import type { AttachmentRows } from './attachment-rows.ts'
import type { ContentStore } from './content-store.ts'
import type { UploadQuota } from './upload-quota.ts'

/** What routes of attachments work with. */
export interface AttachmentParts {
  readonly rows: AttachmentRows
  readonly contents: ContentStore
  readonly quota: UploadQuota
}

/** A request for a file that may go on. */
export interface Access {
  readonly viewer: Viewer
  readonly deviceId: Id
  readonly row: Attachment
}

/** Makes the check. The returned function rejects with `Problem` 401, 404 or 429. */
export function createAccess(context: ServerContext): (request: FastifyRequest) => Promise<Access> {
  const count = createRateCounter(context.limits.perDevice, () => Date.now())
  return async (request) => {
    const { viewer, deviceId } = await authenticate(context, request)
    count(deviceId)
    const { id } = request.params as { id: string }
    if (!isId(id)) throw new Problem(400, 'invalid', 'id: expected the id of an attachment', { field: 'id', expected: 'a lower-case UUID' })
    const found = await context.attachments.rows.find(viewer, id)
    const row = attachment.schema.safeParse(found)
    if (!row.success) throw new Problem(404, 'not-found', 'There is no such attachment')
    return { viewer, deviceId, row: row.data }
  }
}
