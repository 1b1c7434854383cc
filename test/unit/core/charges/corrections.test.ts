// What happens to charges when work is corrected after it was posted, invoiced or credited: nobody pays twice, nothing is given back twice,
// and nothing is lost. Amounts are worked out by hand.

import { describe, expect, it } from 'vitest'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import { clientCharges } from '#core/charges/client-charges.ts'
import { draftsOf, lineOf } from '#core/charges/invoice-drafts.ts'
import { openPriceBook } from '#core/charges/price-book.ts'
import { idOf } from '#test/unit/core/support/world.ts'
import {
  billable,
  blockOf,
  bookOf,
  client,
  contractOf,
  entryOf,
  factsOf,
  post,
  priceList,
  pricePeriod,
  ticketOf,
  totalOf,
  zone
} from './desk.ts'

const november = { from: '2026-11-01', to: '2026-11-30' }
const december = { from: '2026-12-01', to: '2026-12-31' }
const january = { from: '2027-01-01', to: '2027-01-31' }
/** Monday 2 November 2026, in Dublin. */
const at = (time: string): number => Date.parse(`2026-11-02T${time}:00Z`)
const gone = { voidedAt: 5 }

type Facts = ReturnType<typeof factsOf>
type Book = ReturnType<typeof bookOf>

/** The facts after an invoice of what was computed, without any posting. */
function invoiced(facts: Facts, computed: ReturnType<typeof clientCharges>, fields: Partial<Invoice> = {}): Facts {
  const lines = computed.lines.filter(({ netMinor }) => netMinor !== 0).map(lineOf)
  const row = { id: idOf(`invoice/${facts.invoices.length}`), clientId: client.id, kind: 'invoice', status: 'issued', currency: 'EUR' }
  const rest = { lines, deposits: [], creditedById: null, archivedAt: null, number: 'INV-1', ...fields }
  return { ...facts, invoices: [...facts.invoices, { ...row, ...rest } as unknown as Invoice] }
}

function posted(book: Book, facts: Facts, range = november): Facts {
  return post(facts, clientCharges(book, facts, range), range.from, range.to)
}

describe('work that was voided', () => {
  const entry = entryOf('a', at('10:00'), 30)

  it('is taken back once, also where it was invoiced without a posting', () => {
    const facts = invoiced(factsOf({ entries: [entry] }), clientCharges(bookOf(), factsOf({ entries: [entry] }), november))
    const voided = { ...facts, entries: [{ ...entry, ...gone }] }
    const back = clientCharges(bookOf(), voided, december)
    expect(back.lines.map(({ netMinor }) => netMinor)).toEqual([-4800])
    expect(clientCharges(bookOf(), invoiced(voided, back), january).lines).toEqual([])
  })

  it('is not taken back where its invoice was credited already', () => {
    const open = factsOf({ entries: [entry] })
    const credited = invoiced(open, clientCharges(bookOf(), open, november), { creditedById: idOf('note') })
    expect(clientCharges(bookOf(), { ...credited, entries: [{ ...entry, ...gone }] }, december).lines).toEqual([])
    const bound = posted(bookOf(), open)
    const note = invoiced(factsOf(), clientCharges(bookOf(), factsOf(), november), { creditedById: idOf('note') })
    const charges = bound.charges.map((charge) => ({ ...charge, invoiceId: idOf('invoice/0') }))
    const posting = { ...bound, charges, invoices: note.invoices, entries: [{ ...entry, ...gone }] }
    expect(clientCharges(bookOf(), posting, december).lines).toEqual([])
  })

  it('of later days is not taken back in a run of earlier ones', () => {
    const facts = posted(bookOf(), factsOf({ entries: [entry] }))
    const october = { from: '2026-10-01', to: '2026-10-31' }
    expect(clientCharges(bookOf(), { ...facts, entries: [{ ...entry, ...gone }] }, october).lines).toEqual([])
  })

  it('gives the money back that paid it, at once, also when it paid all of it', () => {
    const blocks = [blockOf('retainer', 1, { kind: 'money', minutes: null, amountMinor: 6000 })]
    const facts = posted(bookOf(), factsOf({ blocks, entries: [entry] }))
    const voided = { ...facts, entries: [{ ...entry, ...gone }] }
    const after = clientCharges(bookOf(), voided, december)
    expect([totalOf(after), after.balances[0]?.left]).toEqual([0, 6000])
    const next = clientCharges(bookOf(), post(voided, after, december.from, december.to), january)
    expect([next.lines, next.balances[0]?.left]).toEqual([[], 6000])
  })
})

describe('a cap', () => {
  // 75 minutes at 96 an hour are 120, one hour 96; the cap is 150.
  const book = bookOf({ timeCapMinor: 15_000 })
  const entries = [entryOf('a', at('10:00'), 75), entryOf('b', at('13:00'), 60)]
  const facts = posted(book, factsOf({ entries }))

  it('takes off less when work under it is voided', () => {
    expect(facts.charges.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(15_000)
    const voided = { ...facts, entries: [entryOf('a', at('10:00'), 75), entryOf('b', at('13:00'), 60, gone)] }
    const after = clientCharges(book, voided, december)
    expect(totalOf(after)).toBe(12_000 - 15_000)
    expect(clientCharges(book, post(voided, after, december.from, december.to), january).lines).toEqual([])
  })

  it('holds for what is booked instead', () => {
    const instead = entryOf('c', at('13:00'), 15)
    const voided = { ...facts, entries: [entryOf('a', at('10:00'), 75), entryOf('b', at('13:00'), 60, gone), instead] }
    expect(totalOf(clientCharges(book, voided, december))).toBe(14_400 - 15_000)
    const longer = { ...voided, entries: [...voided.entries, entryOf('d', at('15:00'), 120)] }
    expect(totalOf(clientCharges(book, longer, december))).toBe(0)
  })

  it('counts what money paid ahead has paid', () => {
    const blocks = [blockOf('retainer', 1, { kind: 'money', minutes: null, amountMinor: 12_000 })]
    const early = factsOf({ blocks, entries: [entryOf('a', at('10:00'), 75)] })
    const paid = post(early, clientCharges(book, early, { from: '2026-11-01', to: '2026-11-02' }), '2026-11-01', '2026-11-02')
    const more = { ...paid, entries: [...paid.entries, entryOf('b', at('13:00') + 86_400_000, 60)] }
    expect(totalOf(clientCharges(book, more, { from: '2026-11-03', to: '2026-11-30' }))).toBe(3000)
  })
})

describe('a stay', () => {
  const book = bookOf({ callOutMinor: 5000, travelPerKilometreMinor: 50, hourlyMinor: 0, byWork: {} })
  const way = (name: string, metres: number, fields = {}) =>
    entryOf(name, at('09:00'), 15, { kind: 'travel', travelMetres: metres, ...fields })
  const there = entryOf('there', at('10:00'), 60, { kind: 'on-site' })
  const facts = posted(book, factsOf({ entries: [way('out', 30_000), there] }))

  it('charges the way back that was booked late', () => {
    expect(facts.charges.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(5000 + 1500)
    const late = { ...facts, entries: [...facts.entries, way('back', 20_000)] }
    const after = clientCharges(book, late, december)
    expect(totalOf(after)).toBe(1000)
    const next = post(late, after, december.from, december.to)
    expect(clientCharges(book, next, january).lines).toEqual([])
    const undone = { ...next, entries: [way('out', 30_000, gone), { ...there, ...gone }, way('back', 20_000, gone)] }
    expect(totalOf(clientCharges(book, undone, january))).toBe(-7500)
  })

  it('gives back the way that was booked too long', () => {
    const corrected = { ...facts, entries: [way('out', 30_000, gone), way('right', 12_000), there] }
    expect(totalOf(clientCharges(book, corrected, december))).toBe(-900)
  })

  it('is no call-out when only the way is left, and is one again when it took place after all', () => {
    const voided = { ...facts, entries: [way('out', 30_000), { ...there, ...gone }] }
    const after = clientCharges(book, voided, december)
    expect(totalOf(after)).toBe(-5000)
    const next = post(voided, after, december.from, december.to)
    const again = { ...next, entries: [...next.entries, entryOf('again', at('11:00'), 60, { kind: 'on-site' })] }
    expect(totalOf(clientCharges(book, again, january))).toBe(5000)
  })
})

describe('work that draws', () => {
  it('is rounded with its ticket also after a posting, outside of the hours too', () => {
    // 60 minutes in the evening draw 90; 30 more by day draw 30.
    const book = bookOf({ rounding: { minimumMinutes: 0, incrementMinutes: 15, mode: 'up', scope: 'ticket' } })
    const judge = () => ({ ...billable, type: 'drawn' as const })
    const facts = posted(book, factsOf({ judge, blocks: [blockOf('one', 300)], entries: [entryOf('a', at('19:00'), 60)] }))
    const more = { ...facts, entries: [...facts.entries, entryOf('b', Date.parse('2026-12-02T10:00:00Z'), 30)] }
    expect(clientCharges(book, more, december).balances[0]?.used).toBe((90 + 30) * 60)
  })
})

describe('currencies', () => {
  it('are those of the rate: a contract’s own rate is in the contract’s currency, and stands on a document of its own', () => {
    const judge = () => ({ ...billable, rateMinor: 15_000, currency: 'USD' })
    const tickets = new Map([[idOf('ticket/1'), ticketOf(1)]])
    const facts = factsOf({ judge, tickets, entries: [entryOf('a', at('10:00'), 60, { kind: 'on-site' })] })
    const computed = clientCharges(bookOf({ callOutMinor: 5000 }), facts, november)
    expect(computed.lines.map(({ currency, netMinor }) => [currency, netMinor])).toEqual(
      expect.arrayContaining([
        ['USD', 15_000],
        ['EUR', 5000]
      ])
    )
    expect(draftsOf(computed, { organisation: {}, client, invoices: [] }, november).map(({ input }) => input.currency)).toEqual([
      'EUR',
      'USD'
    ])
  })
})

describe('a journey with a price by the hour', () => {
  const tickets = new Map([[idOf('ticket/1'), ticketOf(1, { kind: 'incident' })]])
  const entries = [entryOf('way', at('09:00'), 30, { kind: 'travel' }), entryOf('there', at('10:00'), 120, { kind: 'on-site' })]
  const owed = (prices: object) =>
    clientCharges(bookOf(prices), factsOf({ tickets, entries }), november)
      .lines.filter(({ netMinor }) => netMinor !== 0)
      .map(({ kind, netMinor }) => `${kind} ${netMinor}`)
      .toSorted()

  it('is owed beside a price per incident, and outside of the cap, as a flat price or one per kilometre is', () => {
    expect(owed({ travelPerHourMinor: 6000, incidentMinor: 15_000 })).toEqual(['incident 15000', 'travel 3000'])
    expect(owed({ travelPerHourMinor: 6000, timeCapMinor: 10_000 })).toEqual(['cap -9200', 'time 19200', 'travel 3000'])
  })

  it('without one is time like any other', () => {
    expect(owed({ incidentMinor: 15_000 })).toEqual(['incident 15000'])
    expect(owed({ timeCapMinor: 10_000 })).toEqual(['cap -12200', 'time 19200', 'time 3000'])
  })
})

describe('an agreed hourly rate', () => {
  it('goes before the list’s price per incident', () => {
    const tickets = new Map([[idOf('ticket/1'), ticketOf(1, { kind: 'incident' })]])
    const facts = factsOf({ tickets, judge: () => ({ ...billable, rateMinor: 5000 }), entries: [entryOf('a', at('10:00'), 60)] })
    expect(clientCharges(bookOf({ incidentMinor: 15_000 }), facts, november).lines.map(({ kind, netMinor }) => [kind, netMinor])).toEqual([
      ['time', 5000]
    ])
  })
})

describe('fees that were charged', () => {
  const seats = contractOf({ model: 'per-user', feeMinor: 3000, units: 10 })

  it('follow a number of users that changes within their month', () => {
    // Two more from the 16th: 15 of 30 days × 60.00 = 30.00.
    const facts = posted(bookOf(), factsOf({ contracts: [seats] }))
    const grown = { ...facts, contracts: [{ ...seats, unitSteps: [{ from: '2026-11-16', units: 12 }] }] }
    const after = clientCharges(bookOf(), grown, december)
    expect(after.lines.map(({ kind, netMinor }) => [kind, netMinor])).toEqual([
      ['fee', 36_000],
      ['adjustment', 3000]
    ])
    expect(clientCharges(bookOf(), post(grown, after, december.from, december.to), january).lines).toMatchObject([{ kind: 'fee' }])
  })

  it('give back what the days after the end were charged at, not the mean of the month', () => {
    // 10 users until the 15th, 20 from then on: 150.00 + 300.00. It ended on the 20th: 10 days × 20 users × 1.00 are given back.
    const grown = { ...seats, unitSteps: [{ from: '2026-11-16', units: 20 }] }
    const facts = posted(bookOf(), factsOf({ contracts: [grown] }))
    expect(facts.charges[0]?.netMinor).toBe(45_000)
    const ended = { ...facts, contracts: [{ ...grown, endsOn: '2026-11-20' }] }
    expect(totalOf(clientCharges(bookOf(), ended, december))).toBe(-20_000)
  })

  it('are corrected in the currency and at the tax that they were charged at', () => {
    const facts = posted(bookOf(), factsOf({ contracts: [seats] }))
    const moved = { ...seats, currency: 'USD', taxRateId: idOf('tax/other'), endsOn: '2026-11-15' }
    const { lines } = clientCharges(bookOf(), { ...facts, contracts: [moved] }, december)
    expect(lines).toMatchObject([{ netMinor: -15_000, currency: 'EUR', taxRate: 2300, taxRateId: idOf('tax/23') }])
  })

  it('are owed again when the end was a mistake', () => {
    const facts = posted(bookOf(), factsOf({ contracts: [{ ...seats, endsOn: '2026-11-15' }] }))
    expect(facts.charges[0]?.netMinor).toBe(15_000)
    expect(totalOf(clientCharges(bookOf(), { ...facts, contracts: [{ ...seats, endsOn: '2026-11-30' }] }, december))).toBe(15_000)
  })

  it('stay as they were when only the price changes, and when their invoice was credited', () => {
    const facts = posted(bookOf(), factsOf({ contracts: [seats] }))
    const dearer = { ...facts, contracts: [{ ...seats, feeMinor: 9900, endsOn: '2026-11-30' }] }
    expect(clientCharges(bookOf(), dearer, december).lines).toEqual([])
    const open = factsOf({ contracts: [seats] })
    const credited = invoiced(open, clientCharges(bookOf(), open, november), { creditedById: idOf('note') })
    expect(clientCharges(bookOf(), { ...credited, contracts: [{ ...seats, endsOn: '2026-11-10' }] }, december).lines).toEqual([])
  })
})

it('prices of two lists never meet, also when their periods have the same id', () => {
  const copy = { ...priceList, id: idOf('copy'), periods: [{ ...pricePeriod, hourlyMinor: 1 }] }
  const organisation = { currency: 'EUR', timeZone: zone, taxRateId: null }
  const book = openPriceBook({ organisation, priceLists: [priceList, copy], calendars: [], taxRates: [], people: [] })
  const hourly = [priceList.id, copy.id].map((id) => book.pricesOn(id, '2026-11-02')?.rates[0]?.hourlyMinor)
  expect(hourly).toEqual([9600, 1])
})
