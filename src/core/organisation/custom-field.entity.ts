// A field that an organisation adds to a kind of record. Values stand in the record's `custom` under the definition's id.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, line, text } from '../kernel/schema.ts'

/** Kinds of record that can carry custom fields. */
export const customFieldEntities = ['ticket', 'client', 'site', 'contact', 'asset', 'contract'] as const
/** Kinds of custom value. A date is YYYY-MM-DD, a choice one of the options. */
export const customFieldKinds = ['text', 'number', 'choice', 'date', 'boolean'] as const

/** Definition of a custom field. An archived one keeps its values but takes no new ones. */
export const customField = defineEntity({
  name: 'custom_field',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    entity: z.literal([...customFieldEntities]),
    label: line(120),
    kind: z.literal([...customFieldKinds]),
    options: z.array(line(120)).max(200),
    help: text(500),
    position: z.int().min(0),
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: { label: 'ask', options: 'set', archivedAt: 'derived', updatedAt: 'max' },
  columns: { entity: 'text' }
})

/** Custom field row. */
export type CustomField = RowOf<typeof customField>
