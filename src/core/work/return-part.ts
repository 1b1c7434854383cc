// Takes a used part back: the line stays, marked as returned, and a part of the catalogue lies in its place again.

import { z } from 'zod'
import type { Change } from '../kernel/change.ts'
import { type DecideContext, defineCommand } from '../kernel/command.ts'
import { ok } from '../kernel/result.ts'
import { id, text } from '../kernel/schema.ts'
import { stockMove } from '../stock/stock-move.entity.ts'
import { moveRow } from '../stock/stock-move.rules.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { type PartUse, partUse } from './part-use.entity.ts'

/** `part.return` {id, ticketId, reason}. A no-op when returned already. Undo notes the same part anew. */
export const returnPart = defineCommand({
  name: 'part.return',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({ id, ticketId: id, reason: text(500) }),
  async load(input, reader) {
    const used = await reader.list(partUse, 'ticketId', input.ticketId)
    return { part: used.find((row) => row.id === input.id) ?? (await reader.need(partUse, input.id)) }
  },
  decide({ part }, input, context) {
    if (part.returnedAt !== null) return ok({ changes: [], events: [] })
    const fields = { returnedAt: context.now, returnReason: input.reason }
    const data = { partUseId: part.id, description: part.description, quantity: part.quantity }
    return ok({
      changes: [{ type: 'patch', entity: partUse.name, id: part.id, fields }, ...takeBack(part, context)],
      events: [{ kind: 'ticket.part-returned', subjectEntity: ticket.name, subjectId: part.ticketId, clientId: part.clientId, data }]
    })
  },
  invert({ part }) {
    if (part.returnedAt !== null) return []
    const { ticketId, description, sku, quantity, unitPriceMinor, currency, billable } = part
    const { partId, placeId, serials, taxRateId } = part
    const stock = { ...(partId && { partId }), ...(placeId && { placeId }), ...(serials && { serials }), ...(taxRateId && { taxRateId }) }
    return [{ name: 'part.use', input: { ticketId, description, sku, quantity, unitPriceMinor, currency, billable, ...stock } }]
  }
})

/** The move back into the place that the part came from. */
function takeBack(used: PartUse, context: DecideContext): readonly Change[] {
  const { partId, placeId, quantity, serials, ticketId } = used
  if (!partId || !placeId) return []
  const draft = { partId, fromPlaceId: null, toPlaceId: placeId, quantity, serials: [...(serials ?? [])], ticketId, partUseId: used.id }
  return [{ type: 'create', entity: stockMove.name, row: moveRow({ kind: 'take-back', ...draft }, context, 1) }]
}
