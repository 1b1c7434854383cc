// What was said on a ticket. A public comment may leave towards the client, an internal note never does.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, text } from '../kernel/schema.ts'

/** Comment on a ticket; append-only. `authorName` only where the author is no person of ours (client, import). */
export const comment = defineEntity({
  name: 'comment',
  schema: z.strictObject({
    id,
    clientId: id,
    ticketId: id,
    visibility: z.literal(['public', 'internal']),
    channel: z.literal(['reply', 'call', 'note', 'email', 'import']),
    authorId: id.nullable(),
    contactId: id.nullable(),
    authorName: text(200).nullable(),
    body: text(65_536),
    at: instant
  }),
  scope: 'client',
  temperature: 'cold',
  parent: 'ticketId',
  appendOnly: true,
  merge: {},
  columns: { ticketId: 'uuid', at: 'bigint' },
  references: { ticketId: 'ticket' }
})

/** Comment row. */
export type Comment = RowOf<typeof comment>
