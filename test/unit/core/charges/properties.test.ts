// What must hold whatever happened and in whatever order it arrived. A year of made-up work is cut into months, posted, and disturbed.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { lineAmount } from '#core/billing/line-amount.ts'
import { invoiceSums } from '#core/billing/invoice.rules.ts'
import { clientCharges, type ClientFacts } from '#core/charges/client-charges.ts'
import { draftsOf } from '#core/charges/invoice-drafts.ts'
import type { TimeEntry } from '#core/work/time-entry.entity.ts'
import { idOf } from '#test/unit/core/support/world.ts'
import { billable, blockOf, bookOf, contractOf, entryOf, factsOf, hour, partOf, post, ticketOf, totalOf, vat } from './desk.ts'

const start = Date.parse('2026-10-01T00:00:00Z')
const october = { from: '2026-10-01', to: '2026-10-31' }
const november = { from: '2026-11-01', to: '2026-11-30' }
const all = { from: '2026-10-01', to: '2026-11-30' }

const work = fc.record({
  ticket: fc.integer({ min: 1, max: 3 }),
  quarter: fc.integer({ min: 0, max: 61 * 96 - 1 }),
  minutes: fc.integer({ min: 1, max: 300 }),
  kind: fc.constantFrom('remote', 'on-site', 'travel'),
  emergency: fc.boolean()
})
const works = fc.array(work, { maxLength: 14 })
const scope = fc.constantFrom('entry', 'ticket', 'period')
const prices = fc.record({
  rounding: fc.record({
    minimumMinutes: fc.constantFrom(0, 15, 60),
    incrementMinutes: fc.constantFrom(0, 6, 15),
    mode: fc.constant('up' as const),
    scope
  }),
  hourlyMinor: fc.integer({ min: 0, max: 20_000 }),
  callOutMinor: fc.constantFrom(null, 4999),
  travelPerKilometreMinor: fc.constantFrom(null, 33),
  timeCapMinor: fc.constantFrom(null, 30_000),
  incidentMinor: fc.constantFrom(null, 15_000)
})
const shuffled = <T>(items: readonly T[], seed: number): T[] =>
  items
    .map((item, index) => ({ item, key: Math.sin(seed * 99 + index * 7) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)

/** Facts of made-up work: every third ticket is an incident, odd entries draw from blocks, even ones are billed. */
function factsFrom(
  made: readonly { ticket: number; quarter: number; minutes: number; kind: TimeEntry['kind']; emergency: boolean }[]
): ClientFacts {
  const entries = made.map(({ ticket, quarter, minutes, kind, emergency }, index) =>
    entryOf(String(index), start + quarter * 900_000, minutes, {
      ticketId: idOf(`ticket/${ticket}`),
      kind,
      emergency,
      travelMetres: kind === 'travel' ? 7000 : null
    })
  )
  const parts = made
    .slice(0, 4)
    .map(({ quarter }, index) => partOf(String(index), start + quarter * 900_000, { taxRateId: vat.id, quantity: index + 1 }))
  const tickets = [1, 2, 3].map((number) => ticketOf(number, { kind: number === 3 ? 'incident' : 'request' }))
  return factsOf({
    entries,
    parts,
    tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])),
    contracts: [contractOf({ feeMinor: 33_333, startsOn: '2026-10-12', includedMinutes: 30, rollover: 'unused-base' })],
    blocks: [
      blockOf('first', 90, { contractId: idOf('contract'), expiresOn: '2026-11-10' }),
      blockOf('second', 240),
      blockOf('money', 1, { kind: 'money', minutes: null, amountMinor: 20_000 })
    ],
    judge: (ticket) => ({ ...billable, type: ticket.number === 2 ? 'drawn' : 'billable', contractId: idOf('contract') })
  })
}

describe('charges', () => {
  it('are the same whatever order rows arrived in, while nothing is posted', () => {
    fc.assert(
      fc.property(works, prices, fc.integer(), (made, price, seed) => {
        const facts = factsFrom(made)
        const other = {
          ...facts,
          entries: shuffled(facts.entries, seed),
          parts: shuffled(facts.parts, seed),
          blocks: shuffled(facts.blocks, seed)
        }
        const told = clientCharges(bookOf(price), facts, all)
        const again = clientCharges(bookOf(price), other, all)
        expect(again.lines).toEqual(told.lines)
        expect(again.draws).toEqual(told.draws)
        expect(new Map(again.balances.map((each) => [each.blockId, each]))).toEqual(
          new Map(told.balances.map((each) => [each.blockId, each]))
        )
      })
    )
  })

  it('stand on lines whose quantity times price is their amount, and sum up to the documents’ totals', () => {
    fc.assert(
      fc.property(works, prices, (made, price) => {
        const facts = factsFrom(made)
        const charges = clientCharges(bookOf(price), facts, all)
        for (const line of charges.lines) expect(lineAmount(line.quantity, line.unitMinor)).toBe(line.netMinor)
        for (const { input, sums } of draftsOf(charges, { organisation: {}, client: facts.client, invoices: [] }, all)) {
          expect(sums).toEqual(invoiceSums(input))
          expect(input.lines.reduce((sum, line) => sum + line.netMinor, 0)).toBe(sums.netMinor)
          expect(sums.taxes.reduce((sum, tax) => sum + tax.taxableMinor, 0)).toBe(sums.netMinor)
          expect(sums.netMinor + sums.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0)).toBe(sums.grossMinor)
        }
      })
    )
  })

  it('of a posted month never change, whatever comes late, and posting it again would charge nothing', () => {
    fc.assert(
      fc.property(works, works, prices, (made, late, price) => {
        const book = bookOf(price)
        const facts = factsFrom(made)
        const posted = post(facts, clientCharges(book, facts, october), october.from, october.to)
        const frozen = JSON.stringify([posted.charges, posted.periods])
        expect(clientCharges(book, posted, october).lines.filter(({ netMinor }) => netMinor !== 0)).toEqual([])
        const lateEntries = factsFrom(late).entries.map((entry) => ({ ...entry, id: idOf(`late/${entry.id}`) }))
        const known = { ...posted, entries: [...posted.entries, ...lateEntries] }
        const next = clientCharges(book, known, november)
        const both = post(known, next, november.from, november.to)
        expect(JSON.stringify([both.charges.slice(0, posted.charges.length), both.periods.slice(0, 1)])).toBe(frozen)
        for (const line of next.lines) if (line.date <= october.to && line.kind !== 'adjustment') expect(line.isLate).toBe(true)
        expect(clientCharges(book, both, november).lines.filter(({ netMinor }) => netMinor !== 0)).toEqual([])
      })
    )
  })

  it('cover each piece of work once over all postings: every entry is noted in exactly one of them', () => {
    fc.assert(
      fc.property(works, prices, (made, price) => {
        const book = bookOf(price)
        const facts = factsFrom(made)
        const first = post(facts, clientCharges(book, facts, october), october.from, october.to)
        const both = post(first, clientCharges(book, first, november), november.from, november.to)
        const noted = both.periods.map(({ draws }) => new Set(draws.map(({ workId }) => workId)))
        for (const { id } of facts.entries) expect(noted.filter((works) => works.has(id))).toHaveLength(1)
      })
    )
  })
})

describe('blocks', () => {
  it('have their balance again when posted work is voided, and no other block loses anything', () => {
    fc.assert(
      fc.property(works, prices, fc.nat(), (made, price, which) => {
        fc.pre(made.length > 0)
        const book = bookOf(price)
        const facts = factsFrom(made)
        const hours = (of: ClientFacts): number =>
          clientCharges(book, of, november).balances.reduce((sum, { unit, used }) => sum + (unit === 'seconds' ? used : 0), 0)
        const gone = facts.entries[which % facts.entries.length] as TimeEntry
        const without = { ...facts, entries: facts.entries.filter(({ id }) => id !== gone.id) }
        const posted = post(without, clientCharges(book, without, october), october.from, october.to)
        const before = hours(posted)
        // It came late, was posted as such, and is voided then.
        const came = { ...posted, entries: [...posted.entries, gone] }
        const noted = post(came, clientCharges(book, came, november), november.from, november.to)
        const voided = { ...noted, entries: noted.entries.map((entry) => (entry.id === gone.id ? { ...entry, voidedAt: 1 } : entry)) }
        const after = post(voided, clientCharges(book, voided, { from: '2026-12-01', to: '2026-12-31' }), '2026-12-01', '2026-12-31')
        const end = post(posted, clientCharges(book, posted, november), november.from, november.to)
        expect(hours(after)).toBeLessThanOrEqual(hours(noted))
        if (gone.ticketId !== idOf('ticket/2')) expect(hours(after)).toBe(hours(end))
        // Rounded together, a late quarter of an ordinary hour can take its share from one that counts twice.
        if (price.rounding.scope === 'entry') expect(before).toBeLessThanOrEqual(hours(noted))
        const drawn = after.periods
          .flatMap(({ draws }) => draws)
          .filter(({ workId, amountMinor }) => workId === gone.id && amountMinor === 0)
        expect(drawn.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(0)
      })
    )
  })

  it('never pay more than they hold, nor for work outside of their days', () => {
    fc.assert(
      fc.property(works, prices, (made, price) => {
        const { balances, draws } = clientCharges(bookOf(price), factsFrom(made), all)
        for (const { left, used, total } of balances) {
          expect(left).toBeGreaterThanOrEqual(0)
          expect(left + used).toBe(total)
        }
        const dates = new Map(
          factsFrom(made).entries.map(({ id, startedAt }) => [id, new Date(startedAt + hour).toISOString().slice(0, 10)])
        )
        for (const { workId, blockId } of draws)
          if (blockId === idOf('block/first')) expect((dates.get(workId) ?? '') <= '2026-11-11').toBe(true)
      })
    )
  })
})

it('splitting an entry where the site opens or closes changes neither its minutes nor, at an exact rate, its price', () => {
  const cut = fc.record({
    quarter: fc.integer({ min: 0, max: 4 * 96 }),
    minutes: fc.integer({ min: 2, max: 600 }),
    at: fc.integer({ min: 1, max: 599 })
  })
  fc.assert(
    fc.property(cut, scope, ({ quarter, minutes, at }, by) => {
      fc.pre(at < minutes)
      const book = bookOf({ hourlyMinor: 7200, rounding: { minimumMinutes: 0, incrementMinutes: 0, mode: 'up', scope: by } })
      const from = start + quarter * 900_000
      const whole = clientCharges(book, factsOf({ entries: [entryOf('whole', from, minutes)] }), all)
      const halves = [entryOf('a', from, at), entryOf('b', from + at * 60_000, minutes - at)]
      const parts = clientCharges(book, factsOf({ entries: halves }), all)
      const seconds = (charges: typeof whole): number =>
        charges.lines.reduce((sum, { steps }) => sum + Number(steps.find(({ type }) => type === 'billed')?.values['billedSeconds']), 0)
      expect(seconds(parts)).toBe(seconds(whole))
      expect(totalOf(parts)).toBe(totalOf(whole))
    })
  )
})
