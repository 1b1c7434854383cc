import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { billSegments, splitAtBoundaries } from '#core/billing/time-bands.ts'
import { type ChargeableTime, chargeTime, type TimeChargeRule } from '#core/billing/time-charge.ts'
import { roundDuration, roundEntries, type TimeRounding } from '#core/billing/time-rounding.ts'
import { calendarSchema } from '#core/sla/calendar.ts'
import { openingHours } from '#core/sla/opening-hours.ts'

const day = [['08:00', '18:00']]
const hours = openingHours(
  calendarSchema.parse({ timeZone: 'Europe/Berlin', weekly: { mon: day, tue: day, wed: day, thu: day, fri: day } })
)
const exact: TimeRounding = { minimumMinutes: 0, incrementMinutes: 0, mode: 'up', scope: 'entry' }
const quarters: TimeRounding = { minimumMinutes: 30, incrementMinutes: 15, mode: 'up', scope: 'entry' }
const rule: TimeChargeRule = { rounding: exact, hours, afterHours: 15_000, emergency: 20_000, combine: 'max' }

/** Whole seconds of the week in which Berlin changes to summer time. */
const second = fc.integer({ min: 0, max: 9 * 86_400 }).map((offset) => Date.parse('2026-03-25T00:00:00Z') + offset * 1000)
const length = fc.integer({ min: 1, max: 36 * 3600 })

function entry(id: string, from: number, seconds: number, changes: Partial<ChargeableTime> = {}): ChargeableTime {
  return {
    id,
    ticketId: 't',
    period: '2026-03',
    from,
    to: from + seconds * 1000,
    seconds,
    rateMinor: 12_000,
    workMultiplier: 10_000,
    isEmergency: false,
    ...changes
  }
}

describe('rounding of time', () => {
  it.each([
    [0, 0],
    [1, 30],
    [30, 30],
    [31, 45],
    [75, 75]
  ])('%i minutes are billed as %i', (minutes, billed) => {
    expect(roundDuration(minutes * 60, quarters)).toBe(billed * 60)
  })

  it('to the nearest increment decides a half as its mode says', () => {
    const half = 67.5 * 60
    const increment = { minimumMinutes: 0, incrementMinutes: 15 }
    expect(roundDuration(half, { ...increment, mode: 'nearest' })).toBe(75 * 60)
    expect(roundDuration(half, { ...increment, mode: 'nearest-half-down' })).toBe(60 * 60)
    expect(roundDuration(half, { ...increment, mode: 'down' })).toBe(60 * 60)
  })

  it('of a ticket or a period bills its total once, and the entries add up to it in any order of arrival', () => {
    const entryOf = fc.tuple(fc.uuid(), fc.constantFrom('t1', 't2', 't3'), fc.integer({ min: 0, max: 30_000 }))
    const list = fc.uniqueArray(entryOf, { selector: ([id]) => id, maxLength: 12 })
    fc.assert(
      fc.property(list, fc.constantFrom('ticket' as const, 'period' as const), fc.nat(), (entries, scope, turn) => {
        const worked = entries.map(([id, ticketId, seconds]) => ({ id, ticketId, period: 'p', seconds }))
        const rounding = { ...quarters, scope }
        const billed = roundEntries(worked, rounding)
        const keyOf = (id: string) => (scope === 'period' ? 'p' : worked.find((each) => each.id === id)?.ticketId)
        for (const key of new Set(billed.map((each) => keyOf(each.id)))) {
          const group = billed.filter((each) => keyOf(each.id) === key)
          const real = group.reduce((sum, each) => sum + each.realSeconds, 0)
          expect(group.reduce((sum, each) => sum + each.billedSeconds, 0)).toBe(roundDuration(real, rounding))
        }
        const at = worked.length === 0 ? 0 : turn % worked.length
        expect(roundEntries([...worked.slice(at), ...worked.slice(0, at)], rounding)).toEqual(billed)
      })
    )
  })
})

describe('after-hours and emergency time', () => {
  it("is split where the site opens and closes, in the site's zone, across a clock change", () => {
    const from = Date.parse('2026-03-27T16:30:00Z')
    const to = Date.parse('2026-03-30T07:00:00Z')
    expect(splitAtBoundaries(hours, from, to)).toEqual([
      { from, to: Date.parse('2026-03-27T17:00:00Z'), inHours: true },
      { from: Date.parse('2026-03-27T17:00:00Z'), to: Date.parse('2026-03-30T06:00:00Z'), inHours: false },
      { from: Date.parse('2026-03-30T06:00:00Z'), to, inHours: true }
    ])
  })

  it('never changes the minutes by being split', () => {
    fc.assert(
      fc.property(second, length, fc.integer({ min: 0, max: 100_000 }), (from, seconds, billed) => {
        const segments = splitAtBoundaries(hours, from, from + seconds * 1000)
        expect(segments.reduce((sum, part) => sum + part.to - part.from, 0)).toBe(seconds * 1000)
        const parts = billSegments(segments, billed, { base: 10_000, afterHours: 15_000, emergency: null, combine: 'max' })
        expect(parts.reduce((sum, part) => sum + part.billedSeconds, 0)).toBe(billed)
        for (const [index, part] of segments.entries()) expect(part.from).toBe(index === 0 ? from : segments[index - 1]?.to)
      })
    )
  })

  it('costs the same in one entry or in two that meet, while nothing is rounded', () => {
    fc.assert(
      fc.property(second, length, length, (from, first, rest) => {
        // 36.00 an hour is one cent a second, so that no part has a fraction.
        const whole = chargeTime([entry('a', from, first + rest, { rateMinor: 3600 })], { ...rule, afterHours: 20_000 })
        const halves = [entry('a', from, first, { rateMinor: 3600 }), entry('b', from + first * 1000, rest, { rateMinor: 3600 })]
        const split = chargeTime(halves, { ...rule, afterHours: 20_000 })
        for (const field of ['realSeconds', 'billedSeconds', 'weightedSeconds', 'amountMinor'] as const) {
          expect(split.reduce((sum, charge) => sum + charge[field], 0)).toBe(whole[0]?.[field])
        }
      })
    )
  })

  it('takes the higher multiplier, their product or their surcharges, as the contract combines them', () => {
    const evening = entry('a', Date.parse('2026-03-25T19:00:00Z'), 3600, { workMultiplier: 12_000, isEmergency: true })
    const amounts = (['max', 'multiply', 'add'] as const).map((combine) => chargeTime([evening], { ...rule, combine })[0]?.amountMinor)
    expect(amounts).toEqual([24_000, 43_200, 32_400])
  })

  it('shows its parts, which add up to the charge', () => {
    fc.assert(
      fc.property(second, length, fc.integer({ min: 0, max: 50_000 }), (from, seconds, rateMinor) => {
        const [charge] = chargeTime([entry('a', from, seconds, { rateMinor })], { ...rule, rounding: quarters })
        expect(charge?.parts.reduce((sum, part) => sum + part.amountMinor, 0)).toBe(charge?.amountMinor)
        expect(charge?.parts.reduce((sum, part) => sum + part.billedSeconds, 0)).toBe(charge?.billedSeconds)
        expect(charge?.billedSeconds).toBe(roundDuration(seconds, quarters))
      })
    )
  })
})
