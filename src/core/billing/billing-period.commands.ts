// Posting: locks a client's work up to a day. Of two postings that overlap, the one that reached the server first stands.

import { z } from 'zod'
import { client } from '../clients/client.entity.ts'
import { defineCommand } from '../kernel/command.ts'
import { refuse } from '../kernel/refusal.ts'
import { ok } from '../kernel/result.ts'
import { calendarDate, id, text } from '../kernel/schema.ts'
import { type BillingPeriod, billingPeriod, postedDraw } from './billing-period.entity.ts'

/** Last day that is locked for a client; null when nothing was posted. */
export function lockedThrough(periods: readonly BillingPeriod[]): string | null {
  return periods.reduce<string | null>((last, { through }) => (last === null || through > last ? through : last), null)
}

/** `billing-period.post` {clientId, from?, through, draws?, note?}. Refused when days of it are posted already. */
export const postBillingPeriod = defineCommand({
  name: 'billing-period.post',
  version: 1,
  requires: 'billing.post',
  input: z.strictObject({
    clientId: id,
    from: calendarDate.nullable().optional(),
    through: calendarDate,
    draws: z.array(postedDraw).max(100_000).optional(),
    note: text(2000).optional()
  }),
  async load(input, reader) {
    await reader.need(client, input.clientId)
    return { posted: await reader.list(billingPeriod, 'clientId', input.clientId) }
  },
  decide({ posted }, input, context) {
    const locked = lockedThrough(posted)
    const from = input.from ?? null
    if (locked !== null && (input.through <= locked || (from !== null && from <= locked)))
      return refuse('wrong-state', {
        field: input.through <= locked ? 'through' : 'from',
        expected: `a day after ${locked}: until then all is posted`
      })
    if (from !== null && input.through < from) return refuse('invalid-input', { field: 'through', expected: `a date on or after ${from}` })
    const row: BillingPeriod = {
      id: context.newId(1),
      clientId: input.clientId,
      from,
      through: input.through,
      postedAt: context.now,
      postedById: context.actor.personId,
      draws: input.draws ?? [],
      note: input.note ?? ''
    }
    return ok({
      changes: [{ type: 'create', entity: billingPeriod.name, row }],
      events: [
        {
          kind: 'billing_period.posted',
          subjectEntity: billingPeriod.name,
          subjectId: row.id,
          clientId: row.clientId,
          data: { through: row.through }
        }
      ]
    })
  }
})
