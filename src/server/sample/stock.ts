// The catalogue, the places, and the moves that fit the parts which stories use: deliveries to the warehouse, loads of the vans, uses.

import { type Id, sourceId } from '#core/kernel/ids.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import type { PartCost } from '#core/stock/part-cost.entity.ts'
import type { Part } from '#core/stock/part.entity.ts'
import type { StockMove } from '#core/stock/stock-move.entity.ts'
import type { StockPlace } from '#core/stock/stock-place.entity.ts'
import type { PartUse } from '#core/work/part-use.entity.ts'
import { templateParts } from './templates/all.ts'
import { sampleTerms } from './terms.ts'

const day = 86_400_000
const warehouseId = sourceId('sample/place', 'warehouse')
/** Deliveries over the sample's months. */
const deliveries = 6

/** Things in the catalogue that no story uses: name, article number, price. The last ones have serial numbers. */
const more: readonly (readonly [string, string, number])[] = [
  ['Patch cable 3 m, blue', 'CBL-P-3', 590],
  ['RAM 16 GB DDR4 SO-DIMM', 'RAM-16-SO', 5200],
  ['USB-C dock, 2 × DisplayPort', 'DOCK-C2', 15_900],
  ['Access point, Wi-Fi 6', 'AP-W6', 17_900],
  ['UPS battery pack', 'UPS-BAT-2', 13_400]
]
const serialised: ReadonlySet<string> = new Set(['DOCK-C2', 'AP-W6'])

/** Catalogue and places. */
export interface Stock {
  readonly parts: readonly Part[]
  readonly costs: readonly PartCost[]
  readonly places: readonly StockPlace[]
}

/** Builds catalogue and places: a warehouse, and a van for each technician. */
export function buildStock(people: readonly Person[], now: number): Stock {
  const stamps = { createdAt: now - 900 * day, updatedAt: now - 30 * day, archivedAt: null }
  const items = [...new Map([...templateParts(), ...more].map((item) => [item[1], item])).values()]
  const parts = items.map(([name, sku, priceMinor]): Part => {
    const told = { description: '', category: categoryOf(sku), manufacturer: '', supplier: 'Tradewind Distribution' }
    const price = { unit: 'C62' as const, priceMinor, currency: 'EUR', taxRateId: sampleTerms.vat }
    return { id: partId(sku), clientId: null, sku, name, ...told, ...price, serialised: serialised.has(sku), ...stamps }
  })
  const place = (id: Id, name: string, kind: StockPlace['kind'], personId: Id | null, level: number): StockPlace => {
    const reorder = Object.fromEntries(parts.map((part) => [part.id, { level, upTo: level * 3 }]))
    return { id, clientId: null, name, kind, personId, address: kind === 'warehouse' ? 'Harbour Road 12, Dublin' : '', reorder, ...stamps }
  }
  return {
    parts,
    costs: parts.map(({ id, priceMinor }) => ({
      id,
      clientId: null,
      partId: id,
      costMinor: Math.round(priceMinor * 0.68),
      currency: 'EUR',
      updatedAt: stamps.updatedAt
    })),
    places: [
      place(warehouseId, 'Warehouse Dublin', 'warehouse', null, 6),
      ...people
        .filter(({ role, active }) => role === 'technician' && active)
        .map((person) => place(vanId(person.id), `Van of ${person.name}`, 'van', person.id, 1))
    ]
  }
}

/** Counts what stories use, so that everything that was used was there before. */
export class StockBook {
  readonly #stock: Stock
  readonly #now: number
  readonly #since: number
  readonly #known: ReadonlySet<Id>
  readonly #vans: ReadonlySet<Id>
  readonly #used = new Map<Id, Map<Id, number>>()

  constructor(stock: Stock, sampleDays: number, now: number) {
    this.#stock = stock
    this.#now = now
    this.#since = now - sampleDays * day
    this.#known = new Set(stock.parts.map(({ id }) => id))
    this.#vans = new Set(stock.places.map(({ id }) => id))
  }

  /** The use with its part and the place that it came from: the technician's van, else the warehouse. */
  take(use: PartUse): { readonly use: PartUse; readonly moves: readonly StockMove[] } {
    const id = partId(use.sku)
    if (!this.#known.has(id) || use.personId === null) return { use, moves: [] }
    const van = vanId(use.personId)
    const placeId = this.#vans.has(van) ? van : warehouseId
    const ofPlace = this.#used.get(placeId) ?? new Map<Id, number>()
    this.#used.set(placeId, ofPlace.set(id, (ofPlace.get(id) ?? 0) + use.quantity))
    const move = moveOf(`use/${use.id}`, 'use', id, use.quantity, use.personId, use.at)
    return {
      use: { ...use, partId: id, placeId, serials: [] },
      moves: [{ ...move, fromPlaceId: placeId, ticketId: use.ticketId, partUseId: use.id }]
    }
  }

  /** Deliveries and loads of the vans, once all stories are told. Some places are left nearly empty, so that something is to be ordered. */
  *deliveries(personId: Id): Generator<StockMove, void, undefined> {
    for (const [index, { id, sku }] of this.#stock.parts.entries()) {
      let gone = 0
      for (const [at, place] of this.#stock.places.filter(({ kind }) => kind === 'van').entries()) {
        const load = (this.#used.get(place.id)?.get(id) ?? 0) + ((index + at) % 3)
        if (load === 0 || serialised.has(sku)) continue
        gone += load
        yield* this.#inShares(`load/${place.id}/${id}`, 'move', id, load, personId, { fromPlaceId: warehouseId, toPlaceId: place.id }, 2)
      }
      const needed = gone + (this.#used.get(warehouseId)?.get(id) ?? 0) + (index % 4 === 0 ? 2 : 14)
      if (serialised.has(sku)) yield this.#withSerials(id, sku, personId)
      else yield* this.#inShares(`receive/${id}`, 'receive', id, needed, personId, { toPlaceId: warehouseId }, 1)
    }
  }

  *#inShares(
    name: string,
    kind: StockMove['kind'],
    id: Id,
    total: number,
    personId: Id,
    places: Partial<StockMove>,
    delayDays: number
  ): Generator<StockMove, void, undefined> {
    const step = (this.#now - this.#since) / deliveries
    let given = 0
    for (let turn = 0; turn < deliveries; turn += 1) {
      const quantity = Math.ceil((total * (turn + 1)) / deliveries) - given
      if (quantity === 0) continue
      given += quantity
      const at = Math.round(this.#since + turn * step + delayDays * day)
      yield { ...moveOf(`${name}/${turn}`, kind, id, quantity, personId, at), ...places }
    }
  }

  #withSerials(id: Id, sku: string, personId: Id): StockMove {
    const serials = Array.from({ length: 4 }, (_, at) => `${sku}-${String(20_411 + at * 37)}`)
    const move = moveOf(`receive/${id}`, 'receive', id, serials.length, personId, this.#now - 20 * day)
    return { ...move, toPlaceId: warehouseId, serials, reference: 'DN-88121' }
  }
}

function moveOf(name: string, kind: StockMove['kind'], part: Id, quantity: number, personId: Id, at: number): StockMove {
  const nowhere = { fromPlaceId: null, toPlaceId: null, ticketId: null, partUseId: null, reversesId: null }
  const told = { serials: [], reference: '', note: '' }
  return { id: sourceId('sample/move', name), clientId: null, kind, partId: part, quantity, ...nowhere, ...told, personId, at }
}

function partId(sku: string): Id {
  return sourceId('sample/part', sku)
}

function vanId(personId: Id): Id {
  return sourceId('sample/van', personId)
}

function categoryOf(sku: string): string {
  if (/^(PR|TN)-/.test(sku)) return 'Printing'
  return /^(CBL|AP)-/.test(sku) ? 'Network' : 'Computers'
}
