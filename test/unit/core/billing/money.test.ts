import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { lineAmount } from '#core/billing/line-amount.ts'
import { coveredDays, prorate, prorateParts } from '#core/billing/proration.ts'
import { hourlyRate, parsePriceList } from '#core/billing/rates.ts'
import { apportion, multiplyRatio } from '#core/billing/rounding.ts'
import { taxByBrackets, taxByComponents, taxDocument, type TaxLine } from '#core/billing/tax.ts'
import { priceByTiers, tierTotal } from '#core/billing/tiers.ts'

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })

describe('rounding', () => {
  it('goes half away from zero, also for amounts beyond the exact range of numbers', () => {
    expect([multiplyRatio(1, 1, 2), multiplyRatio(-1, 1, 2), multiplyRatio(49, 1, 100), multiplyRatio(-149, 1, 100)]).toEqual([
      1, -1, 0, -1
    ])
    expect(multiplyRatio(9_007_199_254_740_991, 3, 2)).toBe(Number(13_510_798_882_111_487n))
    expect(Object.is(multiplyRatio(-1, 1, 100), 0)).toBe(true)
    expect([multiplyRatio(6000, 887.5, 10_000), multiplyRatio(-6000, 887.5, 10_000), multiplyRatio(3, 829.17, 10_000)]).toEqual([
      533, -533, 0
    ])
  })

  it('agrees with itself on both sides of that range', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (value, numerator, denominator) => {
        const large = 1_000_000_000
        expect(multiplyRatio(value, numerator * large, denominator * large)).toBe(multiplyRatio(value, numerator, denominator))
      })
    )
  })

  it('of decimal quantities happens once, at the line', () => {
    expect([lineAmount('2.5', 101), lineAmount('-2.5', 101), lineAmount('0.335', 100), lineAmount('1e2', 3)]).toEqual([253, -253, 34, 300])
  })
})

describe('apportioning', () => {
  it('gives parts that add up, none further than one unit from its exact share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(amount, weights, (total, shares) => {
        const parts = apportion(total, shares)
        const whole = shares.reduce((sum, share) => sum + share, 0)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total)
        for (const [index, share] of shares.entries()) {
          const exactly = whole === 0 ? total / shares.length : (total * share) / whole
          expect(Math.abs((parts[index] ?? 0) - exactly)).toBeLessThanOrEqual(1.000_001)
        }
      })
    )
  })

  it('splits evenly when nothing weighs anything, and nothing over nobody', () => {
    expect([apportion(100, [0, 0, 0]), apportion(-100, [1, 1, 1]), apportion(100, [])]).toEqual([[33, 33, 34], [-33, -33, -34], []])
  })
})

describe('proration by day', () => {
  it('of the parts of a period adds up to the whole fee', () => {
    const parts = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 1, maxLength: 8 }).filter((days) => days.some((each) => each > 0))
    fc.assert(
      fc.property(amount, parts, (fee, days) => {
        expect(prorateParts(fee, days).reduce((sum, part) => sum + part, 0)).toBe(fee)
      })
    )
  })

  it('counts both ends of a contract', () => {
    const january = { from: '2025-01-01', to: '2025-01-31' }
    const covered = ['2025-01-01', '2025-01-20'].map((to) => coveredDays(january, { from: '2024-06-01', to }))
    expect(covered).toEqual([1, 20])
    expect(coveredDays(january, { from: '2025-01-31', to: null })).toBe(1)
    expect(coveredDays(january, { from: '2025-02-01', to: null })).toBe(0)
    expect(prorate(6200, 20, 31)).toBe(4000)
  })
})

describe('tiers', () => {
  const tiers = [
    { upTo: 10, unitMinor: 100 },
    { upTo: 20, unitMinor: 75 },
    { upTo: null, unitMinor: 50 }
  ]

  it('price the units inside them, or all units by the tier that is reached', () => {
    const total = (quantity: number, model: 'graduated' | 'volume') => {
      const lines = priceByTiers(quantity, tiers, model)
      return lines.ok ? tierTotal(lines.value) : null
    }
    expect([0, 10, 10.5, 25].map((quantity) => total(quantity, 'graduated'))).toEqual([0, 1000, 1038, 2000])
    expect([10, 11, 25].map((quantity) => total(quantity, 'volume'))).toEqual([1000, 825, 1250])
  })

  it('are refused out of order, without an end where it is needed, or for a negative quantity', () => {
    const fields = [
      priceByTiers(-1, tiers, 'graduated'),
      priceByTiers(
        5,
        [tiers[1], tiers[0]].filter((tier) => tier !== undefined),
        'graduated'
      ),
      priceByTiers(15, tiers.slice(0, 1), 'graduated'),
      priceByTiers(5, [{ upTo: null, unitMinor: 1 }, ...tiers], 'volume')
    ].map((result) => (result.ok ? null : result.error.field))
    expect(fields).toEqual(['quantity', 'tiers.1.upTo', 'tiers.0.upTo', 'tiers.1.upTo'])
  })
})

describe('tax', () => {
  const line = fc.record({ netMinor: amount, category: fc.constantFrom('S', 'Z'), rate: fc.constantFrom(0, 700, 1900, 2550) })
  const lines = fc.array(line, { maxLength: 12 }).map((each) => each.map((fields, index): TaxLine => ({ ...fields, id: String(index) })))

  it('of the lines and of the rates adds up to the tax of the document, and lines plus tax to its total', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('document' as const, 'line' as const), (all, rounding) => {
        const taxed = taxDocument(all, { rounding, base: 'net' })
        expect(taxed.lineTaxes.reduce((sum, each) => sum + each.taxMinor, 0)).toBe(taxed.taxMinor)
        expect(taxed.groups.reduce((sum, group) => sum + group.taxMinor, 0)).toBe(taxed.taxMinor)
        expect(taxed.groups.reduce((sum, group) => sum + group.taxableMinor, 0)).toBe(taxed.netMinor)
        expect(taxed.grossMinor).toBe(all.reduce((sum, each) => sum + each.netMinor, 0) + taxed.taxMinor)
      })
    )
  })

  it("per rate is the rounded tax of that rate's sum (BR-CO-17)", () => {
    fc.assert(
      fc.property(lines, (all) => {
        for (const group of taxDocument(all, { rounding: 'document', base: 'net' }).groups) {
          expect(group.taxMinor).toBe(multiplyRatio(group.taxableMinor, group.rate, 10_000))
        }
      })
    )
  })

  it('differs by a cent per line and per document, and the lines follow', () => {
    const two = [5555, 1111].map((netMinor, index) => ({ id: String(index), netMinor, category: 'S', rate: 2300 }))
    const taxes = (['line', 'document'] as const).map((rounding) =>
      taxDocument(two, { rounding, base: 'net' }).lineTaxes.map((each) => each.taxMinor)
    )
    expect(taxes).toEqual([
      [1278, 256],
      [1278, 255]
    ])
  })

  it('of a rate with a fraction of a basis point is as exact as of any other', () => {
    const newYork = [3000, 2000, 1000].map((netMinor, index): TaxLine => ({ id: String(index), netMinor, category: 'S', rate: 887.5 }))
    expect(taxDocument(newYork, { rounding: 'document', base: 'net' }).taxMinor).toBe(533)
    expect(taxDocument(newYork, { rounding: 'line', base: 'net' }).lineTaxes.map((each) => each.taxMinor)).toEqual([266, 178, 89])
    expect(taxByBrackets(-1, [{ upToMinor: null, rate: 887.5 }])).toBe(0)
    expect(taxByComponents(1_000_000_000_000, [{ rate: 997.5, isCompound: false }])).toEqual([99_750_000_000])
  })

  it('leaves what rounding leaves with the largest remainders, or with the last taxed line', () => {
    const lines = [3000, 2000, 1000, -500].map((netMinor, index): TaxLine => ({ id: String(index), netMinor, category: 'S', rate: 887.5 }))
    const shares = (sharing: 'largest-remainder' | 'last-line') =>
      taxDocument(lines, { rounding: 'document', base: 'positive-lines', sharing }).lineTaxes.map((each) => each.taxMinor)
    expect(shares('largest-remainder')).toEqual([266, 178, 89, 0])
    expect(shares('last-line')).toEqual([266, 177, 90, 0])
  })

  it('by brackets and by components is rounded per part', () => {
    expect(
      taxByBrackets(150_000, [
        { upToMinor: 100_000, rate: 500 },
        { upToMinor: null, rate: 1000 }
      ])
    ).toBe(10_000)
    expect(
      taxByComponents(100, [
        { rate: 500, isCompound: true },
        { rate: 1000, isCompound: false }
      ])
    ).toEqual([5, 11])
  })
})

describe('price lists', () => {
  const base = {
    id: '018bcfe5-6800-7000-8000-000000000000',
    validFrom: '2026-01-01',
    validTo: '2026-06-30',
    currency: 'EUR',
    hourlyMinor: 10_000
  }
  const person = '018bcfe5-6800-7000-8000-000000000009'

  it('hold on the day of the work, the most particular rate first', () => {
    const first = { ...base, byPerson: { [person]: 15_000 }, byRole: { senior: 13_000 }, byWork: { travel: 6000 } }
    const second = { ...first, id: '018bcfe5-6800-7000-8000-000000000001', validFrom: '2026-07-01', validTo: null, hourlyMinor: 11_000 }
    const work = { workDate: '2026-06-30', personId: person, role: 'senior', work: 'travel', ownRateMinor: null }
    const sources = [
      { ...work, ownRateMinor: 1 },
      work,
      { ...work, personId: null },
      { ...work, personId: null, role: null },
      { ...work, personId: null, role: null, work: null, workDate: '2026-07-01' }
    ].map((each) => hourlyRate(each, [second, first]))
    expect(sources.map((rate) => (rate.ok ? [rate.value.source, rate.value.rateMinor] : null))).toEqual([
      ['entry', 1],
      ['person', 15_000],
      ['role', 13_000],
      ['work', 6000],
      ['list', 11_000]
    ])
    expect(hourlyRate({ ...work, workDate: '2025-12-31' }, [first])).toMatchObject({ ok: false, error: { field: 'workDate' } })
  })

  it('are refused without currency and with a negative rate, naming the field', () => {
    const { currency: _currency, ...unpriced } = base
    expect(parsePriceList(unpriced)).toMatchObject({ ok: false, error: { field: 'currency' } })
    expect(parsePriceList({ ...base, hourlyMinor: -1 })).toMatchObject({ ok: false, error: { field: 'hourlyMinor' } })
  })
})
