// Whether work is covered, drawn, billable or excluded: by which clause, at which rate, with which promise; on examples that read like contracts.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { openCoverage } from '#core/coverage/coverage.ts'
import type { CoverageQuestion, CoverageVerdict } from '#core/coverage/coverage-facts.ts'
import { idOf } from '../support/world.ts'
import { assetOf, blockOf, clauseOf, coverOfClauses, factsOf, mondayTen, office, policyOf, standardPrices, workOf } from './desk.ts'

type Facts = Parameters<typeof openCoverage>[0]

function verdictOf(facts: Facts, question: Partial<CoverageQuestion> = {}): CoverageVerdict {
  return openCoverage(facts).verdict(workOf(question))
}

const hour = 3_600_000
const hybrid = factsOf([
  coverOfClauses('Core', [
    clauseOf('Servers', { assetKinds: ['server'] }),
    clauseOf('Printers', { assetKinds: ['printer'], verdict: 'billable', rateMinor: 9500 }),
    clauseOf('Projects', { services: ['Project'], verdict: 'excluded' })
  ])
])

describe('coverage of a hybrid client', () => {
  it('covers a server and bills a printer, by the clause that names it', () => {
    expect(verdictOf(hybrid, { assets: [assetOf('server')] })).toMatchObject({
      type: 'covered',
      clauseTitle: 'Servers',
      contractName: 'Core'
    })
    expect(verdictOf(hybrid, { assets: [assetOf('printer')] })).toMatchObject({
      type: 'billable',
      clauseTitle: 'Printers',
      rateMinor: 9500,
      rateSource: 'clause'
    })
  })

  it('leaves projects out, whatever the asset, in any spelling of the category', () => {
    expect(verdictOf(hybrid, { service: ' project ' })).toMatchObject({ type: 'excluded', clauseTitle: 'Projects' })
  })

  it('bills what no clause names, at the price list of that day', () => {
    expect(verdictOf(hybrid, { assets: [assetOf('phone')] })).toMatchObject({
      type: 'billable',
      contractId: null,
      rateMinor: 9000,
      rateSource: 'price-list',
      priceListId: standardPrices.id
    })
    const lastYear = Date.UTC(2025, 5, 2, 9)
    expect(verdictOf(hybrid, { at: lastYear })).toMatchObject({ type: 'billable', rateMinor: 8000, date: '2025-06-02' })
  })

  it('names no rate where no list has a price on that day', () => {
    expect(verdictOf(hybrid, { at: Date.UTC(2020, 5, 2, 9) })).toMatchObject({ type: 'billable', rateMinor: null, rateSource: null })
  })
})

describe('dates', () => {
  it('judges each day by the contract of that day, in the zone of the site, both ends included', () => {
    const facts = factsOf([coverOfClauses('March', [clauseOf('All')], { startsOn: '2026-03-01', endsOn: '2026-03-31' })])
    const types = ['2026-02-28T22:59:59Z', '2026-02-28T23:00:00Z', '2026-03-31T21:59:59Z', '2026-03-31T22:00:00Z'].map(
      (at) => verdictOf(facts, { at: Date.parse(at) }).type
    )
    expect(types).toEqual(['billable', 'covered', 'covered', 'billable'])
  })

  it('keeps to the dates of a clause and leaves the gap between two contracts uncovered', () => {
    const facts = factsOf([
      coverOfClauses('Old', [clauseOf('Old')], { endsOn: '2026-01-31' }),
      coverOfClauses('New', [clauseOf('New', { validFrom: '2026-03-02' })], { startsOn: '2026-02-15' })
    ])
    const on = (date: string): string => verdictOf(facts, { at: Date.parse(`${date}T12:00:00Z`) }).clauseTitle
    expect(['2026-01-31', '2026-02-10', '2026-02-20', '2026-03-02'].map(on)).toEqual(['Old', '', '', 'New'])
    expect(openCoverage(facts).turnsOf(idOf('client'))).toEqual(['2026-01-01', '2026-02-01', '2026-02-15', '2026-03-02'])
  })

  it('counts a contract that was put away as one that never was', () => {
    expect(verdictOf(factsOf([coverOfClauses('Away', [clauseOf('All')], { archivedAt: mondayTen })])).type).toBe('billable')
  })
})

describe('hours of cover', () => {
  const facts = factsOf([coverOfClauses('Day', [clauseOf('By day', { hours: 'business', calendarId: office.id })])])

  it('cover by day, not at night, and say why', () => {
    expect(verdictOf(facts).type).toBe('covered')
    const { verdict, steps } = openCoverage(facts).explain(workOf({ at: mondayTen + 8 * hour }))
    expect(verdict).toMatchObject({ type: 'billable', isAfterHours: true, afterHoursBasisPoints: 15_000 })
    expect(steps).toContainEqual(expect.objectContaining({ type: 'missed', title: 'By day', because: 'hours' }))
    expect(steps).toContainEqual({ type: 'after-hours', basisPoints: 15_000 })
  })

  it('come from the clause, else the contract, else the policy, else the organisation; without any, they are always', () => {
    const clause = clauseOf('By day', { hours: 'business' })
    const policy = policyOf('Gold')
    const night = { at: mondayTen + 8 * hour }
    const organisation = { currency: 'EUR', timeZone: 'Europe/Berlin', calendarId: office.id }
    expect(verdictOf(factsOf([coverOfClauses('Day', [clause], { calendarId: office.id })]), night).type).toBe('billable')
    expect(verdictOf(factsOf([coverOfClauses('Day', [clause], { slaPolicyId: policy.id })], { policies: [policy] }), night).type).toBe(
      'billable'
    )
    expect(verdictOf(factsOf([coverOfClauses('Day', [clause])], { organisation }), night).type).toBe('billable')
    expect(verdictOf(factsOf([coverOfClauses('Day', [clause])]), night).type).toBe('covered')
  })
})

describe('of several clauses that match', () => {
  it('the most specific one decides: an asset before a site, a site before a kind of asset', () => {
    const kind = clauseOf('Kind', { assetKinds: ['server'], workKinds: ['remote'], ticketKinds: ['incident'], services: ['Mail'] })
    const place = clauseOf('Site', { siteIds: [idOf('site')] })
    const one = clauseOf('Asset', { assetIds: [assetOf('server').id] })
    const question = { assets: [assetOf('server')], service: 'Mail' }
    expect(verdictOf(factsOf([coverOfClauses('All', [kind, place, one])]), question).clauseTitle).toBe('Asset')
    expect(verdictOf(factsOf([coverOfClauses('All', [kind, place])]), question).clauseTitle).toBe('Site')
  })

  it('equally specific ones go by the order of contracts, then of clauses, and the explanation says so', () => {
    const first = coverOfClauses('First', [clauseOf('B', { position: 2 }), clauseOf('A', { position: 1 })], { position: 1 })
    const second = coverOfClauses('Second', [clauseOf('C')], { position: 2 })
    const { verdict, steps } = openCoverage(factsOf([second, first])).explain(workOf())
    expect(verdict.clauseTitle).toBe('A')
    expect(steps.filter(({ type }) => type === 'outranked')).toMatchObject([
      { title: 'B', by: 'order' },
      { title: 'C', by: 'order' }
    ])
  })

  it('all lists of a clause must match one and the same asset', () => {
    const clause = clauseOf('This server', { assetKinds: ['server'], assetIds: [assetOf('printer', 'x').id] })
    expect(verdictOf(factsOf([coverOfClauses('All', [clause])]), { assets: [assetOf('server'), assetOf('printer', 'x')] }).type).toBe(
      'billable'
    )
  })
})

describe('prepaid work', () => {
  const drawn = coverOfClauses('Block', [clauseOf('All', { verdict: 'drawn' })], { model: 'prepaid-hours', hourlyRateMinor: 8800 })

  it('names the block that is drawn first, by order, purchase and id', () => {
    const blocks = [blockOf('late', { boughtOn: '2026-02-01' }), blockOf('early'), blockOf('first', { boughtOn: '2025-12-01' })]
    expect(verdictOf(factsOf([drawn], { blocks }))).toMatchObject({ type: 'drawn', blockName: 'first', rateMinor: 8800 })
    const expired = blocks.map((block) => (block.name === 'first' ? { ...block, expiresOn: '2026-03-01' } : block))
    expect(verdictOf(factsOf([drawn], { blocks: expired })).blockName).toBe('early')
  })

  it('names no block where none is valid on that day, and the rate that it costs then', () => {
    const blocks = [blockOf('later', { validFrom: '2026-03-03' }), blockOf('other', { contractId: idOf('contract/other') })]
    const { verdict, steps } = openCoverage(factsOf([drawn], { blocks })).explain(workOf())
    expect(verdict).toMatchObject({ type: 'drawn', blockId: null, rateMinor: 8800, rateSource: 'contract' })
    expect(steps).toContainEqual({ type: 'no-block' })
  })
})

describe('the promise that follows', () => {
  const [gold, bronze, own] = [policyOf('Gold'), policyOf('Bronze'), policyOf('Own')]
  const policies = [gold, bronze, own]
  const clauses = [
    clauseOf('Servers', { assetKinds: ['server'] }),
    clauseOf('Phones', { assetKinds: ['phone'], slaPolicyId: own.id }),
    clauseOf('Printers', { assetKinds: ['printer'], verdict: 'billable' }),
    clauseOf('Rest', { verdict: 'excluded' })
  ]
  const clients = [{ id: idOf('client'), priceListId: null, slaPolicyId: bronze.id }]
  const facts = factsOf([coverOfClauses('Core', clauses, { slaPolicyId: gold.id })], { policies, clients })

  it('is the clause’s, else the contract’s for covered work, else the client’s', () => {
    const followed = (kind: 'server' | 'phone' | 'printer' | 'computer') => {
      const { slaPolicyId, slaSource } = verdictOf(facts, { assets: [assetOf(kind)] })
      return [policies.find(({ id }) => id === slaPolicyId)?.name, slaSource]
    }
    expect(followed('server')).toEqual(['Gold', 'contract'])
    expect(followed('phone')).toEqual(['Own', 'clause'])
    expect(followed('printer')).toEqual(['Bronze', 'client'])
    expect(followed('computer')).toEqual(['Bronze', 'client'])
  })

  it('holds for billable work of a contract that sells rates, and by name for contracts from before', () => {
    const rates = coverOfClauses('Rates', [clauseOf('All', { verdict: 'billable' })], { model: 'rate-agreement', slaPolicyName: 'Gold' })
    expect(verdictOf(factsOf([rates], { policies }))).toMatchObject({ slaPolicyId: gold.id, slaSource: 'contract' })
  })

  it('is nobody’s without any policy, and says so', () => {
    expect(
      openCoverage(factsOf([]))
        .explain(workOf())
        .steps.map(({ type }) => type)
    ).toEqual(['moment', 'no-contract', 'rate', 'no-sla'])
  })
})

describe('coverage of any client', () => {
  const some = fc.constantFrom('server' as const, 'printer' as const, 'phone' as const)
  const clause = fc.record({
    verdict: fc.constantFrom('covered' as const, 'billable' as const, 'excluded' as const, 'drawn' as const),
    assetKinds: fc.uniqueArray(some, { maxLength: 2 }),
    workKinds: fc.uniqueArray(fc.constantFrom('remote' as const, 'on-site' as const), { maxLength: 1 }),
    hours: fc.constantFrom('always' as const, 'business' as const),
    validFrom: fc.constantFrom(null, '2026-03-01', '2026-04-01'),
    validTo: fc.constantFrom(null, '2026-05-31'),
    position: fc.nat({ max: 2 })
  })
  const world = fc.record({
    contracts: fc.array(fc.record({ clauses: fc.array(clause, { maxLength: 5 }), position: fc.nat({ max: 1 }) }), { maxLength: 4 }),
    kind: some,
    day: fc.nat({ max: 120 }),
    hourOfDay: fc.nat({ max: 23 })
  })

  it('gives the same verdict whatever order rows arrived in, and explaining it changes nothing', () => {
    fc.assert(
      fc.property(world, fc.infiniteStream(fc.nat()), ({ contracts, kind, day, hourOfDay }, shuffle) => {
        const covers = contracts.map(({ clauses, position }, index) =>
          coverOfClauses(
            `${index}`,
            clauses.map((fields, at) => clauseOf(`${index}/${at}`, fields)),
            { position, calendarId: office.id, startsOn: '2026-02-01' }
          )
        )
        const blocks = [blockOf('a'), blockOf('b'), blockOf('c')]
        const question = workOf({ assets: [assetOf(kind)], at: mondayTen + day * 24 * hour + hourOfDay * hour })
        const verdict = openCoverage(factsOf(covers, { blocks })).verdict(question)
        const keys = new Map([...covers, ...blocks].map((row) => [row.id, shuffle.next().value]))
        const order = (a: { id: string }, b: { id: string }): number => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0)
        const shuffled = openCoverage(factsOf(covers.toSorted(order), { blocks: blocks.toSorted(order) }))
        expect(shuffled.explain(question).verdict).toEqual(verdict)
        const matched = shuffled.explain(question).steps.filter(({ type }) => type === 'matched')
        expect(matched.length).toBe(verdict.clauseId === null ? 0 : 1)
      })
    )
  })
})
