// A file on a ticket. The row holds the content's hash, never the content: words arrive before the picture. Append-only; taking a file
// off a ticket archives the row.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, line } from '../kernel/schema.ts'

/** Largest file, bytes (100 MiB). */
export const maxAttachmentBytes = 104_857_600

/** Most attachments in one question of a device about contents that the server lacks. */
export const missingLimit = 500

/** SHA-256 of a content, 64 lower-case hexadecimal digits. */
export const contentHash = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 of 64 lower-case hexadecimal digits')

/** A file's name: one line without path separators. */
export const fileName = line(200).refine((name) => !/[/\\]/.test(name), 'expected a file name without a path')

/** A media type such as `image/png`; only a hint for what to show, nothing is ever run by it. */
export const mediaType = z.string().regex(/^[a-z0-9.+-]{1,80}\/[a-z0-9.+-]{1,120}$/, 'expected a media type such as image/png')

/** File on a ticket. `size` in bytes; `commentId`: the comment that it came with. */
export const attachment = defineEntity({
  name: 'attachment',
  schema: z.strictObject({
    id,
    clientId: id,
    ticketId: id,
    commentId: id.nullable(),
    name: fileName,
    mime: mediaType,
    size: z.int().min(0).max(maxAttachmentBytes),
    sha256: contentHash,
    addedById: id,
    at: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'client',
  temperature: 'cold',
  parent: 'ticketId',
  appendOnly: true,
  merge: { archivedAt: 'derived' },
  columns: { ticketId: 'uuid', sha256: 'text' },
  references: { ticketId: 'ticket', addedById: 'person' }
})

/** Attachment row. */
export type Attachment = RowOf<typeof attachment>
