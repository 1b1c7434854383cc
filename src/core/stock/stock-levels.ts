// How much lies where, added up from moves: sums only, so moves of many devices give the same stock in whatever order they arrive.

import type { Id } from '../kernel/ids.ts'
import type { StockMove } from './stock-move.entity.ts'

/** Pieces of a part in one place; below zero when a delivery or a count is missing. */
export interface StockLevel {
  readonly partId: Id
  readonly placeId: Id
  readonly quantity: number
}

/**
 * A piece by its serial number and where it lies; `placeId` null: it left the stock. A piece that the books have in two places stands
 * here twice, and one that left a place it wasn't in is marked: both are `inDoubt`.
 */
export interface SerialPlace {
  readonly serial: string
  readonly placeId: Id | null
  readonly inDoubt: boolean
}

/** Stock of all parts that the moves are of, ordered by part and place; nothing where nothing lies. */
export function stockLevels(moves: Iterable<StockMove>): readonly StockLevel[] {
  const byPart = new Map<Id, Map<Id, number>>()
  for (const { partId, fromPlaceId, toPlaceId, quantity } of moves) {
    const places = byPart.get(partId) ?? new Map<Id, number>()
    byPart.set(partId, places)
    if (fromPlaceId !== null) places.set(fromPlaceId, (places.get(fromPlaceId) ?? 0) - quantity)
    if (toPlaceId !== null) places.set(toPlaceId, (places.get(toPlaceId) ?? 0) + quantity)
  }
  return [...byPart]
    .flatMap(([partId, places]) => [...places].map(([placeId, quantity]) => ({ partId, placeId, quantity })))
    .filter(({ quantity }) => quantity !== 0)
    .toSorted((a, b) => compare(a.partId, b.partId) || compare(a.placeId, b.placeId))
}

/** Where the pieces with serial numbers are. @param moves of one part */
export function serialPlaces(moves: Iterable<StockMove>): readonly SerialPlace[] {
  const bySerial = new Map<string, Map<Id, number>>()
  for (const { serials, fromPlaceId, toPlaceId } of moves) {
    for (const serial of serials) {
      const places = bySerial.get(serial) ?? new Map<Id, number>()
      bySerial.set(serial, places)
      if (fromPlaceId !== null) places.set(fromPlaceId, (places.get(fromPlaceId) ?? 0) - 1)
      if (toPlaceId !== null) places.set(toPlaceId, (places.get(toPlaceId) ?? 0) + 1)
    }
  }
  return [...bySerial].toSorted(([a], [b]) => compare(a, b)).flatMap(([serial, places]) => placesOf(serial, places))
}

function placesOf(serial: string, places: ReadonlyMap<Id, number>): readonly SerialPlace[] {
  const counts = [...places].toSorted(([a], [b]) => compare(a, b))
  const lying = counts.filter(([, count]) => count > 0)
  const inDoubt = lying.reduce((sum, [, count]) => sum + count, 0) > 1 || counts.some(([, count]) => count < 0)
  if (lying.length === 0) return [{ serial, placeId: null, inDoubt }]
  return lying.map(([placeId]) => ({ serial, placeId, inDoubt }))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
