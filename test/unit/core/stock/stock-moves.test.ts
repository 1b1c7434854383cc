// Moving stock by commands: what is refused, that a used part leaves its place, and that moves of two devices add up.

import { describe, expect, it } from 'vitest'
import { serialPlaces, stockLevels } from '#core/stock/stock-levels.ts'
import { smallWorld } from '../support/small-world.ts'
import type { World } from '../support/world.ts'

function onHand(world: World, placeId: string): number {
  return stockLevels(world.all('stock_move')).find((level) => level.placeId === placeId)?.quantity ?? 0
}

describe('stock', () => {
  it('comes in, moves, is used, comes back, is counted and goes back to the vendor', async () => {
    const { world, names } = await smallWorld()
    const { item: partId, warehouse, van, ticket } = names
    await world.must('stock.receive', { partId, toPlaceId: warehouse, quantity: 10, reference: 'DN 7' })
    await world.must('stock.move', { partId, fromPlaceId: warehouse, toPlaceId: van, quantity: 4 })
    const price = { description: 'Roller', quantity: 3, unitPriceMinor: 4900, currency: 'EUR' }
    const used = await world.must('part.use', { ticketId: ticket, ...price, partId, placeId: van })
    expect([onHand(world, warehouse), onHand(world, van)]).toEqual([6, 1])
    await world.must('part.return', { id: used.rows[0]?.id, ticketId: ticket, reason: 'Wrong ones' })
    expect(onHand(world, van)).toBe(4)
    await world.must('stock.count', { partId, placeId: van, delta: -1 })
    await world.must('stock.return-vendor', { partId, fromPlaceId: warehouse, quantity: 2, reference: 'RMA 12' })
    expect([onHand(world, warehouse), onHand(world, van)]).toEqual([4, 3])
  })

  it('is taken back once, however often somebody tries', async () => {
    const { world, names } = await smallWorld()
    const moved = await world.must('stock.receive', { partId: names.item, toPlaceId: names.van, quantity: 2 })
    const id = moved.rows[0]?.id
    await world.must('stock.reverse', { id })
    expect((await world.must('stock.reverse', { id })).rows).toEqual([])
    expect(onHand(world, names.van)).toBe(0)
  })

  it('takes the tax of the catalogue along when a part is used', async () => {
    const { world, names } = await smallWorld()
    const price = { description: 'Roller', quantity: 1, unitPriceMinor: 4900, currency: 'EUR' }
    const used = await world.must('part.use', { ticketId: names.ticket, ...price, partId: names.item })
    expect(world.get('part_use', used.rows[0]?.id ?? '').taxRateId).toBe(names.taxRate)
  })

  it('moves a part with serial numbers piece by piece', async () => {
    const { world, names } = await smallWorld()
    await world.must('part.edit', { id: names.item, fields: { serialised: true } })
    const receive = { partId: names.item, toPlaceId: names.warehouse, quantity: 2 }
    for (const serials of [[], ['A'], ['A', 'A']])
      expect(await world.run('stock.receive', { ...receive, serials })).toMatchObject({ ok: false, error: { field: 'serials' } })
    await world.must('stock.receive', { ...receive, serials: ['A', 'B'] })
    await world.must('stock.move', { partId: names.item, fromPlaceId: names.warehouse, toPlaceId: names.van, quantity: 1, serials: ['B'] })
    expect(serialPlaces(world.all('stock_move'))).toEqual([
      { serial: 'A', placeId: names.warehouse, inDoubt: false },
      { serial: 'B', placeId: names.van, inDoubt: false }
    ])
  })

  it('refuses serial numbers of parts without, moves to nowhere, archived places and amounts that are none', async () => {
    const { world, names } = await smallWorld()
    const move = { partId: names.item, fromPlaceId: names.warehouse, toPlaceId: names.van, quantity: 1 }
    const refused = async (input: object): Promise<unknown> => {
      const result = await world.run('stock.move', { ...move, ...input })
      return result.ok ? null : result.error
    }
    expect(await refused({ serials: ['A'] })).toMatchObject({ type: 'invalid-input', field: 'serials' })
    expect(await refused({ toPlaceId: names.warehouse })).toMatchObject({ type: 'invalid-input', field: 'toPlaceId' })
    expect(await refused({ quantity: 0 })).toMatchObject({ type: 'invalid-input', field: 'quantity' })
    await world.must('stock-place.archive', { id: names.van })
    expect(await refused({})).toMatchObject({ type: 'archived', field: 'toPlaceId' })
    const reorder = { [names.item]: { level: 5, upTo: 5 } }
    expect(await world.run('stock-place.edit', { id: names.warehouse, fields: { reorder } })).toMatchObject({
      ok: false,
      error: { type: 'invalid-input', field: `reorder.${names.item}.upTo` }
    })
  })

  it('refuses an article number that another part has', async () => {
    const { world } = await smallWorld()
    const input = { sku: 'RLR-1', name: 'Other', priceMinor: 1, currency: 'EUR' }
    expect(await world.run('part.create', input)).toMatchObject({ ok: false, error: { type: 'already-exists', field: 'sku' } })
  })
})
