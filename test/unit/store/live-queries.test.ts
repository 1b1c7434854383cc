// Live queries against a naive filter and sort, over random rows and random changes.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import type { Doc } from '#core/kernel/execute.ts'
import { type Filter, type Query, type QueryResult, querySpec } from '#store/contract.ts'
import { createLiveHub, type LiveHub } from '#store/live/live-hub.ts'
import { compareTexts } from '#store/live/text-order.ts'

interface World {
  readonly rows: Map<string, Doc>
  readonly pending: Set<string>
  readonly hub: LiveHub
  put(row: Doc): void
  remove(id: string): void
}

function createWorld(rows: readonly Doc[]): World {
  const map = new Map(rows.map((row) => [row.id, row]))
  const pending = new Set<string>()
  const hub = createLiveHub({
    source: {
      get: (_entity, id) => map.get(id) ?? null,
      rows: () => map.values(),
      children: async (_entity, parentId) => [...map.values()].filter((row) => row['parentId'] === parentId),
      pendingIds: () => pending
    },
    hotEntities: ['ticket'],
    findWords: () => [],
    onRows: () => undefined,
    onTold: () => undefined,
    now: () => 0,
    later: () => undefined
  })
  const tell = (id: string): void => hub.changed({ hot: new Map([['ticket', new Set([id])]]), cold: new Map(), reset: false })
  return {
    rows: map,
    pending,
    hub,
    put: (row) => {
      map.set(row.id, row)
      tell(row.id)
    },
    remove: (id) => {
      map.delete(id)
      tell(id)
    }
  }
}

/** What a window shows: it keeps the documents of the last result and takes the ones it is sent. */
function createWindow() {
  const held = new Map<string, Doc>()
  const window = { result: null as QueryResult | null, sent: 0, rows: [] as Doc[] }
  const take = (result: QueryResult): void => {
    for (const row of result.rows) held.set(row.id, row)
    for (const id of held.keys()) if (!result.ids.includes(id)) held.delete(id)
    window.result = result
    window.sent += result.rows.length
    window.rows = result.ids.map((id) => held.get(id) as Doc)
  }
  return { window, take }
}

function naive(rows: Iterable<Doc>, query: Query): Doc[] {
  const found = [...rows].filter((row) => query.where.every((filter) => holds(row, filter)))
  const keys = query.groupBy === undefined ? query.sort : [{ field: query.groupBy, direction: 'ascending' as const }, ...query.sort]
  return found.sort((a, b) => {
    for (const { field, direction } of keys) {
      const order = compare(read(a, field), read(b, field), direction)
      if (order !== 0) return order
    }
    return a.id < b.id ? -1 : 1
  })
}

function read(row: Doc, field: string): unknown {
  return (field.startsWith('custom.') ? (row['custom'] as Record<string, unknown>)[field.slice(7)] : row[field]) ?? null
}

function compare(a: unknown, b: unknown, direction: 'ascending' | 'descending'): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const order = typeof a === 'string' && typeof b === 'string' ? compareTexts(a, b) : Number(a) - Number(b)
  return direction === 'ascending' ? order : -order
}

function holds(row: Doc, filter: Filter): boolean {
  const value = read(row, filter.field)
  const list = Array.isArray(value) ? value : [value]
  if (filter.op === 'is') return value === filter.value
  if (filter.op === 'isNot') return value !== filter.value
  if (filter.op === 'has') return Array.isArray(value) && value.includes(filter.value)
  if (filter.op === 'text')
    return list.some((text) => typeof text === 'string' && text.toLowerCase().includes(String(filter.value).toLowerCase()))
  if ('values' in filter) return list.some((element) => filter.values.includes(element as never)) === (filter.op === 'in')
  if (!('value' in filter)) return isEmpty(value) === (filter.op === 'empty')
  if (typeof value === 'number' && typeof filter.value === 'number')
    return filter.op === 'above' ? value > filter.value : value < filter.value
  if (typeof value !== 'string' || typeof filter.value !== 'string') return false
  return filter.op === 'above' ? value > filter.value : value < filter.value
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

const idOf = (n: number): string => `id-${String(n).padStart(3, '0')}`
const word = fc.constantFrom('Printer', 'printer', 'Ärger', 'arger', 'zebra', 'Maus 2', 'maus 10', '', 'é', 'e\u0301')
const rowArb = fc.record({
  id: fc.nat(60).map(idOf),
  clientId: fc.constantFrom('c1', 'c2'),
  subject: word,
  status: fc.constantFrom('new', 'open', 'closed'),
  priority: fc.integer({ min: 1, max: 5 }),
  assigneeId: fc.option(fc.constantFrom('p1', 'p2')),
  tags: fc.uniqueArray(fc.constantFrom('vip', 'onsite', 'Printer'), { maxLength: 3 }),
  updatedAt: fc.integer({ min: -5, max: 5 }),
  custom: fc.record({ f1: fc.option(word) })
})
const fieldArb = fc.constantFrom('subject', 'status', 'priority', 'assigneeId', 'updatedAt', 'custom.f1', 'clientId')
const filterArb: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    op: fc.constantFrom('is' as const, 'isNot' as const),
    field: fieldArb,
    value: fc.constantFrom('new', 'p1', null, 3, 'Printer')
  }),
  fc.record({ op: fc.constantFrom('above' as const, 'below' as const), field: fieldArb, value: fc.constantFrom(0, 3, 'm') }),
  fc.record({ op: fc.constant('has' as const), field: fc.constant('tags'), value: fc.constantFrom('vip', 'Printer') }),
  fc.record({ op: fc.constant('text' as const), field: fc.constantFrom('subject', 'tags'), value: fc.constantFrom('PRIN', 'a', '') }),
  fc.record({
    op: fc.constantFrom('in' as const, 'notIn' as const),
    field: fc.constantFrom('status', 'tags', 'assigneeId'),
    values: fc.subarray(['new', 'vip', null])
  }),
  fc.record({
    op: fc.constantFrom('empty' as const, 'present' as const),
    field: fc.constantFrom('assigneeId', 'tags', 'subject', 'custom.f1')
  })
)
const queryArb = fc.record({
  where: fc.array(filterArb, { maxLength: 2 }),
  sort: fc.array(fc.record({ field: fieldArb, direction: fc.constantFrom('ascending' as const, 'descending' as const) }), { maxLength: 2 }),
  groupBy: fc.option(fc.constantFrom('status', 'assigneeId'), { nil: undefined }),
  offset: fc.nat(10),
  limit: fc.integer({ min: 0, max: 20 })
})
const stepArb = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant('put' as const), row: rowArb }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('remove' as const), id: fc.nat(60).map(idOf) }) },
  { weight: 3, arbitrary: fc.constant({ type: 'flush' as const }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('move' as const), offset: fc.nat(30), limit: fc.nat(20) }) }
)

describe('a live query', () => {
  it('equals filtering and sorting all rows anew after any series of changes', () => {
    fc.assert(
      fc.property(fc.array(rowArb, { maxLength: 60 }), queryArb, fc.array(stepArb, { maxLength: 60 }), (rows, asked, steps) => {
        const world = createWorld(rows)
        const { groupBy, ...others } = asked
        let query = querySpec.parse({ entity: 'ticket', ...others, ...(groupBy === undefined ? {} : { groupBy }) })
        const { window, take } = createWindow()
        const open = world.hub.query(query, take)
        const check = (): void => {
          world.hub.flush()
          const all = naive(world.rows.values(), query)
          expect(window.result?.total).toBe(all.length)
          expect(window.rows).toEqual(all.slice(query.offset, query.offset + query.limit))
          if (groupBy !== undefined) expect(window.result?.groups.reduce((sum, group) => sum + group.count, 0)).toBe(all.length)
        }
        check()
        for (const step of steps) {
          if (step.type === 'put') world.put(step.row)
          else if (step.type === 'remove') world.remove(step.id)
          else if (step.type === 'flush') check()
          else {
            query = { ...query, offset: step.offset, limit: step.limit }
            world.hub.flush()
            open.move(step.offset, step.limit)
          }
        }
        check()
      }),
      { numRuns: 400 }
    )
  })

  const plainRow = (n: number, fields: Record<string, unknown> = {}): Doc => ({
    id: idOf(n),
    clientId: 'c1',
    subject: `Ticket ${n}`,
    status: 'new',
    tags: [],
    custom: {},
    ...fields
  })

  it('sends a document again only when it changed', () => {
    const world = createWorld([1, 2, 3].map((n) => plainRow(n)))
    const { window, take } = createWindow()
    world.hub.query(querySpec.parse({ entity: 'ticket' }), take)
    expect(window.sent).toBe(3)
    world.put(plainRow(2, { status: 'open' }))
    world.hub.flush()
    expect(window.sent).toBe(4)
  })

  it('stays silent when nothing that the window shows changed', () => {
    const world = createWorld([1, 2, 3].map((n) => plainRow(n)))
    let results = 0
    world.hub.query(querySpec.parse({ entity: 'ticket', where: [{ op: 'is', field: 'status', value: 'new' }], limit: 1 }), () => results++)
    world.put(plainRow(3, { subject: 'Other' }))
    world.hub.flush()
    world.put(plainRow(9, { status: 'closed' }))
    world.hub.flush()
    expect(results).toBe(1)
  })

  it('is current again at once when a window comes back to it', () => {
    const world = createWorld([1, 2, 3].map((n) => plainRow(n)))
    const query = querySpec.parse({ entity: 'ticket', sort: [{ field: 'subject', direction: 'descending' }] })
    const first = world.hub.query(query, () => undefined)
    first.close()
    world.put(plainRow(4))
    world.remove(idOf(1))
    const { window, take } = createWindow()
    world.hub.query({ ...query, offset: 1, limit: 1 }, take)
    first.close()
    first.move(0, 5)
    expect(window.rows).toEqual([plainRow(3)])
    world.put(plainRow(5))
    world.hub.flush()
    expect(window.rows).toEqual([plainRow(4)])
  })

  it('marks rows whose changes the server has not confirmed', () => {
    const world = createWorld([plainRow(1)])
    const { window, take } = createWindow()
    world.hub.query(querySpec.parse({ entity: 'ticket' }), take)
    world.pending.add(idOf(1))
    world.put(plainRow(1, { status: 'open' }))
    world.hub.flush()
    expect(window.result?.pending).toEqual([idOf(1)])
    world.pending.clear()
    world.hub.changed({ hot: new Map([['ticket', new Set([idOf(1)])]]), cold: new Map(), reset: false })
    world.hub.flush()
    expect(window.result?.pending).toEqual([])
  })

  it('reads children of a cold entity under their parent and follows them', async () => {
    const [parentId, other] = ['01900000-0000-7000-8000-000000010000', '01900000-0000-7000-8000-000000020000']
    const world = createWorld([plainRow(1, { parentId }), plainRow(2, { parentId: other })])
    const { window, take } = createWindow()
    world.hub.query(querySpec.parse({ entity: 'comment', parentId }), take)
    await expect.poll(() => window.result?.ids).toEqual([idOf(1)])
    world.rows.set(idOf(3), plainRow(3, { parentId }))
    world.hub.changed({ hot: new Map(), cold: new Map([['comment', new Set([parentId])]]), reset: false })
    world.hub.flush()
    await expect.poll(() => window.result?.ids).toEqual([idOf(1), idOf(3)])
  })
})

describe('a live count', () => {
  it('counts every element of an array field and follows changes', () => {
    const world = createWorld([
      { id: idOf(1), clientId: 'c1', tags: ['vip', 'onsite'] },
      { id: idOf(2), clientId: 'c1', tags: [] }
    ])
    let result: unknown
    world.hub.count({ entity: 'ticket', where: [], by: 'tags' }, (value) => (result = value))
    expect(result).toEqual({
      total: 2,
      counts: [
        { value: 'onsite', count: 1 },
        { value: 'vip', count: 1 },
        { value: null, count: 1 }
      ]
    })
    world.put({ id: idOf(2), clientId: 'c1', tags: ['vip'] })
    world.hub.flush()
    expect(result).toEqual({
      total: 2,
      counts: [
        { value: 'onsite', count: 1 },
        { value: 'vip', count: 2 }
      ]
    })
  })
})
