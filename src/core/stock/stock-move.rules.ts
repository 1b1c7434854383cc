// What every stock move keeps to: pieces with serial numbers are moved one by one, and a move leads somewhere else.

import type { Decision, EventDraft } from '../kernel/change.ts'
import type { DecideContext } from '../kernel/command.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { isArchived } from '../records/edit-record.ts'
import { type Part, part } from './part.entity.ts'
import { type StockMove, stockMove } from './stock-move.entity.ts'
import { type StockPlace, stockPlace } from './stock-place.entity.ts'

/** What of a move is not the same for all. */
export type MoveDraft = Pick<StockMove, 'kind' | 'partId' | 'fromPlaceId' | 'toPlaceId' | 'quantity'> &
  Partial<Pick<StockMove, 'serials' | 'reference' | 'note' | 'ticketId' | 'partUseId' | 'reversesId'>>

/** Refuses archived parts and places, and serial numbers that don't fit the pieces. */
export function checkMove(item: Part, places: readonly StockPlace[], draft: MoveDraft): Result<never, Refusal> | null {
  if (isArchived(item)) return refuse('archived', { field: 'partId', values: { entity: part.name } })
  const closed = places.find((place) => isArchived(place))
  if (closed)
    return refuse('archived', { field: closed.id === draft.fromPlaceId ? 'fromPlaceId' : 'toPlaceId', values: { entity: stockPlace.name } })
  if (draft.fromPlaceId === draft.toPlaceId) return refuse('invalid-input', { field: 'toPlaceId', expected: 'another place' })
  return checkSerials(item, draft.quantity, draft.serials ?? [])
}

/** Refuses serials of parts that have none, missing ones, and the same one twice. */
export function checkSerials(item: Pick<Part, 'serialised'>, count: number, serials: readonly string[]): Result<never, Refusal> | null {
  if (!item.serialised)
    return serials.length === 0 ? null : refuse('invalid-input', { field: 'serials', expected: 'none: this part has no serial numbers' })
  if (serials.length !== count) return refuse('invalid-input', { field: 'serials', expected: `${count} serial numbers, one per piece` })
  return new Set(serials).size === serials.length
    ? null
    : refuse('invalid-input', { field: 'serials', expected: 'every serial number once' })
}

/** The row of a move; `n` is the place of its id among the command's. */
export function moveRow(draft: MoveDraft, context: DecideContext, n: number): StockMove {
  return {
    id: context.newId(n),
    clientId: null,
    serials: [],
    reference: '',
    note: '',
    ticketId: null,
    partUseId: null,
    reversesId: null,
    ...draft,
    personId: context.actor.personId,
    at: context.now
  }
}

/** The event of a move, told of the part. */
export function moveEvent(row: StockMove): EventDraft {
  const { kind, fromPlaceId, toPlaceId, quantity } = row
  const data = { moveId: row.id, kind, fromPlaceId, toPlaceId, quantity }
  return { kind: 'part.stock-moved', subjectEntity: part.name, subjectId: row.partId, clientId: null, data }
}

/** One move as a decision. */
export function moveDecision(row: StockMove): Result<Decision, Refusal> {
  return ok({ changes: [{ type: 'create', entity: stockMove.name, row }], events: [moveEvent(row)] })
}

/** The move that takes another one back. */
export function reversalOf(row: StockMove): MoveDraft {
  const { partId, fromPlaceId, toPlaceId, quantity, serials, ticketId, partUseId } = row
  return {
    kind: 'reverse',
    partId,
    fromPlaceId: toPlaceId,
    toPlaceId: fromPlaceId,
    quantity,
    serials,
    ticketId,
    partUseId,
    reversesId: row.id
  }
}
