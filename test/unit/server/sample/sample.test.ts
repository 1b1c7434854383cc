// The sample MSP: complete, consistent, repeatable, alive.

import { beforeAll, describe, expect, it } from 'vitest'
import type { Asset } from '#core/assets/asset.entity.ts'
import { contractModels } from '#core/contracts/contract.entity.ts'
import { clientCharges } from '#core/charges/client-charges.ts'
import { openRunBook, type RunRows } from '#core/charges/run-rows.ts'
import { checkSums } from '#core/documents/check-document.ts'
import { canonicalJson } from '#core/kernel/canonical.ts'
import { entityNamed } from '#core/registry.ts'
import { stockLevels } from '#core/stock/stock-levels.ts'
import { isDone } from '#core/tickets/ticket.rules.ts'
import { sampleAdministratorEmail } from '#server/sample/people.ts'
import type { Rows } from '#test/unit/core/support/rows.ts'
import { generateSample } from '#server/sample/sample.ts'
import { type Scale, type SampleRow, sampleScales } from '#server/sample/scale.ts'

const now = Date.UTC(2026, 10, 20, 13, 40)
const day = 86_400_000
const small: Scale = { ...sampleScales.sample, tickets: 300, clients: 12, assets: 150, contracts: 9 }
const rows: SampleRow[] = []

function all<Name extends keyof Rows>(entity: Name): readonly Rows[Name][] {
  return rows.filter((row) => row.entity === entity).map((row) => row.doc as unknown as Rows[Name])
}

function idsIn(value: unknown): readonly string[] {
  return [value].flat().filter((id): id is string => typeof id === 'string')
}

/** What is said to have happened later than it is now. */
function futureIn(told: readonly SampleRow[], then: number): readonly string[] {
  const fields = ['at', 'openedAt', 'updatedAt', 'statusSince', 'resolvedAt', 'closedAt', 'billedAt', 'startedAt', 'endedAt', 'createdAt']
  return told.flatMap(({ entity, doc }) =>
    fields.filter((field) => Number(doc[field] ?? 0) > then).map((field) => `${entity} ${doc.id} ${field}`)
  )
}

beforeAll(() => {
  rows.push(...generateSample({ seed: 1, now, scale: sampleScales.sample }))
})

describe('the sample', () => {
  it('is as large as it says', () => {
    expect(all('client')).toHaveLength(40)
    expect(all('person')).toHaveLength(25)
    expect(all('asset')).toHaveLength(2000)
    expect(all('contract')).toHaveLength(30)
    expect(all('ticket')).toHaveLength(6000)
    expect(new Set(all('site').map((site) => site.timeZone)).size).toBe(3)
  })

  it('holds only rows that their schemas take, each id once', () => {
    for (const { entity, doc } of rows) {
      const parsed = entityNamed(entity).schema.safeParse(doc)
      if (!parsed.success) throw new Error(`${entity}: ${JSON.stringify(parsed.error.issues[0])} in ${JSON.stringify(doc)}`)
    }
    expect(new Set(rows.map((row) => `${row.entity}/${row.doc.id}`)).size).toBe(rows.length)
  })

  it('refers only to rows that exist, of the same client', () => {
    const clientOf = new Map(rows.map((row) => [row.doc.id, row.doc.clientId]))
    for (const { entity, doc } of rows) {
      const references = { ...entityNamed(entity).references, ...(entity === 'ticket' ? { assetIds: 'asset' } : {}) }
      for (const field of Object.keys(references))
        for (const id of idsIn(doc[field])) {
          const owner = clientOf.get(id)
          if (owner === undefined || (owner !== null && owner !== doc.clientId)) throw new Error(`${entity} ${doc.id}: ${field} ${id}`)
        }
    }
    const tickets = new Map(all('ticket').map((ticket) => [ticket.id, ticket.clientId]))
    for (const event of all('event')) if (tickets.get(event.subjectId) !== event.clientId) throw new Error(`event ${event.id}`)
  })

  it('has nobody work for clients that they may not see', () => {
    const people = new Map(all('person').map((person) => [person.id, person]))
    for (const entry of all('time_entry')) {
      const clientIds = people.get(entry.personId)?.clientIds
      if (clientIds && !clientIds.includes(entry.clientId)) throw new Error(`${entry.id} was worked by ${entry.personId}`)
    }
  })

  it('reaches back 18 months and never beyond now', () => {
    const opened = all('ticket').map((ticket) => ticket.openedAt)
    expect(now - Math.min(...opened)).toBeGreaterThan(540 * day)
    expect(futureIn(rows, now)).toEqual([])
  })

  it.each(['2026-01-01T00:10:00Z', '2026-03-29T01:30:00Z', '2026-11-22T04:05:00Z', '2027-02-28T23:59:00Z'])(
    'stands as firmly at %s',
    (text) => {
      const then = Date.parse(text)
      const told = [...generateSample({ seed: 3, now: then, scale: small })]
      expect(futureIn(told, then)).toEqual([])
      for (const { entity, doc } of told) entityNamed(entity).schema.parse(doc)
      expect(told.filter((row) => row.entity === 'ticket')).toHaveLength(small.tickets)
    }
  )

  it('tells each ticket’s state by its history: replaying the events gives the status', () => {
    const status = new Map<string, unknown>()
    for (const event of all('event'))
      for (const change of event.changes) if (change.field === 'status') status.set(event.subjectId, change.to)
    for (const ticket of all('ticket'))
      if ((status.get(ticket.id) ?? 'new') !== ticket.status) throw new Error(`${ticket.subject} is ${ticket.status}`)
  })

  it('is alive: about 400 tickets are open in every state, some were answered today, timers run', () => {
    const open = all('ticket').filter((ticket) => !isDone(ticket.status))
    expect(open.length).toBeGreaterThan(330)
    expect(open.length).toBeLessThan(470)
    expect(new Set(open.map((ticket) => ticket.status)).size).toBe(5)
    expect(all('comment').filter((comment) => comment.at > now - 8 * 3_600_000).length).toBeGreaterThan(40)
    expect(all('timer').length).toBeGreaterThan(1)
  })

  it('has an administrator who is known, technicians of narrower scope, and contracts of every model', () => {
    const people = all('person')
    expect(people.filter((person) => person.role === 'administrator').map((person) => person.email)).toEqual([sampleAdministratorEmail])
    const narrow = people.filter((person) => person.clientIds !== null)
    expect(narrow.length).toBeGreaterThan(5)
    for (const person of narrow) expect(person.clientIds?.length).toBeLessThan(40)
    expect(new Set(all('contract').map((contract) => contract.model))).toEqual(new Set(contractModels))
  })

  it('hides patterns: a few printers and one line fail far more often than others of their kind', () => {
    const counts = new Map<string, number>()
    for (const ticket of all('ticket')) for (const id of ticket.assetIds) counts.set(id, (counts.get(id) ?? 0) + 1)
    const top = (kind: Asset['kind']): number[] =>
      all('asset')
        .filter((asset) => asset.kind === kind)
        .map((asset) => counts.get(asset.id) ?? 0)
        .sort((a, b) => b - a)
    const printers = top('printer')
    expect(printers[5]).toBeGreaterThan(3 * (printers[Math.floor(printers.length / 2)] ?? 0))
    const lines = top('network')
    expect(lines[0]).toBeGreaterThan(4 * (lines[10] ?? 0))
  })

  it('reads like a desk: subjects and texts vary, and no placeholder is left', () => {
    const tickets = all('ticket')
    expect(new Set(tickets.map((ticket) => ticket.description)).size).toBeGreaterThan(900)
    for (const { subject, description } of tickets) expect(`${subject} ${description}`).not.toMatch(/[{}]|undefined/)
    for (const { body } of all('comment')) if (/[{}]|undefined/.test(body)) throw new Error(body)
  })

  it('has been billed by the engine: numbers without a gap, sums that tie, each charge on one document', () => {
    const invoices = all('invoice')
    const numbers = invoices.filter(({ kind, status }) => kind === 'invoice' && status === 'issued').map(({ number }) => number)
    expect(new Set(numbers)).toEqual(new Set(numbers.map((_number, index) => `INV-${String(index + 1).padStart(5, '0')}`)))
    expect(all('number_series').find(({ kind }) => kind === 'invoice')?.next).toBe(numbers.length + 1)
    expect(new Set(invoices.map(({ status }) => status))).toEqual(new Set(['draft', 'approved', 'issued']))
    expect(invoices.filter(({ kind }) => kind === 'credit-note')).toHaveLength(1)
    for (const row of invoices) if (checkSums(row)) throw new Error(`${row.title}: ${JSON.stringify(checkSums(row))}`)
    const onDocuments = invoices.flatMap(({ kind, lines }) => (kind === 'invoice' ? lines.flatMap(({ chargeIds }) => chargeIds) : []))
    expect(new Set(onDocuments).size).toBe(onDocuments.length)
    const charges = new Map(all('charge').map((charge) => [charge.id, charge]))
    for (const id of onDocuments) expect(charges.get(id)?.invoiceId).toBeTypeOf('string')
    expect(all('billing_period').some(({ draws }) => draws.some(({ blockId }) => blockId !== null))).toBe(true)
  })

  it('has work left to bill, some of it late, and a block that is nearly used up', () => {
    const of = (entity: string): never => rows.filter((row) => row.entity === entity).map(({ doc }) => doc) as never
    const named = { people: 'person', priceLists: 'price_list', calendars: 'calendar', taxRates: 'tax_rate', policies: 'sla_policy' }
    const more = { clients: 'client', sites: 'site', contacts: 'contact', assets: 'asset', contracts: 'contract', covers: 'contract_cover' }
    const last = { blocks: 'prepaid_block', tickets: 'ticket', charges: 'charge', periods: 'billing_period', invoices: 'invoice' }
    const entities = { ...named, ...more, ...last, entries: 'time_entry', parts: 'part_use' }
    const found = Object.fromEntries(Object.entries(entities).map(([name, entity]) => [name, of(entity)]))
    const book = openRunBook({ ...found, organisation: all('organisation')[0] } as unknown as RunRows)
    const owed = book.clients.map((client) => clientCharges(book.prices, book.factsOf(client), { from: '2026-10-01', to: '2026-11-20' }))
    expect(owed.flatMap(({ problems }) => problems)).toEqual([])
    const lines = owed.flatMap((each) => each.lines)
    expect(lines.filter(({ netMinor }) => netMinor > 0).length).toBeGreaterThan(100)
    expect(lines.filter(({ isLate }) => isLate).length).toBeGreaterThan(3)
    const nearly = owed
      .flatMap(({ balances }) => balances)
      .filter(({ left, total, unit }) => unit === 'seconds' && left > 0 && left < total / 4)
    expect(nearly.length).toBeGreaterThan(0)
  })

  it('never used a part that had not been delivered', () => {
    const stock = stockLevels(all('stock_move'))
    for (const { quantity } of stock) expect(quantity).toBeGreaterThanOrEqual(0)
    expect(new Set(all('stock_move').map(({ kind }) => kind))).toEqual(new Set(['receive', 'move', 'use']))
  })

  it('is the same for the same seed, and another one for another', () => {
    const text = (seed: number): string => [...generateSample({ seed, now, scale: small })].map((row) => canonicalJson(row.doc)).join('\n')
    expect(text(7) === text(7)).toBe(true)
    expect(text(7) === text(8)).toBe(false)
  })
})

describe('the benchmark set', () => {
  it('meets its means exactly: four comments, six events, one and a half time entries a ticket', () => {
    const counts: Record<string, number> = {}
    const scale = { ...sampleScales.benchmark, tickets: 2000, clients: 100, assets: 2000, contracts: 70 }
    for (const { entity } of generateSample({ seed: 1, now, scale })) counts[entity] = (counts[entity] ?? 0) + 1
    expect(counts).toMatchObject({ ticket: 2000, comment: 8000, event: 12_000, time_entry: 3000, asset: 2000, client: 100 })
    expect(sampleScales.benchmark).toMatchObject({ tickets: 100_000, assets: 20_000, clients: 1000 })
  })
})
