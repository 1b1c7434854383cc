// Work across the end of the hours of cover: the part inside is covered, the part outside is billed or drawn, and no minute is lost or made.

import { describe, expect, it } from 'vitest'
import { chargeRun } from '#core/charges/charge-run.ts'
import { clientCharges, type ClientCharges, type ClientFacts } from '#core/charges/client-charges.ts'
import { lineOf } from '#core/charges/invoice-drafts.ts'
import { openRunBook, type RunBook } from '#core/charges/run-rows.ts'
import type { Contract, ContractClause } from '#core/contracts/contract.entity.ts'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import type { PricePeriod } from '#core/billing/price-list.entity.ts'
import type { CalendarRow } from '#core/sla/calendar.entity.ts'
import type { TimeEntry } from '#core/work/time-entry.entity.ts'
import { clauseOf } from '#test/unit/core/coverage/desk.ts'
import { billedMinutes, countCoveredMinutes } from '#test/unit/core/sla/naive-calculator.ts'
import { calendarFields } from '#test/unit/core/sla/naive-calendar.ts'
import { chanceFrom, randomCase } from '#test/unit/core/sla/random-cases.ts'
import { idOf } from '#test/unit/core/support/world.ts'
import { blockOf, calendar, client, contractOf, entryOf, post, priceList, pricePeriod, ticketOf, vat } from './desk.ts'

const days = { from: '2026-11-01', to: '2026-11-30' }
/** Monday 16 November 2026, in Dublin. */
const at = (time: string): number => Date.parse(`2026-11-16T${time}:00Z`)
const noRounding = { minimumMinutes: 0, incrementMinutes: 0, mode: 'up', scope: 'entry' } as const
const inHours = clauseOf('Office hours', { hours: 'business' })
const outside = clauseOf('At night', { verdict: 'billable', rateMinor: 12_000 })
const drawn = clauseOf('From the block', { verdict: 'drawn' })

interface Told {
  readonly clauses?: readonly ContractClause[]
  readonly entries: readonly TimeEntry[]
  readonly period?: Partial<PricePeriod>
  readonly calendar?: CalendarRow
  readonly zone?: string
  readonly facts?: Partial<ClientFacts>
}

/** A client whose contract holds in the calendar's hours only. */
function deskOf(told: Told): { readonly book: RunBook; readonly facts: ClientFacts } {
  const own = told.calendar ?? calendar
  const contract: Contract = contractOf({ feeMinor: 0, calendarId: own.id, clauses: [...(told.clauses ?? [inHours])] })
  const stamps = { createdAt: 0, updatedAt: 0, archivedAt: null }
  const rows = {
    organisation: { currency: 'EUR', timeZone: told.zone ?? 'Europe/Dublin', priceListId: priceList.id, taxRateId: vat.id, ...stamps },
    people: [],
    priceLists: [{ ...priceList, calendarId: null, periods: [{ ...pricePeriod, validFrom: '2000-01-01', ...told.period }] }],
    calendars: [own],
    taxRates: [vat],
    policies: [],
    clients: [client],
    sites: [],
    contacts: [],
    assets: [],
    contracts: [{ ...contract, startsOn: '2000-01-01' }],
    covers: [],
    blocks: [],
    tickets: [ticketOf(1, { category: null })],
    charges: [],
    periods: [],
    invoices: [],
    entries: told.entries,
    parts: []
  }
  const book = openRunBook(rows as unknown as Parameters<typeof openRunBook>[0])
  return { book, facts: { ...book.factsOf(client), ...told.facts } }
}

function chargesOf(told: Told): ClientCharges {
  const { book, facts } = deskOf(told)
  return clientCharges(book.prices, facts, days)
}

/** Of each line its clause, what was worked and billed in it, and what it comes to. */
function shortly({ lines }: Pick<ClientCharges, 'lines'>) {
  return lines.map(({ steps, netMinor }) => {
    const of = (type: string, key: string): unknown => steps.find((step) => step.type === type)?.values[key]
    return {
      verdict: of('verdict', 'verdict'),
      minutes: Number(of('worked', 'seconds')) / 60,
      billed: (of('billed', 'billedSeconds') as number | undefined) ?? null,
      netMinor
    }
  })
}

describe('an entry across the end of cover', () => {
  const late = [entryOf('late', at('16:30'), 120)]

  it('is covered until closing and billed from then on, each part with its own sentence', () => {
    const charges = chargesOf({ entries: late, period: { rounding: noRounding } })
    expect(shortly(charges)).toEqual([
      { verdict: 'covered', minutes: 60, billed: null, netMinor: 0 },
      { verdict: 'billable', minutes: 60, billed: 3600, netMinor: 9600 }
    ])
    expect(charges.lines.map(({ description }) => description)).toEqual([
      'Remote work, #1 Trouble 1, 60 of 120 min',
      'Remote work, #1 Trouble 1, 60 of 120 min'
    ])
  })

  it('takes the rate of the clause that holds outside, and draws from a block where that clause says so', () => {
    const billed = chargesOf({ entries: late, clauses: [inHours, outside], period: { rounding: noRounding } })
    expect(shortly(billed)[1]).toMatchObject({ verdict: 'billable', netMinor: 12_000 })
    const facts = { blocks: [blockOf('ten', 600)] }
    const taken = chargesOf({ entries: late, clauses: [inHours, drawn], period: { rounding: noRounding }, facts })
    expect(shortly(taken)[1]).toMatchObject({ verdict: 'drawn', minutes: 60, netMinor: 0 })
    expect(taken.balances[0]).toMatchObject({ used: 3600 })
    expect(taken.draws.filter(({ seconds }) => seconds !== 0)).toEqual([
      { workId: idOf('entry/late'), blockId: idOf('block/ten'), seconds: 3600, amountMinor: 0 }
    ])
  })

  it('is one part where the same clause holds before opening and after closing', () => {
    const charges = chargesOf({ entries: [entryOf('long', at('08:00'), 11 * 60)], period: { rounding: noRounding } })
    expect(shortly(charges)).toEqual([
      { verdict: 'billable', minutes: 150, billed: 9000, netMinor: 24_000 },
      { verdict: 'covered', minutes: 510, billed: null, netMinor: 0 }
    ])
  })

  it('is not rounded once for each part: a minimum of an hour bills five minutes outside as their share of the hour', () => {
    const entries = [entryOf('short', at('17:20'), 15)]
    for (const scope of ['entry', 'ticket', 'period'] as const) {
      const rounding = { minimumMinutes: 60, incrementMinutes: 15, mode: 'up', scope } as const
      expect(shortly(chargesOf({ entries, period: { rounding } }))[1], scope).toMatchObject({ minutes: 5, billed: 1200, netMinor: 3200 })
    }
  })

  it('that was billed by a document keeps its split when the hours of cover change, and only what is left is judged anew', () => {
    const { book, facts } = deskOf({ entries: late, period: { rounding: noRounding } })
    const billed = clientCharges(book.prices, facts, days).lines.filter(({ netMinor }) => netMinor !== 0)
    const document = { id: idOf('invoice'), kind: 'invoice', archivedAt: null, creditedById: null, currency: 'EUR', deposits: [] }
    const invoices = [{ ...document, lines: billed.map(lineOf) } as unknown as Invoice]
    const shorter: CalendarRow = { ...calendar, weekly: { ...calendar.weekly, mon: [['09:00', '16:45']] } }
    const again = deskOf({ entries: late, calendar: shorter, period: { rounding: noRounding }, facts: { invoices } })
    const left = clientCharges(again.book.prices, again.facts, days)
    expect(shortly(left)).toEqual([
      { verdict: 'covered', minutes: 15, billed: null, netMinor: 0 },
      { verdict: 'billable', minutes: 45, billed: 2700, netMinor: 7200 }
    ])
    expect(left.lines.map(({ key }) => key)).toEqual([
      `time/${idOf('entry/late')}/${at('16:30')}`,
      `time/${idOf('entry/late')}/${at('16:45')}`
    ])
  })

  it('that was posted is fixed as a whole, also the part that cost nothing', () => {
    const { book, facts } = deskOf({
      entries: late,
      clauses: [inHours, drawn],
      period: { rounding: noRounding },
      facts: { blocks: [blockOf('ten', 600)] }
    })
    const posted = post(facts, clientCharges(book.prices, facts, days), null, days.to)
    const never = deskOf({ entries: late, clauses: [], period: { rounding: noRounding }, facts: { ...posted } })
    const after = clientCharges(never.book.prices, { ...never.facts, judge: never.facts.judge }, days)
    expect(after.lines).toEqual([])
    expect(after.balances[0]).toMatchObject({ used: 3600 })
  })

  it('calls nobody out who arrived under cover', () => {
    const entries = [entryOf('visit', at('16:30'), 120, { kind: 'on-site', travelMetres: 8000 })]
    const period = { rounding: noRounding, callOutMinor: 5000, travelPerKilometreMinor: 100 }
    expect(chargesOf({ entries, period }).lines.map(({ kind }) => kind)).toEqual(['time', 'time'])
    const arrived = [entryOf('visit', at('08:00'), 120, { kind: 'on-site', travelMetres: 8000 })]
    expect(
      chargesOf({ entries: arrived, period })
        .lines.map(({ kind }) => kind)
        .toSorted()
    ).toEqual(['call-out', 'time', 'time', 'travel'])
  })

  it('keeps the terms of the day on which it began, past midnight too', () => {
    const ends = { ...inHours, validTo: '2026-11-16' }
    const allNight: CalendarRow = { ...calendar, weekly: { ...calendar.weekly, mon: [['09:00', '24:00']], tue: [['00:00', '01:00']] } }
    const charges = chargesOf({
      entries: [entryOf('night', at('23:00'), 180)],
      clauses: [ends],
      calendar: allNight,
      period: { rounding: noRounding }
    })
    expect(shortly(charges)).toMatchObject([
      { verdict: 'covered', minutes: 120 },
      { verdict: 'billable', minutes: 60 }
    ])
  })
})

it('cover hours split 2,000 random entries as a naive minute-by-minute count does, and the parts are billed what the rule gives for the whole', {
  timeout: 120_000
}, () => {
  const chance = chanceFrom(20_261_122)
  let split = 0
  for (let index = 0; index < 2000; index += 1) {
    const { calendar: naive, start, end } = randomCase(chance)
    const to = Math.min(end, start + 1 + chance(1200))
    const [minimumMinutes, incrementMinutes] = [
      [0, 0],
      [15, 15],
      [60, 15],
      [0, 6]
    ][chance(4)] as [number, number]
    const rounding = { minimumMinutes, incrementMinutes, mode: 'up', scope: 'entry' } as const
    const hours = { ...calendar, ...calendarFields(naive), timeZone: null }
    const entries = [entryOf('any', start * 60_000, to - start)]
    const { book, facts } = deskOf({ entries, calendar: hours, zone: naive.zone, clauses: [inHours, outside], period: { rounding } })
    const day = (minute: number): string => new Date(minute * 60_000).toISOString().slice(0, 10)
    const range = { from: day(start - 1440), to: day(start + 1440) }
    const lines = shortly(clientCharges(book.prices, facts, range))
    const minutes = (verdict: string): number => lines.reduce((sum, line) => sum + (line.verdict === verdict ? line.minutes : 0), 0)
    const told = countCoveredMinutes(naive, start, to)
    expect([minutes('covered'), minutes('billable')], `case ${index}`).toEqual([told.inside, told.outside])
    const whole = billedMinutes(to - start, minimumMinutes, incrementMinutes)
    const billed = lines.find(({ verdict }) => verdict === 'billable')?.billed ?? 0
    expect(Math.abs(billed - (whole * 60 * told.outside) / Math.max(1, to - start)), `case ${index}`).toBeLessThan(1)
    if (told.outside === to - start) expect(billed).toBe(whole * 60)
    if (told.inside > 0 && told.outside > 0) split += 1
  }
  expect(split).toBeGreaterThan(200)
})

it('a run over many clients counts a split entry once', () => {
  const { book } = deskOf({ entries: [entryOf('late', at('16:30'), 120)] })
  const sums: number[] = []
  for (const _step of chargeRun(book, days, null, ({ lines }) => sums.push(lines.reduce((sum, { netMinor }) => sum + netMinor, 0))))
    void _step
  expect(sums).toEqual([9600])
})
