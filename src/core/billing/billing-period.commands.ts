// Posting: locks a client's work up to a day and fixes what is charged for it. Of two postings that overlap, the one that reached the server
// first stands; one that charges what was charged before is refused as a whole.

import { z } from 'zod'
import { gatherFixed } from '../charges/fixed-work.ts'
import { client } from '../clients/client.entity.ts'
import type { Change } from '../kernel/change.ts'
import { defineCommand } from '../kernel/command.ts'
import type { Id } from '../kernel/ids.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { currency, givenDate, id, text } from '../kernel/schema.ts'
import { type BillingPeriod, billingPeriod, postedDraw } from './billing-period.entity.ts'
import { billedLine, type Charge, charge } from './charge.entity.ts'
import { loadBooks } from './invoice-charges.ts'
import { lineAmount } from './line-amount.ts'

/** Last day that is locked for a client; null when nothing was posted. */
export function lockedThrough(periods: readonly BillingPeriod[]): string | null {
  return periods.reduce<string | null>((last, { through }) => (last === null || through > last ? through : last), null)
}

/** A line that a posting fixes; its id follows from what it charges for (chargeIdOf). */
const fixedLine = z.strictObject({ id, currency, ...billedLine, taxRateId: id.nullable(), adjustsId: id.nullable() })

/** `billing-period.post` {clientId, from?, through, draws?, charges?, note?}. Refused when days of it are posted, or lines charged, already. */
export const postBillingPeriod = defineCommand({
  name: 'billing-period.post',
  version: 1,
  requires: 'billing.post',
  input: z.strictObject({
    clientId: id,
    from: givenDate.nullable().optional(),
    through: givenDate,
    draws: z.array(postedDraw).max(100_000).optional(),
    charges: z.array(fixedLine).max(20_000).optional(),
    note: text(2000).optional()
  }),
  async load(input, reader) {
    await reader.need(client, input.clientId)
    return { books: await loadBooks(input.clientId, reader) }
  },
  decide({ books }, input, context) {
    const locked = lockedThrough(books.periods)
    const from = input.from ?? null
    if (locked !== null && (input.through <= locked || (from !== null && from <= locked)))
      return refuse('wrong-state', {
        field: input.through <= locked ? 'through' : 'from',
        expected: `a day after ${locked}: until then all is posted`
      })
    if (from !== null && input.through < from) return refuse('invalid-input', { field: 'through', expected: `a date on or after ${from}` })
    const charges = input.charges ?? []
    const refused = checkCharges(charges, gatherFixed(books).chargeIds)
    if (refused) return refused
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
      changes: [
        { type: 'create', entity: billingPeriod.name, row },
        ...charges.map((line): Change => ({ type: 'create', entity: charge.name, row: chargeRow(line, row, context.now) }))
      ],
      events: [
        {
          kind: 'billing_period.posted',
          subjectEntity: billingPeriod.name,
          subjectId: row.id,
          clientId: row.clientId,
          data: { through: row.through, charges: charges.length }
        }
      ]
    })
  }
})

type FixedLine = z.infer<typeof fixedLine>

function chargeRow(line: FixedLine, { id: periodId, clientId }: BillingPeriod, now: number): Charge {
  return { ...line, clientId, periodId, invoiceId: null, addedById: null, createdAt: now, voidedAt: null, voidReason: null }
}

/** Refuses a line that was charged before, or whose amount isn't quantity × price. */
function checkCharges(charges: readonly FixedLine[], known: ReadonlySet<Id>): Result<never, Refusal> | null {
  const seen = new Set(known)
  for (const [index, line] of charges.entries()) {
    if (seen.has(line.id)) return refuse('already-exists', { field: `charges.${index}.id`, values: { entity: charge.name, id: line.id } })
    if (lineAmount(line.quantity, line.unitMinor) !== line.netMinor)
      return refuse('invalid-input', { field: `charges.${index}.netMinor`, expected: 'quantity × unit price' })
    seen.add(line.id)
  }
  return null
}
