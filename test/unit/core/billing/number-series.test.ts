// Series of numbers: what a device prints next, what a number means, and that no two series can print the same.

import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { countOf, devicePrefixes, deviceSeriesId, grantedSeries, nextNumber, printedNumber } from '#core/billing/device-series.ts'
import { couldMeet, officeSeries } from '#core/billing/office-series.ts'

const granted = grantedSeries('01900000-0000-7000-8000-000000000001', 'F-7K2QX-', 0)

describe('a device’s series', () => {
  it('prints its number with at least its digits, and reads only what it prints', () => {
    expect([printedNumber(granted, 7), printedNumber(granted, 12_345)]).toEqual(['F-7K2QX-0007', 'F-7K2QX-12345'])
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e9 }), (count) => countOf(granted, printedNumber(granted, count)) === count))
    expect(
      ['F-7K2QX-7', 'F-7K2QX-0000', 'F-7K2QX-00007', 'F-XXXXX-0007', 'F-7K2QX- 007', 'F-7K2QX-1e3'].map((text) => countOf(granted, text))
    ).toEqual([null, null, null, null, null, null])
  })

  it('never prints a number again that stands on a document which waits or was refused', () => {
    expect(nextNumber(granted, [])).toBe('F-7K2QX-0001')
    expect(nextNumber({ ...granted, next: 5 }, ['F-7K2QX-0003'])).toBe('F-7K2QX-0005')
    expect(nextNumber({ ...granted, next: 5 }, ['F-7K2QX-0007', 'INV-00009'])).toBe('F-7K2QX-0008')
  })

  it('has id and prefixes that follow from the device alone, on paper without letters that look alike', () => {
    const [first, second] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']
    expect(devicePrefixes(first)).toEqual(devicePrefixes(first))
    expect(deviceSeriesId(first)).not.toBe(deviceSeriesId(second))
    expect(devicePrefixes(first)[0]).not.toBe(devicePrefixes(second)[0])
    expect(devicePrefixes(first).join('')).not.toMatch(/[01IO]/)
    expect(new Set(devicePrefixes(first).map((prefix) => prefix.length)).size).toBe(devicePrefixes(first).length)
  })
})

describe('two series', () => {
  it('could meet exactly where they could print the same number', () => {
    const prefixes = fc.stringMatching(/^[AB]{0,2}[0-9]{0,2}-?$/).filter((text) => text !== '')
    fc.assert(
      fc.property(prefixes, prefixes, fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 99_999 }), (one, other, a, b) => {
        const isSame = printedNumber({ prefix: one, digits: 3 }, a) === printedNumber({ prefix: other, digits: 3 }, b)
        if (isSame) expect(couldMeet(one, other)).toBe(true)
      }),
      { numRuns: 2000 }
    )
    expect([couldMeet('INV-', 'INV-2'), couldMeet('A', 'B'), couldMeet('F-', 'F-7K2QX-')]).toEqual([true, false, false])
  })

  it('of a new organisation count invoices and credit notes apart', () => {
    expect(officeSeries(0).map(({ kind, prefix, deviceId }) => [kind, prefix, deviceId])).toEqual([
      ['invoice', 'INV-', null],
      ['credit-note', 'CN-', null]
    ])
  })
})
