// A kept answer to the import's questions: which column means which field, zone, order of dates, client. Used again next time.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, line, text } from '../kernel/schema.ts'

/** Import profile. `headers` are the columns of the file it was made for; `mapping` is column → field; `settings` the other answers. */
export const importProfile = defineEntity({
  name: 'import_profile',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    name: line(120),
    target: text(60),
    headers: z.array(text(300)).max(500),
    mapping: z.record(text(300), text(200)),
    settings: z.record(text(60), z.json()),
    createdById: id.nullable(),
    createdAt: instant,
    updatedAt: instant
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: { mapping: 'keys', settings: 'keys', updatedAt: 'max' },
  columns: { target: 'text' }
})

/** Import profile row. */
export type ImportProfile = RowOf<typeof importProfile>
