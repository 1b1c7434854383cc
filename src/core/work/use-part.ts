// Notes a part that was used on a ticket. One from the catalogue also leaves its place, by a move of its own.

import { z } from 'zod'
import { type DecideContext, defineCommand } from '../kernel/command.ts'
import type { Change } from '../kernel/change.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { currency, id, line, minor, text } from '../kernel/schema.ts'
import { type Part, part } from '../stock/part.entity.ts'
import { stockMove } from '../stock/stock-move.entity.ts'
import { checkMove, type MoveDraft, moveRow } from '../stock/stock-move.rules.ts'
import { type StockPlace, stockPlace } from '../stock/stock-place.entity.ts'
import { ticket } from '../tickets/ticket.entity.ts'
import { partUse } from './part-use.entity.ts'
import { touchTicket } from './work.rules.ts'

/** `part.use` {ticketId, description, sku?, quantity, unitPriceMinor, currency, billable?, partId?, placeId?, serials?, taxRateId?}. */
export const usePart = defineCommand({
  name: 'part.use',
  version: 1,
  requires: 'ticket.work',
  input: z.strictObject({
    ticketId: id,
    description: line(300),
    sku: text(80).optional(),
    quantity: z.int().min(1).max(100_000),
    unitPriceMinor: minor.nonnegative(),
    currency,
    billable: z.boolean().optional(),
    partId: id.optional(),
    placeId: id.optional(),
    serials: z.array(line(120)).max(1000).optional(),
    taxRateId: id.optional()
  }),
  async load(input, reader) {
    return {
      ticket: await reader.need(ticket, input.ticketId),
      item: input.partId === undefined ? null : await reader.need(part, input.partId),
      place: input.placeId === undefined ? null : await reader.need(stockPlace, input.placeId)
    }
  },
  decide(state, input, context) {
    if (state.ticket.archivedAt !== null) return refuse('archived', { values: { entity: ticket.name } })
    if (!Number.isSafeInteger(input.quantity * input.unitPriceMinor))
      return refuse('invalid-input', { field: 'unitPriceMinor', expected: 'an amount that can be counted' })
    const stock = stockSide(state, input, context)
    if (!stock.ok) return stock
    const row = {
      id: context.newId(1),
      clientId: state.ticket.clientId,
      ticketId: input.ticketId,
      personId: context.actor.personId,
      description: input.description,
      sku: input.sku ?? '',
      quantity: input.quantity,
      unitPriceMinor: input.unitPriceMinor,
      currency: input.currency,
      billable: input.billable ?? true,
      at: context.now,
      returnedAt: null,
      returnReason: null,
      partId: input.partId ?? null,
      placeId: input.placeId ?? null,
      serials: input.serials ?? [],
      taxRateId: input.taxRateId ?? state.item?.taxRateId ?? null
    }
    const data = { partUseId: row.id, description: row.description, quantity: row.quantity }
    return ok({
      changes: [{ type: 'create', entity: partUse.name, row }, touchTicket(state.ticket, context.now), ...stock.value],
      events: [{ kind: 'ticket.part-used', subjectEntity: ticket.name, subjectId: row.ticketId, clientId: row.clientId, data }]
    })
  },
  invert: (_state, input, context) => [{ name: 'part.return', input: { id: context.newId(1), ticketId: input.ticketId, reason: '' } }]
})

interface Taken {
  readonly ticketId: string
  readonly quantity: number
  readonly serials?: readonly string[] | undefined
}

/** The move out of the place that the part came from; none for parts that no place had. */
function stockSide(
  { item, place }: { readonly item: Part | null; readonly place: StockPlace | null },
  { ticketId, quantity, serials = [] }: Taken,
  context: DecideContext
): Result<readonly Change[], Refusal> {
  if (place && !item) return refuse('invalid-input', { field: 'partId', expected: 'the part of the catalogue that leaves this place' })
  if (!place || !item) return ok([])
  const draft: MoveDraft = {
    kind: 'use',
    partId: item.id,
    fromPlaceId: place.id,
    toPlaceId: null,
    quantity,
    serials: [...serials],
    ticketId
  }
  const refused = checkMove(item, [place], draft)
  if (refused) return refused
  return ok([{ type: 'create', entity: stockMove.name, row: moveRow({ ...draft, partUseId: context.newId(1) }, context, 2) }])
}
