// Stock is a sum of moves: the order in which they arrive never changes it, and books that can't be right are said to be in doubt.

import { fc } from '#test/support/cases.ts'
import { expect, test } from 'vitest'
import { serialPlaces, stockLevels } from '#core/stock/stock-levels.ts'
import type { StockMove } from '#core/stock/stock-move.entity.ts'
import { idOf } from '../../../support/rows.ts'

const places = [null, idOf(1), idOf(2), idOf(3)] as const

function moveOf(n: number, fields: Partial<StockMove>): StockMove {
  return {
    id: idOf(1000 + n),
    clientId: null,
    kind: 'move',
    partId: idOf(10),
    fromPlaceId: null,
    toPlaceId: null,
    quantity: 1,
    serials: [],
    reference: '',
    note: '',
    ticketId: null,
    partUseId: null,
    reversesId: null,
    personId: idOf(20),
    at: n,
    ...fields
  }
}

const randomMoves = fc
  .array(
    fc.record({
      part: fc.integer({ min: 10, max: 12 }),
      from: fc.integer({ min: 0, max: 3 }),
      to: fc.integer({ min: 0, max: 3 }),
      serials: fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D'), { minLength: 1, maxLength: 3 })
    }),
    { maxLength: 30 }
  )
  .map((drafts) =>
    drafts.map(({ part, from, to, serials }, n) =>
      moveOf(n, { partId: idOf(part), fromPlaceId: places[from] ?? null, toPlaceId: places[to] ?? null, quantity: serials.length, serials })
    )
  )

test('the order of arrival changes neither levels nor where pieces lie', () => {
  fc.assert(
    fc.property(
      randomMoves.chain((moves) => fc.tuple(fc.constant(moves), fc.shuffledSubarray(moves, { minLength: moves.length }))),
      ([moves, shuffled]) => {
        expect(stockLevels(shuffled)).toEqual(stockLevels(moves))
        expect(serialPlaces(shuffled)).toEqual(serialPlaces(moves))
      }
    )
  )
})

test('what came in and didn’t leave lies somewhere: levels add up to it', () => {
  fc.assert(
    fc.property(randomMoves, (moves) => {
      const entered = moves.reduce(
        (sum, { fromPlaceId, toPlaceId, quantity }) => sum + (fromPlaceId === null ? quantity : 0) - (toPlaceId === null ? quantity : 0),
        0
      )
      expect(stockLevels(moves).reduce((sum, { quantity }) => sum + quantity, 0)).toBe(entered)
    })
  )
})

test('a piece that two people took from the same van is in doubt, and one that was moved lies in its new place', () => {
  const [depot, van] = [idOf(1), idOf(2)]
  const received = moveOf(1, { toPlaceId: depot, serials: ['S1', 'S2'], quantity: 2 })
  const moved = moveOf(2, { fromPlaceId: depot, toPlaceId: van, serials: ['S1'] })
  expect(serialPlaces([received, moved])).toEqual([
    { serial: 'S1', placeId: van, inDoubt: false },
    { serial: 'S2', placeId: depot, inDoubt: false }
  ])
  const used = [moveOf(3, { fromPlaceId: van, serials: ['S1'] }), moveOf(4, { fromPlaceId: van, serials: ['S1'] })]
  expect(serialPlaces([received, moved, ...used])[0]).toEqual({ serial: 'S1', placeId: null, inDoubt: true })
  expect(stockLevels([received, moved, ...used])).toContainEqual({ partId: idOf(10), placeId: van, quantity: -1 })
})
