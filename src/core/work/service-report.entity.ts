// The report of a visit that the client signs: frozen with the signature, byte for byte. Until then it is a draft.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, text, timeZone } from '../kernel/schema.ts'
import { documentLanguages } from '../words/document-language.ts'

/** One stroke of a signature: points as x, y in thousandths of the pad's width and height. */
export const signatureStroke = z.array(z.tuple([z.int().min(0).max(1000), z.int().min(0).max(1000)])).max(5000)

/** What the report says, frozen as it was signed. Minutes are raw minutes of work. */
export const reportContent = z.strictObject({
  provider: text(200),
  client: text(200),
  site: text(1500),
  ticketNumber: text(24),
  subject: text(300),
  technician: text(200),
  timeZone,
  summary: text(65_536),
  work: z
    .array(
      z.strictObject({
        date: text(10),
        from: instant,
        to: instant,
        minutes: z.int().min(0),
        kind: text(60),
        person: text(200),
        note: text(8000)
      })
    )
    .max(500),
  parts: z
    .array(z.strictObject({ description: text(300), sku: text(80), quantity: z.int(), serials: z.array(text(120)).max(1000) }))
    .max(500),
  assets: z.array(z.strictObject({ name: text(200), tag: text(60), serial: text(120) })).max(100),
  // Added later: the language in which it was written; null or absent means English.
  language: z.literal([...documentLanguages]).nullish()
})

/** Service report. `signature` empty: signed by the typed name alone. `number` is the document's, where a series gave one. */
export const serviceReport = defineEntity({
  name: 'service_report',
  schema: z.strictObject({
    id,
    clientId: id,
    ticketId: id,
    number: text(40).nullable(),
    content: reportContent,
    signerName: text(200),
    signature: z.array(signatureStroke).max(200),
    signedAt: instant.nullable(),
    createdById: id,
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'client',
  temperature: 'cold',
  parent: 'ticketId',
  merge: {
    number: 'derived',
    content: 'ask',
    signerName: 'derived',
    signature: 'derived',
    signedAt: 'derived',
    createdById: 'derived',
    archivedAt: 'derived',
    updatedAt: 'max'
  },
  columns: { ticketId: 'uuid' },
  references: { ticketId: 'ticket', createdById: 'person' }
})

/** Service report row. */
export type ServiceReport = RowOf<typeof serviceReport>

/** What a report says. */
export type ReportContent = z.infer<typeof reportContent>
