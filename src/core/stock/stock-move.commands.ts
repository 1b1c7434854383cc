// Moving stock: receive, move, count, return to the vendor, and take a move back. Using a part on a ticket is `part.use`.
// Stock may go below zero: what a device doesn't know yet may have arrived; the Parts room shows it.

import { z } from 'zod'
import { type CommandCall, type DecideContext, defineCommand, type Reader } from '../kernel/command.ts'
import type { Id } from '../kernel/ids.ts'
import { ok } from '../kernel/result.ts'
import { id, line, text } from '../kernel/schema.ts'
import { type Part, part } from './part.entity.ts'
import { stockMove } from './stock-move.entity.ts'
import { checkMove, type MoveDraft, moveDecision, moveRow, reversalOf } from './stock-move.rules.ts'
import { type StockPlace, stockPlace } from './stock-place.entity.ts'

const count = z.int().min(1).max(100_000)
const serials = z.array(line(120)).max(1000).optional()
const words = { serials, reference: text(120).optional(), note: text(2000).optional() }

interface MoveState {
  readonly item: Part
  readonly places: readonly StockPlace[]
}

async function loadMove(partId: Id, placeIds: readonly Id[], reader: Reader): Promise<MoveState> {
  return { item: await reader.need(part, partId), places: await Promise.all(placeIds.map((placeId) => reader.need(stockPlace, placeId))) }
}

function decideMove({ item, places }: MoveState, draft: MoveDraft, context: DecideContext): ReturnType<typeof moveDecision> {
  return checkMove(item, places, draft) ?? moveDecision(moveRow(draft, context, 1))
}

function takeBack(context: DecideContext): readonly CommandCall[] {
  return [{ name: 'stock.reverse', input: { id: context.newId(1) } }]
}

/** The members that are there: optional ones of an input that was left out stay out. */
function given<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never
}

/** `stock.receive` {partId, toPlaceId, quantity, serials?, reference?, note?}: a delivery. */
export const receiveStock = defineCommand({
  name: 'stock.receive',
  version: 1,
  requires: 'stock.move',
  input: z.strictObject({ partId: id, toPlaceId: id, quantity: count, ...words }),
  load: (input, reader) => loadMove(input.partId, [input.toPlaceId], reader),
  decide: (state, input, context) => decideMove(state, { kind: 'receive', fromPlaceId: null, ...given(input) }, context),
  invert: (_state, _input, context) => takeBack(context)
})

/** `stock.move` {partId, fromPlaceId, toPlaceId, quantity, serials?}: from one place to another. */
export const moveStock = defineCommand({
  name: 'stock.move',
  version: 1,
  requires: 'stock.move',
  input: z.strictObject({ partId: id, fromPlaceId: id, toPlaceId: id, quantity: count, ...words }),
  load: (input, reader) => loadMove(input.partId, [input.fromPlaceId, input.toPlaceId], reader),
  decide: (state, input, context) => decideMove(state, { kind: 'move', ...given(input) }, context),
  invert: (_state, _input, context) => takeBack(context)
})

/** `stock.return-vendor` {partId, fromPlaceId, quantity, reference, serials?}: a return to the vendor under its RMA number. */
export const returnToVendor = defineCommand({
  name: 'stock.return-vendor',
  version: 1,
  requires: 'stock.move',
  input: z.strictObject({ partId: id, fromPlaceId: id, quantity: count, serials, reference: line(120), note: text(2000).optional() }),
  load: (input, reader) => loadMove(input.partId, [input.fromPlaceId], reader),
  decide: (state, input, context) => decideMove(state, { kind: 'rma', toPlaceId: null, ...given(input) }, context),
  invert: (_state, _input, context) => takeBack(context)
})

/**
 * `stock.count` {partId, placeId, delta, serials?, note?}: what a count found more (above zero) or less (below) than was on the books of
 * the one who counted. A difference, so that two people's moves and counts add up; nothing to note is a no-op.
 */
export const countStock = defineCommand({
  name: 'stock.count',
  version: 1,
  requires: 'stock.move',
  input: z.strictObject({ partId: id, placeId: id, delta: z.int().min(-100_000).max(100_000), serials, note: text(2000).optional() }),
  load: (input, reader) => loadMove(input.partId, [input.placeId], reader),
  decide(state, { placeId, delta, ...input }, context) {
    if (delta === 0) return ok({ changes: [], events: [] })
    const places = delta > 0 ? { fromPlaceId: null, toPlaceId: placeId } : { fromPlaceId: placeId, toPlaceId: null }
    return decideMove(state, { kind: 'count', quantity: Math.abs(delta), ...places, ...given(input) }, context)
  },
  invert: (_state, input, context) => (input.delta === 0 ? [] : takeBack(context))
})

/** `stock.reverse` {id}: takes a move back by one of its own. A no-op when that was done already. */
export const reverseStock = defineCommand({
  name: 'stock.reverse',
  version: 1,
  requires: 'stock.move',
  input: z.strictObject({ id }),
  async load(input, reader) {
    return { row: await reader.need(stockMove, input.id), reversals: await reader.list(stockMove, 'reversesId', input.id) }
  },
  decide({ row, reversals }, _input, context) {
    if (reversals.length > 0) return ok({ changes: [], events: [] })
    return moveDecision(moveRow(reversalOf(row), context, 1))
  },
  invert: ({ reversals }, _input, context) => (reversals.length > 0 ? [] : takeBack(context))
})
