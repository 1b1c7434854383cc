// Something moved: into a place, out of one, or from one to another. Stock is the sum of moves, so moves of many devices add up in any order.
// Append-only: a mistake is taken back by a move of its own.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { id, instant, line, text } from '../kernel/schema.ts'

/** Why it moved. `count` is the difference that a count found, `rma` a return to the vendor, `take-back` a used part that came back. */
export const stockMoveKinds = ['receive', 'move', 'use', 'take-back', 'count', 'rma', 'reverse'] as const

/**
 * Stock move. `quantity` pieces left `fromPlaceId` (null: came from outside) and reached `toPlaceId` (null: left the stock).
 * `serials`: of parts that have them, one per piece. `reference`: a delivery note or RMA number. `reversesId`: the move that this takes back.
 */
export const stockMove = defineEntity({
  name: 'stock_move',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    kind: z.literal([...stockMoveKinds]),
    partId: id,
    fromPlaceId: id.nullable(),
    toPlaceId: id.nullable(),
    quantity: z.int().min(1).max(100_000),
    serials: z.array(line(120)).max(1000),
    reference: text(120),
    note: text(2000),
    ticketId: id.nullable(),
    partUseId: id.nullable(),
    reversesId: id.nullable(),
    personId: id,
    at: instant
  }),
  scope: 'organisation',
  temperature: 'hot',
  appendOnly: true,
  merge: {},
  columns: { partId: 'uuid', partUseId: 'uuid', reversesId: 'uuid' },
  references: { partId: 'part', personId: 'person' }
})

/** Stock move row. */
export type StockMove = RowOf<typeof stockMove>
