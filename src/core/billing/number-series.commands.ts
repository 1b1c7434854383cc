// The server's own series, as people set them up; series of devices are granted, not made by hand.

import { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { id, line } from '../kernel/schema.ts'
import { numberSeries, numberSeriesKinds } from './number-series.entity.ts'
import { couldMeet } from './office-series.ts'

/** `number-series.create` {kind, prefix, digits?, next?}. Refused where two series could print the same number. */
export const createNumberSeries = defineCommand({
  name: 'number-series.create',
  version: 1,
  requires: 'organisation.edit',
  input: z.strictObject({
    kind: z.literal([...numberSeriesKinds]),
    prefix: line(16),
    digits: z.int().min(1).max(12).optional(),
    next: z.int().min(1).optional()
  }),
  async load(_input, reader) {
    const byKind = numberSeriesKinds.map((kind) => reader.list(numberSeries, 'kind', kind))
    return { others: (await Promise.all(byKind)).flat() }
  },
  decide({ others }, input, context) {
    const other = others.find((row) => couldMeet(row.prefix, input.prefix))
    if (other) return refuse('already-exists', { field: 'prefix', values: { name: other.prefix } })
    const row = {
      id: context.newId(1),
      clientId: null,
      kind: input.kind,
      prefix: input.prefix,
      digits: input.digits ?? 5,
      next: input.next ?? 1,
      deviceId: null,
      epoch: null,
      grantedAt: null,
      closedAt: null,
      createdAt: context.now,
      updatedAt: context.now
    }
    return ok({
      changes: [{ type: 'create', entity: numberSeries.name, row }],
      events: [{ kind: 'number_series.created', subjectEntity: numberSeries.name, subjectId: row.id, clientId: null }]
    })
  }
})

/** `number-series.close` {id}: no more numbers are taken from it. There is no way back: a number that was skipped stays skipped. */
export const closeNumberSeries = defineCommand({
  name: 'number-series.close',
  version: 1,
  requires: 'organisation.edit',
  input: z.strictObject({ id }),
  async load(input, reader) {
    return { row: await reader.need(numberSeries, input.id) }
  },
  decide({ row }, _input, context) {
    if (row.closedAt !== null) return ok({ changes: [], events: [] })
    return ok({
      changes: [{ type: 'patch', entity: numberSeries.name, id: row.id, fields: { closedAt: context.now, updatedAt: context.now } }],
      events: [{ kind: 'number_series.closed', subjectEntity: numberSeries.name, subjectId: row.id, clientId: null }]
    })
  }
})
