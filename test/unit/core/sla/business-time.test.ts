import { readFileSync } from 'node:fs'
import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import {
  budgetPieces,
  businessMs,
  deadlineAfter,
  deadlineBefore,
  isOpenAt,
  nextOpening,
  offsetFrom,
  remainingMs
} from '#core/sla/business-time.ts'
import { calendarSchema } from '#core/sla/calendar.ts'
import { dayNumber } from '#core/sla/calendar-date.ts'
import { openingHours } from '#core/sla/opening-hours.ts'
import { wallToInstant } from '#core/sla/wall-time.ts'
import { rollWorkingDays, stepWorkingDays } from '#core/sla/working-days.ts'
import { at, minute, officeHours } from './fixtures.ts'

const offices = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo'].map((zone) =>
  officeHours(zone, { holidays: [{ name: '', from: '2018-10-19', to: '2018-10-19', everyYear: true }] })
)
const office = fc.constantFrom(...offices)
/** Instants of 2018, a year in which all these zones change their clocks. */
const instant = fc.integer({ min: at('2018-01-01T00:00:00Z'), max: at('2018-12-31T00:00:00Z') })
const budget = fc.integer({ min: 1, max: 100 * 60 * minute })
const pauses = fc.array(
  fc.tuple(instant, fc.integer({ min: 1, max: 30 * 86_400_000 })).map(([from, ms]) => ({ from, to: from + ms })),
  { maxLength: 4 }
)

describe('business time', () => {
  it('is additive: two stretches that meet last as long as the whole', () => {
    fc.assert(
      fc.property(office, instant, instant, instant, pauses, (hours, a, b, c, closed) => {
        const [first, middle, last] = [a, b, c].sort((x, y) => x - y) as [number, number, number]
        const parts = businessMs(hours, first, middle, closed) + businessMs(hours, middle, last, closed)
        expect(parts).toBe(businessMs(hours, first, last, closed))
      }),
      { numRuns: 400 }
    )
  })

  it('spends exactly the budget until the deadline, and not a millisecond sooner', () => {
    fc.assert(
      fc.property(office, instant, budget, pauses, (hours, start, ms, closed) => {
        const due = deadlineAfter(hours, start, ms, closed)
        if (!due.ok) throw new Error('a yearly calendar reaches every deadline')
        expect(businessMs(hours, start, due.value, closed)).toBe(ms)
        expect(businessMs(hours, start, due.value - 1, closed)).toBe(ms - 1)
      }),
      { numRuns: 400 }
    )
  })

  it('walks back as far as it walks forward', () => {
    fc.assert(
      fc.property(office, instant, budget, (hours, start, ms) => {
        const due = deadlineAfter(hours, start, ms)
        const back = due.ok ? deadlineBefore(hours, due.value, ms) : due
        expect(back).toEqual({ ok: true, value: nextOpening(hours, start) })
      }),
      { numRuns: 400 }
    )
  })

  it('explains a deadline by pieces that add up to the budget and end at the deadline', () => {
    fc.assert(
      fc.property(office, instant, budget, pauses, (hours, start, ms, closed) => {
        const pieces = budgetPieces(hours, start, ms, closed)
        expect(pieces.reduce((sum, piece) => sum + piece.ms, 0)).toBe(ms)
        expect(deadlineAfter(hours, start, ms, closed)).toEqual({ ok: true, value: pieces.at(-1)?.to })
      }),
      { numRuns: 200 }
    )
  })

  it('ends a budget that is spent at closing at the closing instant', () => {
    const due = deadlineAfter(officeHours(), at('2024-01-15T16:00:00Z'), 60 * minute)
    expect(due).toEqual({ ok: true, value: at('2024-01-15T17:00:00Z') })
    expect(isOpenAt(officeHours(), at('2024-01-15T17:00:00Z'))).toBe(false)
  })

  it('begins a budget that starts at closing at the next opening', () => {
    expect(deadlineAfter(officeHours(), at('2024-01-15T17:00:00Z'), minute)).toEqual({ ok: true, value: at('2024-01-16T09:01:00Z') })
  })

  it('refuses a negative budget, one that is out of reach, and a start that is no instant', () => {
    expect(deadlineAfter(officeHours(), 0, -1)).toMatchObject({ ok: false, error: { field: 'budgetMs' } })
    expect(deadlineAfter(officeHours(), Number.NaN, 1)).toMatchObject({ ok: false, error: { field: 'start' } })
    expect(deadlineBefore(officeHours(), 0, Number.NaN)).toMatchObject({ ok: false, error: { field: 'budgetMs' } })
    const closed = [{ from: 0, to: at('2400-01-01T00:00:00Z') }]
    expect(deadlineAfter(officeHours(), 0, minute, closed)).toMatchObject({ ok: false, error: { field: 'budgetMs' } })
  })

  it('counts what is left, and what is overdue as negative', () => {
    expect(remainingMs(officeHours(), at('2024-01-15T10:00:00Z'), at('2024-01-14T10:00:00Z'))).toBe(60 * minute)
    expect(remainingMs(officeHours(), at('2024-01-15T16:00:00Z'), at('2024-01-16T10:00:00Z'))).toBe(-120 * minute)
    expect(offsetFrom(officeHours(), at('2024-01-15T17:00:00Z'), 0)).toEqual({ ok: true, value: at('2024-01-15T17:00:00Z') })
  })
})

describe('zones', () => {
  it('a day that a zone skipped has no hours', () => {
    const hours = openingHours(
      calendarSchema.parse({ timeZone: 'Pacific/Apia', weekly: { thu: [['09:00', '17:00']], fri: [['09:00', '17:00']] } })
    )
    expect(hours.spansOn(dayNumber('2011-12-29'))).toHaveLength(1)
    expect(hours.spansOn(dayNumber('2011-12-30'))).toEqual([])
    expect(hours.dayOf(at('2011-12-30T10:00:00Z'))).toBe(dayNumber('2011-12-31'))
  })

  it('clocks that were set back past midnight stay in order', () => {
    const hours = openingHours(calendarSchema.parse({ timeZone: 'America/St_Johns', alwaysOpen: true, weekly: {} }))
    const from = at('2010-11-06T00:00:00Z')
    expect(businessMs(hours, from, from + 3 * 86_400_000)).toBe(3 * 86_400_000)
  })

  it('an hour that happens twice is open twice when the interval spans it, and begins at its first occurrence', () => {
    const hours = openingHours(calendarSchema.parse({ timeZone: 'Europe/Berlin', weekly: { sun: [['02:30', '04:00']] } }))
    expect(hours.spansOn(dayNumber('2025-10-26'))).toEqual([{ from: at('2025-10-26T00:30:00Z'), to: at('2025-10-26T03:00:00Z') }])
  })

  it('intervals that a clock change pushes over each other count once', () => {
    const weekly = {
      sun: [
        ['01:00', '02:30'],
        ['03:00', '05:00']
      ]
    }
    const hours = openingHours(calendarSchema.parse({ timeZone: 'America/New_York', weekly }))
    expect(hours.spansOn(dayNumber('2025-03-09'))).toEqual([{ from: at('2025-03-09T06:00:00Z'), to: at('2025-03-09T09:00:00Z') }])
  })

  it("24:00 before a midnight that does not exist is the next day's first instant", () => {
    expect(wallToInstant('America/Sao_Paulo', dayNumber('2015-10-17'), 86_400)).toBe(at('2015-10-18T03:00:00Z'))
  })
})

describe('working days', () => {
  it('keep the wall time across a clock change, seconds and milliseconds included', () => {
    const hours = officeHours('Europe/Berlin')
    expect(stepWorkingDays(hours, at('2025-10-24T08:30:15.250Z'), 1, 'wall-time')).toEqual({
      ok: true,
      value: at('2025-10-27T09:30:15.250Z')
    })
  })

  it("of none, at the end of a closed day, are the next working day's closing", () => {
    expect(stepWorkingDays(officeHours(), at('2024-01-13T10:00:00Z'), 0, 'end-of-day')).toEqual({
      ok: true,
      value: at('2024-01-15T17:00:00Z')
    })
  })

  it('roll back to a closing when they are counted back', () => {
    expect(rollWorkingDays(officeHours(), at('2024-01-16T20:00:00Z'), -1)).toEqual({ ok: true, value: at('2024-01-15T17:00:00Z') })
  })

  it('are whole', () => {
    expect(stepWorkingDays(officeHours(), 0, 1.5, 'wall-time')).toMatchObject({ ok: false, error: { field: 'days' } })
  })
})

describe('the naive calculator', () => {
  it('shares no code with the engine it checks', () => {
    for (const file of ['naive-calculator.ts', 'random-cases.ts']) {
      const imports = [...readFileSync(new URL(file, import.meta.url), 'utf8').matchAll(/from '([^']+)'/g)].map((match) => match[1])
      expect(imports.filter((path) => path !== './naive-calculator.ts')).toEqual([])
    }
  })
})
