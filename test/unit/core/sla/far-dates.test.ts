// Nobody means the year 1 or 9999: such dates are refused where they are given, by the field's name, and rows that hold one all the same
// don't make anything walk through thousands of years. Bounded means: so many days were looked at, not so many milliseconds passed.

import { describe, expect, it } from 'vitest'
import { splitAtBoundaries } from '#core/billing/time-bands.ts'
import { hourTurns } from '#core/coverage/hour-turns.ts'
import { calendarAt } from '#core/sla/calendar.rules.ts'
import { businessMs, deadlineAfter, remainingMs } from '#core/sla/business-time.ts'
import { type OpeningHours, openingHours } from '#core/sla/opening-hours.ts'
import { calendar, hour } from '#test/unit/core/charges/desk.ts'
import { smallWorld } from '#test/unit/core/support/small-world.ts'

const yearOne = Date.parse('0001-01-01T00:00:00Z')
const yearLast = Date.parse('9999-12-31T00:00:00Z')
const now = Date.parse('2026-11-22T12:00:00Z')
/** Days from 1970 to 2200. */
const mostDays = 85_000

/** Hours that count the days they are asked about, on a calendar without holidays' cost. */
function counting(): { readonly hours: OpeningHours; readonly seen: () => number } {
  const made = calendarAt(calendar, 'UTC')
  if (!made.ok) throw new Error('a calendar')
  const real = openingHours(made.value)
  let seen = 0
  const spansOn = (): ReturnType<OpeningHours['spansOn']> => {
    seen += 1
    return []
  }
  return { hours: { ...real, spansOn }, seen: () => seen }
}

describe('arithmetic with a date that nobody means', () => {
  const walks: readonly (readonly [string, (hours: OpeningHours) => unknown])[] = [
    ['business time since the year 1', (hours) => businessMs(hours, yearOne, now)],
    ['business time until the year 9999', (hours) => businessMs(hours, now, yearLast)],
    ['what is left until the year 9999', (hours) => remainingMs(hours, yearLast, now)],
    ['a deadline from the year 1', (hours) => deadlineAfter(hours, yearOne, hour)],
    ['work from the year 1 to the year 9999', (hours) => splitAtBoundaries(hours, yearOne, yearLast)]
  ]

  it.each(walks)('looks at the days of known years only: %s', (_name, walk) => {
    const { hours, seen } = counting()
    walk(hours)
    expect(seen()).toBeLessThan(mostDays)
  })

  it.each(['Pacific/Kiritimati', 'UTC', 'Pacific/Niue'])('comes to an answer in every zone: %s', (zone) => {
    const made = calendarAt({ ...calendar, timeZone: zone }, zone)
    if (!made.ok) throw new Error('a calendar')
    for (const at of [yearOne, yearLast, 8_640_000_000_000_000, -8_640_000_000_000_000]) {
      const hours = openingHours(made.value)
      expect(hours.spansOn(hours.dayOf(at))).toEqual([])
      expect(businessMs(hours, at, at + hour)).toBe(0)
    }
  })

  it('keeps every minute of work, and is additive', () => {
    const made = calendarAt(calendar, 'UTC')
    if (!made.ok) throw new Error('a calendar')
    const hours = openingHours(made.value)
    const parts = splitAtBoundaries(hours, yearOne, Date.parse('1970-01-09T00:00:00Z'))
    expect(parts.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(Date.parse('1970-01-09T00:00:00Z') - yearOne)
    const week = Date.parse('1970-01-12T00:00:00Z')
    expect(businessMs(hours, yearOne, week)).toBe(businessMs(hours, yearOne, 0) + businessMs(hours, 0, week))
    expect(hourTurns([], { hoursAt: () => hours } as never, { at: yearOne, zone: 'UTC' } as never, '0001-01-01', yearLast)).toEqual([])
  })
})

describe('a date that nobody means', () => {
  it('is refused by the name of its field', async () => {
    const { world, names } = await smallWorld()
    const log = (startedAt: number, endedAt: number) =>
      world.run('time.log', { ticketId: names.ticket, startedAt, endedAt, kind: 'remote', minutes: 1 })
    const expected = expect.stringContaining('1970 to 2200') as string
    expect(await log(yearOne, now)).toMatchObject({ ok: false, error: { type: 'invalid-input', field: 'startedAt', expected } })
    expect(await log(now, yearLast)).toMatchObject({ ok: false, error: { type: 'invalid-input', field: 'endedAt', expected } })
    const open = (fields: object) => world.run('ticket.open', { clientId: names.acme, subject: 'Far away', ...fields })
    expect(await open({ downtimeFrom: yearOne })).toMatchObject({ ok: false, error: { field: 'downtimeFrom', expected } })
    const imported = { source: 'csv', key: '1', clientId: names.acme, events: [], comments: [] }
    const fields = { subject: 'Old', openedAt: yearOne }
    expect(await world.run('import.ticket', { ...imported, fields })).toMatchObject({
      ok: false,
      error: { field: 'fields.openedAt', expected }
    })
    expect(await open({ downtimeFrom: now })).toMatchObject({ ok: true })
  })
})
