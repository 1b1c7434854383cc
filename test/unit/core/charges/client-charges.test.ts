// What a client owes: time, stays, incidents, parts, blocks, fees, and what comes after a posting.

import { describe, expect, it } from 'vitest'
import { clientCharges } from '#core/charges/client-charges.ts'
import { lineAmount } from '#core/billing/line-amount.ts'
import { idOf } from '#test/unit/core/support/world.ts'
import { billable, blockOf, bookOf, contractOf, entryOf, factsOf, partOf, post, ticketOf, totalOf } from './desk.ts'

const november = { from: '2026-11-01', to: '2026-11-30' }
/** Monday 2 November 2026, in Dublin. */
const at = (time: string): number => Date.parse(`2026-11-02T${time}:00Z`)
const stepOf = (line: { steps: readonly { type: string; values: Record<string, unknown> }[] } | undefined, type: string) =>
  line?.steps.find((step) => step.type === type)?.values

describe('time', () => {
  it('is rounded, priced, and stands as hours at a price that come to the amount', () => {
    const { lines } = clientCharges(bookOf(), factsOf({ entries: [entryOf('a', at('10:00'), 20)] }), november)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      kind: 'time',
      quantity: '0.5',
      unit: 'HUR',
      unitMinor: 9600,
      netMinor: 4800,
      taxRate: 2300,
      isLate: false
    })
    expect(stepOf(lines[0], 'worked')).toEqual({ seconds: 1200 })
    expect(stepOf(lines[0], 'billed')).toMatchObject({ billedSeconds: 1800, minimumMinutes: 15 })
  })

  it('is split where the site closes, each part at its own multiplier', () => {
    const { lines } = clientCharges(bookOf(), factsOf({ entries: [entryOf('a', at('17:00'), 60)] }), november)
    expect(lines[0]).toMatchObject({ netMinor: 4800 + 7200, quantity: '1', unit: 'C62' })
    expect(lines[0]?.steps.filter(({ type }) => type === 'part')).toHaveLength(2)
  })

  it('of an emergency takes the higher multiplier, and a clause’s own rate goes before the list’s', () => {
    const judge = () => ({ ...billable, rateMinor: 5000 })
    const facts = factsOf({ entries: [entryOf('a', at('10:00'), 60, { emergency: true })], judge })
    expect(clientCharges(bookOf(), facts, november).lines[0]).toMatchObject({ netMinor: 10_000, quantity: '1', unitMinor: 10_000 })
  })

  it('that a contract covers or leaves out has a line of nothing that says why', () => {
    const judge = () => ({ ...billable, type: 'covered' as const, contractId: idOf('contract'), clauseTitle: 'Servers' })
    const { lines, draws } = clientCharges(bookOf(), factsOf({ entries: [entryOf('a', at('10:00'), 20)], judge }), november)
    expect(lines[0]).toMatchObject({ netMinor: 0 })
    expect(stepOf(lines[0], 'verdict')).toMatchObject({ verdict: 'covered', clauseTitle: 'Servers' })
    expect(draws).toEqual([{ workId: idOf('entry/a'), blockId: null, seconds: 0, amountMinor: 0 }])
  })

  it('without a price is named, not passed over', () => {
    const judge = () => ({ ...billable, priceListId: null })
    const { lines, problems } = clientCharges(bookOf(), factsOf({ entries: [entryOf('a', at('10:00'), 20)], judge }), november)
    expect(lines).toEqual([])
    expect(problems).toMatchObject([{ type: 'no-price-list', sourceId: idOf('entry/a'), date: '2026-11-02' }])
    const early = entryOf('b', Date.parse('2025-06-02T10:00:00Z'), 20)
    const range = { from: '2025-06-01', to: '2025-06-30' }
    expect(clientCharges(bookOf(), factsOf({ entries: [early] }), range).problems).toMatchObject([{ type: 'no-price-on-date' }])
  })

  it('outside of the run, voided, or marked as not billable has no line', () => {
    const entries = [
      entryOf('a', Date.parse('2026-10-30T10:00:00Z'), 20),
      entryOf('b', at('10:00'), 20, { voidedAt: 1 }),
      entryOf('c', at('10:00'), 20, { billable: false }),
      entryOf('d', Date.parse('2026-12-01T10:00:00Z'), 20)
    ]
    expect(clientCharges(bookOf(), factsOf({ entries }), november).lines).toEqual([])
  })
})

describe('a job', () => {
  it('is called out once per person and day on site, dearer when it begins outside of hours', () => {
    const entries = [
      entryOf('a', at('18:00'), 30, { kind: 'travel', travelMetres: 12_000 }),
      entryOf('b', at('18:30'), 30, { kind: 'on-site' }),
      entryOf('c', at('19:30'), 30, { kind: 'on-site' })
    ]
    const book = bookOf({ callOutMinor: 5000, callOutAfterHoursMinor: 9000, travelPerKilometreMinor: 50, travelPerVisitMinor: 1500 })
    const { lines } = clientCharges(book, factsOf({ entries }), november)
    const stays = lines
      .filter(({ kind }) => kind === 'call-out' || kind === 'travel')
      .map(({ kind, netMinor, quantity, unit }) => ({ kind, netMinor, quantity, unit }))
    expect(stays).toEqual([
      { kind: 'call-out', netMinor: 9000, quantity: '1', unit: 'C62' },
      { kind: 'travel', netMinor: 1500, quantity: '1', unit: 'C62' },
      { kind: 'travel', netMinor: 600, quantity: '12', unit: 'KMT' }
    ])
  })

  it('at a price per incident costs that, whatever time it took', () => {
    const tickets = new Map([[idOf('ticket/1'), ticketOf(1, { kind: 'incident' })]])
    const entries = [entryOf('a', at('10:00'), 300), entryOf('b', at('16:00'), 30)]
    const { lines } = clientCharges(bookOf({ incidentMinor: 12_000 }), factsOf({ tickets, entries }), november)
    expect(lines.map(({ kind, netMinor }) => [kind, netMinor])).toEqual([
      ['incident', 12_000],
      ['time', 0],
      ['time', 0]
    ])
  })

  it('costs no more than its cap, also when part of it was posted before', () => {
    const book = bookOf({ timeCapMinor: 15_000 })
    const facts = factsOf({ entries: [entryOf('a', at('10:00'), 75)] })
    const first = clientCharges(book, facts, { from: '2026-11-01', to: '2026-11-02' })
    expect(totalOf(first)).toBe(12_000)
    const later = entryOf('b', Date.parse('2026-11-03T10:00:00Z'), 60)
    const posted = { ...post(facts, first, '2026-11-01', '2026-11-02'), entries: [...facts.entries, later] }
    expect(totalOf(clientCharges(book, posted, { from: '2026-11-03', to: '2026-11-30' }))).toBe(3000)
  })
})

describe('parts', () => {
  it('are charged where they were not given back', () => {
    const parts = [
      partOf('a', at('10:00'), { quantity: 2 }),
      partOf('b', at('10:00'), { returnedAt: 1 }),
      partOf('c', at('10:00'), { billable: false })
    ]
    const { problems, lines } = clientCharges(
      bookOf(),
      factsOf({ parts: parts.map((part) => ({ ...part, taxRateId: idOf('tax/23') })) }),
      november
    )
    expect(problems).toEqual([])
    expect(lines).toMatchObject([{ kind: 'part', quantity: '2', unitMinor: 4900, netMinor: 9800, description: 'Roller (R-1)' }])
  })

  it('without a tax rate are named, and not charged', () => {
    expect(clientCharges(bookOf(), factsOf({ parts: [partOf('a', at('10:00'))] }), november).problems).toMatchObject([
      { type: 'no-tax-rate' }
    ])
  })
})

describe('blocks', () => {
  const judge = () => ({ ...billable, type: 'drawn' as const, contractId: idOf('contract') })

  it('of hours pay what they cover, and the rest is billed', () => {
    const facts = factsOf({ judge, blocks: [blockOf('one', 60)], entries: [entryOf('a', at('10:00'), 45), entryOf('b', at('12:00'), 30)] })
    const { lines, balances } = clientCharges(bookOf(), facts, november)
    expect(lines.map(({ netMinor, quantity }) => [netMinor, quantity])).toEqual(
      expect.arrayContaining([
        [0, '1'],
        [2400, '0.25']
      ])
    )
    expect(balances).toMatchObject([{ total: 3600, used: 3600, left: 0, unit: 'seconds' }])
  })

  it('that a contract includes end with their month, and go before bought ones', () => {
    const contracts = [contractOf({ feeMinor: 0, includedMinutes: 30 })]
    const october = entryOf('o', Date.parse('2026-10-05T10:00:00Z'), 45)
    const facts = factsOf({ judge, contracts, blocks: [blockOf('one', 60)], entries: [october, entryOf('a', at('10:00'), 45)] })
    const { balances } = clientCharges(bookOf(), facts, november)
    expect(balances.find(({ name }) => name === 'one')).toMatchObject({ used: 1800, left: 1800 })
    expect(balances.filter(({ name, used }) => name === null && used > 0)).toHaveLength(2)
  })

  it('of money pay lines in order of their day, and say so', () => {
    const blocks = [blockOf('retainer', 1, { kind: 'money', minutes: null, amountMinor: 6000 })]
    const facts = factsOf({ blocks, entries: [entryOf('b', at('12:00') + 24 * 3_600_000, 30), entryOf('a', at('10:00'), 30)] })
    const { lines, balances, draws } = clientCharges(bookOf(), facts, november)
    expect(lines.map(({ date, netMinor }) => [date, netMinor])).toEqual([
      ['2026-11-02', 0],
      ['2026-11-03', 3600]
    ])
    expect(balances).toMatchObject([{ unit: 'minor', total: 6000, used: 6000 }])
    expect(draws.filter(({ amountMinor }) => amountMinor !== 0).map(({ amountMinor }) => amountMinor)).toEqual([4800, 1200])
  })
})

describe('after a posting', () => {
  it('nothing of it is charged again, and what comes late is shown as late', () => {
    const facts = factsOf({ entries: [entryOf('a', at('10:00'), 30)], contracts: [contractOf()] })
    const first = clientCharges(bookOf(), facts, november)
    expect(totalOf(first)).toBe(104_800)
    const posted = post(facts, first, '2026-11-01', '2026-11-30')
    expect(clientCharges(bookOf(), posted, november).lines).toEqual([])
    const late = { ...posted, entries: [...posted.entries, entryOf('z', at('08:00'), 30)] }
    const december = clientCharges(bookOf(), late, { from: '2026-12-01', to: '2026-12-31' })
    expect(december.lines.map(({ kind, isLate, netMinor, date }) => [kind, isLate, netMinor, date])).toEqual([
      ['fee', false, 100_000, '2026-12-01'],
      ['time', true, 7200, '2026-11-02']
    ])
    expect(stepOf(december.lines[1], 'late')).toEqual({ through: '2026-11-30' })
  })

  it('work that is voided is taken back by a line of its own, once, and its block gets its hours again', () => {
    const judge = () => ({ ...billable, type: 'drawn' as const })
    const facts = factsOf({ judge, blocks: [blockOf('one', 30)], entries: [entryOf('a', at('10:00'), 60)] })
    const first = clientCharges(bookOf(), facts, november)
    expect(totalOf(first)).toBe(4800)
    const posted = post(facts, first, '2026-11-01', '2026-11-30')
    const voided = { ...posted, entries: [entryOf('a', at('10:00'), 60, { voidedAt: 5 })] }
    const december = clientCharges(bookOf(), voided, { from: '2026-12-01', to: '2026-12-31' })
    expect(december.lines).toMatchObject([{ kind: 'adjustment', netMinor: -4800, adjustsId: posted.charges[0]?.id, isLate: true }])
    expect(december.balances).toMatchObject([{ used: 0, left: 1800 }])
    const after = post(voided, december, '2026-12-01', '2026-12-31')
    const january = clientCharges(bookOf(), after, { from: '2027-01-01', to: '2027-01-31' })
    expect(january.lines).toEqual([])
    expect(january.balances).toMatchObject([{ used: 0, left: 1800 }])
  })

  it('a contract that ended within a month that was charged gives the days back', () => {
    const facts = factsOf({ contracts: [contractOf()] })
    const posted = post(facts, clientCharges(bookOf(), facts, november), '2026-11-01', '2026-11-30')
    const ended = { ...posted, contracts: [contractOf({ endsOn: '2026-11-24' })] }
    const december = clientCharges(bookOf(), ended, { from: '2026-12-01', to: '2026-12-31' })
    expect(december.lines).toMatchObject([{ kind: 'adjustment', netMinor: -20_000 }])
  })

  it('a changed price or clause changes nothing that was posted', () => {
    const facts = factsOf({ entries: [entryOf('a', at('10:00'), 30)] })
    const posted = post(facts, clientCharges(bookOf(), facts, november), '2026-11-01', '2026-11-30')
    const judge = () => ({ ...billable, type: 'covered' as const })
    const december = { from: '2026-12-01', to: '2026-12-31' }
    expect(clientCharges(bookOf({ hourlyMinor: 20_000 }), { ...posted, judge }, december).lines).toEqual([])
  })
})

it('every line’s amount is its quantity times its price', () => {
  const entries = [7, 20, 33, 61, 95].map((minutes, index) =>
    entryOf(String(index), at('16:30'), minutes, { kind: index % 2 ? 'on-site' : 'travel' })
  )
  const book = bookOf({ callOutMinor: 4999, travelPerKilometreMinor: 33, timeCapMinor: 20_000, hourlyMinor: 9999 })
  const facts = factsOf({
    entries,
    parts: [partOf('a', at('10:00'), { taxRateId: idOf('tax/23'), quantity: 3 })],
    contracts: [contractOf({ startsOn: '2026-11-11', feeMinor: 99_999 })]
  })
  const { lines } = clientCharges(book, facts, november)
  expect(lines.length).toBeGreaterThan(7)
  for (const line of lines) expect(lineAmount(line.quantity, line.unitMinor)).toBe(line.netMinor)
})
