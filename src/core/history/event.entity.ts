// The history: one append-only record for everything that happened, emitted by decide, synced like other rows.
// Deadlines, verdicts and charges are functions of these records (domain.md, rule 3).

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, text } from '../kernel/schema.ts'

/** Event record. `at` is when it happened, `receivedAt` when the server learned of it (null while waiting). */
export const event = defineEntity({
  name: 'event',
  schema: z.strictObject({
    id,
    clientId: id.nullable(),
    kind: text(64),
    subjectEntity: text(32),
    subjectId: id,
    at: instant,
    receivedAt: instant.nullable(),
    actorId: id.nullable(),
    actorName: text(200).nullable(),
    deviceId: id,
    commandId: id,
    changes: z.array(z.strictObject({ field: text(64), from: z.json(), to: z.json() })),
    data: z.record(z.string(), z.json()),
    /** Of a private record: the person to whom it belongs, who alone sees this too. */
    ownerId: id.nullish()
  }),
  scope: 'client',
  privateTo: 'ownerId',
  temperature: 'cold',
  parent: 'subjectId',
  appendOnly: true,
  merge: {},
  columns: { subjectId: 'uuid', at: 'bigint' }
})

/** One step of a record's history. */
export type Event = RowOf<typeof event>
