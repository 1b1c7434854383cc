// What a run owes after parts of a document were credited: what was given away stays given away, and nothing is given back twice.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { creditableLines, creditLines, type CreditPart } from '#core/billing/credit-note.ts'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { clientCharges, type ClientFacts } from '#core/charges/client-charges.ts'
import { draftsOf, lineOf } from '#core/charges/invoice-drafts.ts'
import { addDays, addMonths } from '#core/sla/calendar-date.ts'
import { issuedRow } from '#test/unit/core/documents/random-invoices.ts'
import { idOf } from '#test/unit/core/support/world.ts'
import { blockOf, bookOf, client, contractOf, entryOf, factsOf, post } from './desk.ts'

const november = { from: '2026-11-01', to: '2026-11-30' }
const december = { from: '2026-12-01', to: '2026-12-31' }
const january = { from: '2027-01-01', to: '2027-01-31' }
const at = Date.parse('2026-11-02T10:00:00Z')
const book = bookOf()

/** The facts with an issued invoice of all that a month owes, on charges where it was posted. */
function billed(facts: ClientFacts, isPosted: boolean, prices = book): ClientFacts {
  const computed = clientCharges(prices, facts, november)
  const after = isPosted ? post(facts, computed, november.from, november.to) : facts
  const lines = isPosted
    ? draftsOf(clientCharges(prices, after, november), { organisation: {}, client, invoices: [] }, november).flatMap(
        ({ input }) => input.lines
      )
    : computed.lines.filter(({ netMinor }) => netMinor !== 0).map(lineOf)
  const row = { ...issuedRow(lines), id: idOf('billed'), creditsId: null, currency: 'EUR' } as Invoice
  const charges = after.charges.map((charge) => ({ ...charge, invoiceId: row.id }))
  return { ...after, charges, invoices: [...facts.invoices, row] }
}

/** The facts after a note over parts of that invoice. */
function credited(facts: ClientFacts, part: Omit<CreditPart, 'lineId'>, place = 0): ClientFacts {
  const row = facts.invoices.find(({ kind }) => kind === 'invoice') as Invoice
  const notes = facts.invoices.filter(({ kind }) => kind === 'credit-note')
  const id = idOf(`note/${notes.length}`)
  const made = creditLines(id, creditableLines(row, notes), [{ ...part, lineId: row.lines[place]?.id ?? '' }], false)
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  return {
    ...facts,
    invoices: [...facts.invoices, { ...row, id, kind: 'credit-note', creditsId: row.id, lines: made.value, rebill: null }]
  }
}

const netsOf = (facts: ClientFacts, range: typeof november, prices = book): readonly number[] =>
  clientCharges(prices, facts, range)
    .lines.map(({ netMinor }) => netMinor)
    .filter((netMinor) => netMinor !== 0)

describe.each([true, false])('a fee of which a part was credited (posted: %s)', (isPosted) => {
  const facts = billed(factsOf({ contracts: [contractOf()] }), isPosted)

  it('is not charged again by the runs that follow', () => {
    const less = credited(facts, { amountMinor: 30_000 })
    expect(netsOf(less, november)).toEqual([])
    expect(netsOf(less, december)).toEqual([100_000])
  })

  it('gives back only what is left of the days after the contract’s end', () => {
    const ended = { contracts: [contractOf({ endsOn: '2026-11-15' })] }
    expect(netsOf({ ...facts, ...ended }, december)).toEqual([-50_000])
    expect(netsOf({ ...credited(facts, { amountMinor: 30_000 }), ...ended }, december)).toEqual([-50_000 + 30_000])
    expect(netsOf({ ...credited(facts, { amountMinor: 70_000 }), ...ended }, december)).toEqual([])
  })

  it('is charged for units that come later in full', () => {
    const made = billed(factsOf({ contracts: [contractOf({ model: 'per-user', feeMinor: 1000, units: 10 })] }), isPosted)
    const less = credited(made, { amountMinor: 4000 })
    const more = {
      ...less,
      contracts: [contractOf({ model: 'per-user', feeMinor: 1000, units: 10, unitSteps: [{ from: '2026-11-01', units: 12 }] })]
    }
    expect(netsOf(more, december).toSorted((a, b) => a - b)).toEqual([2000, 12_000])
    const charged = post(more, clientCharges(book, more, december), december.from, december.to)
    expect(netsOf(charged, january)).toEqual([12_000])
  })
})

describe('a line of several charges', () => {
  it('that was credited gives back each of them, so that voided work is not given back again', () => {
    const facts = billed(factsOf({ entries: [entryOf('a', at, 60), entryOf('b', at, 30)] }), true)
    const [row] = facts.invoices as [Invoice]
    const [first, second] = row.lines as [Invoice['lines'][number], Invoice['lines'][number]]
    const together = {
      ...first,
      quantity: '1',
      unit: 'C62' as const,
      unitMinor: 14_400,
      netMinor: 14_400,
      chargeIds: [...first.chargeIds, ...second.chargeIds]
    }
    const joined = { ...facts, invoices: [{ ...row, lines: [together] }] }
    const voided = facts.entries.map((entry) => ({ ...entry, voidedAt: 5 }))
    const sum = (nets: readonly number[]): number => nets.reduce((total, net) => total + net, 0)
    expect(sum(netsOf({ ...joined, entries: voided }, december))).toBe(-14_400)
    expect(netsOf({ ...credited(joined, {}), entries: voided }, december)).toEqual([])
    expect(sum(netsOf({ ...credited(joined, { amountMinor: 10_000 }), entries: voided }, december))).toBe(-4400)
  })
})

const month = fc.record({
  works: fc.array(
    fc.record({
      ticket: fc.integer({ min: 1, max: 3 }),
      hours: fc.nat(400),
      minutes: fc.integer({ min: 1, max: 200 }),
      onSite: fc.boolean()
    }),
    { minLength: 1, maxLength: 8 }
  ),
  prices: fc.record({
    callOutMinor: fc.constantFrom(null, 4999),
    timeCapMinor: fc.constantFrom(null, 20_000),
    incidentMinor: fc.constantFrom(null, 15_000)
  }),
  startsOn: fc.constantFrom('2026-11-01', '2026-11-12'),
  moneyMinor: fc.constantFrom(null, 6000),
  isPosted: fc.boolean(),
  credits: fc.array(fc.record({ line: fc.nat(20), share: fc.integer({ min: 1, max: 100 }) }), { maxLength: 5 })
})

type Month = typeof month extends fc.Arbitrary<infer Value> ? Value : never

/** A month of made-up work, a fee, a block that is charged, and maybe money paid ahead. */
function factsFrom({ works, startsOn, moneyMinor }: Month): ClientFacts {
  const money = { kind: 'money' as const, minutes: null, amountMinor: moneyMinor }
  return factsOf({
    contracts: [contractOf({ feeMinor: 33_333, startsOn })],
    blocks: [
      blockOf('bought', 600, { isCharged: true, priceMinor: 70_001, boughtOn: '2026-11-03' }),
      ...(moneyMinor === null ? [] : [blockOf('money', 1, money)])
    ],
    entries: works.map(({ ticket, hours, minutes, onSite }, index) =>
      entryOf(String(index), at + hours * 3_600_000, minutes, {
        ticketId: idOf(`ticket/${ticket}`),
        kind: onSite ? 'on-site' : 'remote'
      })
    )
  })
}

/** The facts after a note over a share of what is left of a line; as they were where nothing is. */
function tryCredit(facts: ClientFacts, place: number, share: number): ClientFacts {
  const [row, ...notes] = facts.invoices as [Invoice, ...Invoice[]]
  const index = place % row.lines.length
  // A discount by itself would make a note that charges, which is refused.
  const left = Math.max(0, creditableLines(row, notes)[index]?.netMinor ?? 0)
  const amountMinor = Math.ceil((left * share) / 100)
  return amountMinor === 0 ? facts : credited(facts, { amountMinor }, index)
}

it('whatever parts of a document are credited, the runs that follow owe what they owed without it, and nothing twice', () => {
  fc.assert(
    fc.property(month, (made) => {
      const priced = bookOf(made.prices)
      const facts = billed(factsFrom(made), made.isPosted, priced)
      const before = netsOf(facts, december, priced)
      expect(netsOf(facts, november, priced)).toEqual([])
      let less = facts
      for (const { line, share } of made.credits) less = tryCredit(less, line, share)
      expect(netsOf(less, november, priced)).toEqual([])
      expect(netsOf(less, december, priced)).toEqual(before)
    }),
    { numRuns: 400 }
  )
})

it('what is credited to be billed anew is owed anew, to the cent', () => {
  fc.assert(
    fc.property(month, fc.nat(20), (made, place) => {
      const priced = bookOf(made.prices)
      const facts = billed(factsFrom(made), false, priced)
      const [row] = facts.invoices as [Invoice]
      const line = row.lines[place % row.lines.length]
      if (!line || line.netMinor < 0) return
      const id = idOf('note/again')
      const lines = creditLines(id, creditableLines(row, []), [{ lineId: line.id }], true)
      if (!lines.ok) throw new Error(JSON.stringify(lines.error))
      const note = { ...row, id, kind: 'credit-note' as const, creditsId: row.id, lines: lines.value, rebill: true }
      const again = netsOf({ ...facts, invoices: [row, note] }, november, priced)
      expect(again.reduce((sum, net) => sum + net, 0)).toBe(line.netMinor)
    }),
    { numRuns: 400 }
  )
})

it('a fee whose units change again and again between credits is paid at least to nothing, at most at its dearest, and settles', () => {
  const step = fc.record({ units: fc.integer({ min: 0, max: 20 }), amountMinor: fc.integer({ min: 0, max: 4000 }) })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      const row = contractOf({ model: 'per-user', feeMinor: 1000, units: 10, interval: 'yearly', startsOn: '2026-11-01' })
      let facts = billed(factsOf({ contracts: [row] }), true)
      let givenMinor = 0
      for (const [index, { units, amountMinor }] of steps.entries()) {
        const month = { from: addMonths('2026-12-01', index), to: addDays(addMonths('2027-01-01', index), -1) }
        if (amountMinor > 0 && givenMinor + amountMinor <= 10_000) {
          facts = credited(facts, { amountMinor })
          givenMinor += amountMinor
        }
        facts = { ...facts, contracts: [{ ...row, unitSteps: [{ from: '2026-11-01', units }] }] }
        facts = post(facts, clientCharges(book, facts, month), month.from, month.to)
        const paidMinor = facts.charges.reduce((sum, { netMinor }) => sum + netMinor, 0) - givenMinor
        const wantedMinor = units * 1000
        expect(paidMinor).toBeGreaterThanOrEqual(Math.max(0, wantedMinor - givenMinor))
        expect(paidMinor).toBeLessThanOrEqual(wantedMinor)
        expect(netsOf(facts, month)).toEqual([])
      }
    }),
    { numRuns: 500 }
  )
})
