// What stays promised when contracts end, exclude some work, or leave the night out, and what is said of rates before work starts.

import { describe, expect, it } from 'vitest'
import type { ContractCover } from '#core/contracts/contract-cover.entity.ts'
import { coverOf } from '#core/contracts/contract-cover.ts'
import { openCoverage } from '#core/coverage/coverage.ts'
import type { Event } from '#core/history/event.entity.ts'
import { openSlaBook } from '#core/sla/sla-book.ts'
import { ticketClocksOf } from '#core/sla/ticket-clocks-of.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { rowOf } from '#test/support/rows.ts'
import { contractOf } from '../charges/desk.ts'
import { idOf } from '../support/world.ts'
import { assetOf, blockOf, clauseOf, coverOfClauses, factsOf, mondayTen, policyOf, standardPrices, workOf } from './desk.ts'

const hour = 3_600_000
const day = 24 * hour
const gold = policyOf('Gold')
const everyday = policyOf('Everyday')
const { clientId } = workOf()

function clocksAt(covers: readonly ContractCover[], now: number, steps: readonly (readonly [number, string, string])[], reply?: number) {
  const policies = [gold, everyday]
  const coverage = openCoverage(factsOf(covers, { policies }))
  const state = {
    kind: 'incident',
    status: 'open',
    priority: 1,
    openedAt: mondayTen,
    siteId: null,
    assetIds: [],
    category: null,
    archivedAt: null
  }
  const ticket = rowOf('ticket', { id: idOf('ticket'), clientId, ...state, status: steps.at(-1)?.[2] ?? 'open' }) as unknown as Ticket
  const subject = { subjectEntity: 'ticket', subjectId: ticket.id, clientId }
  const changes = steps.map(([at, from, to], index) =>
    rowOf('event', {
      id: idOf(`event/${index}`),
      kind: 'ticket.edited',
      at,
      changes: [{ field: 'status', from, to }],
      data: {},
      ...subject
    })
  )
  const said = {
    id: idOf('event/said'),
    kind: 'ticket.commented',
    changes: [],
    data: { visibility: 'public', channel: 'reply' },
    ...subject
  }
  const events = [...changes, ...(reply === undefined ? [] : [rowOf('event', { ...said, at: reply })])] as unknown as Event[]
  const sla = openSlaBook(policies, coverage.hours)
  return ticketClocksOf(ticket, events, { coverage, sla, now, zoneOf: () => 'Europe/Berlin', assetOf: () => null })
}

describe('a contract that ended', () => {
  const untilFriday = coverOfClauses('Care', [clauseOf('All')], { slaPolicyId: gold.id, endsOn: '2026-03-06' })

  it('keeps its verdict over tickets that were resolved while it held', () => {
    // Half an hour to answer, four to solve: answered after ten minutes, solved after five hours.
    const steps = [[mondayTen + 5 * hour, 'open', 'resolved']] as const
    const { firstResponse, resolution } = clocksAt([untilFriday], mondayTen + 60 * day, steps, mondayTen + hour / 6)
    expect([firstResponse?.outcome, resolution?.outcome]).toEqual(['met', 'missed'])
    expect(resolution?.dueAt).toBe(mondayTen + 4 * hour)
  })

  it('promises nothing for what is still open, and nothing again after a reopening', () => {
    expect(clocksAt([untilFriday], mondayTen + 7 * day, []).resolution).toBeNull()
    expect(clocksAt([untilFriday], mondayTen + 3 * day, []).resolution).not.toBeNull()
    const reopened = [
      [mondayTen + hour, 'open', 'resolved'],
      [mondayTen + 10 * day, 'resolved', 'open']
    ] as const
    expect(clocksAt([untilFriday], mondayTen + 9 * day, reopened.slice(0, 1)).resolution?.outcome).toBe('met')
    expect(clocksAt([untilFriday], mondayTen + 11 * day, reopened).resolution).toBeNull()
  })
})

describe('the promise for a ticket', () => {
  const [excluded, charged] = (['excluded', 'billable'] as const).map((verdict) =>
    coverOfClauses('Care', [clauseOf('All'), clauseOf('On site', { workKinds: ['on-site'], verdict })], { slaPolicyId: gold.id })
  )

  it('does not fall because work on site is left out or billed', () => {
    for (const cover of [excluded, charged]) {
      const coverage = openCoverage(factsOf(cover ? [cover] : [], { policies: [gold] }))
      expect(coverage.slaPolicyOf(workOf({ workKind: null }))).toEqual({ policyId: gold.id, source: 'contract' })
      expect(coverage.verdict(workOf({ workKind: 'on-site' })).slaPolicyId).toBeNull()
    }
  })

  it('is the same on the card at night as on the clocks: hours of cover stop the price, not the promise', () => {
    const byDay = coverOfClauses('Care', [clauseOf('By day', { hours: 'business' })], { slaPolicyId: gold.id })
    const facts = factsOf([byDay], { policies: [gold, everyday], clients: [{ id: clientId, priceListId: null, slaPolicyId: everyday.id }] })
    const verdict = openCoverage({ ...facts, calendars: facts.calendars }).verdict(workOf({ at: mondayTen + 12 * hour }))
    expect(verdict).toMatchObject({ type: 'billable', slaPolicyId: gold.id, slaSource: 'contract' })
  })

  it('of an asset that the contract leaves out is the everyday one', () => {
    const clauses = [clauseOf('All'), clauseOf('Printers', { assetKinds: ['printer'], verdict: 'excluded' })]
    const clients = [{ id: clientId, priceListId: null, slaPolicyId: everyday.id }]
    const coverage = openCoverage(
      factsOf([coverOfClauses('Care', clauses, { slaPolicyId: gold.id })], { policies: [gold, everyday], clients })
    )
    expect(coverage.slaPolicyOf(workOf({ workKind: null, assets: [assetOf('printer')] }))?.source).toBe('client')
  })
})

describe('what is said before work starts', () => {
  it('names the price of a journey where travelling has one', () => {
    const [period] = standardPrices.periods.slice(-1)
    if (!period) throw new Error('the list has prices')
    const list = { ...standardPrices, periods: [{ ...period, travelPerHourMinor: 6000 }] }
    const coverage = openCoverage(factsOf([], { priceLists: [list] }))
    expect(coverage.verdict(workOf({ workKind: 'travel' })).rateMinor).toBe(6000)
    expect(coverage.verdict(workOf({ workKind: 'remote' })).rateMinor).toBe(9000)
  })

  it('names the hours that a retainer includes, and hours before money', () => {
    const cover = coverOfClauses('Retainer', [clauseOf('All', { verdict: 'drawn' })])
    const money = blockOf('Money', { kind: 'money', minutes: null, amountMinor: 50_000, boughtOn: '2026-01-01' })
    const facts = factsOf([cover], { blocks: [money, blockOf('Hours')] })
    expect(openCoverage(facts).verdict(workOf())).toMatchObject({ type: 'drawn', blockName: 'Hours', fromIncluded: false })
    const { verdict, steps } = openCoverage({ ...facts, covers: [{ ...cover, includesHours: true }] }).explain(workOf())
    expect(verdict).toMatchObject({ type: 'drawn', blockId: null, fromIncluded: true })
    expect(steps.map(({ type }) => type)).toContain('included-hours')
    expect(coverOf(contractOf({ includedMinutes: 600 })).includesHours).toBe(true)
  })

  it('names the price of an incident instead of a rate, and only where it is what will be billed', () => {
    const [period] = standardPrices.periods.slice(-1)
    if (!period) throw new Error('the list has prices')
    const priceLists = [{ ...standardPrices, periods: [{ ...period, incidentMinor: 15_000 }] }]
    const verdictOf = (covers: readonly ContractCover[], fields = {}) =>
      openCoverage(factsOf(covers, { priceLists })).verdict(workOf(fields))
    expect(verdictOf([]).incidentMinor).toBe(15_000)
    expect(verdictOf([], { ticketKind: 'request' }).incidentMinor).toBeNull()
    expect(verdictOf([coverOfClauses('Care', [clauseOf('All')])]).incidentMinor).toBeNull()
    const agreed = coverOfClauses('Rates', [clauseOf('All', { verdict: 'billable', rateMinor: 5000 })])
    expect(verdictOf([agreed])).toMatchObject({ incidentMinor: null, rateMinor: 5000 })
  })
})
