import { describe, expect, it } from 'vitest'
import { isOpenAt, nextOpening } from '#core/sla/business-time.ts'
import { isHoliday, parseCalendar } from '#core/sla/calendar.ts'
import { dateOfDay, dayNumber, daysInclusive } from '#core/sla/calendar-date.ts'
import { parseSlaPolicy } from '#core/sla/sla-terms.ts'
import { at, officeHours } from './fixtures.ts'

const monday = { mon: [['09:00', '17:00']] }

describe('a calendar is refused with the field and the reason', () => {
  it.each([
    ['no opening hours at all', { weekly: {} }, 'weekly', 'never opens'],
    ['only shifts', { weekly: {}, shifts: { '2026-01-01': [['09:00', '17:00']] } }, 'weekly', 'never opens'],
    [
      'a holiday all year round',
      { holidays: [{ name: '', from: '2026-01-01', to: '2026-12-31', everyYear: true }] },
      'holidays',
      'never opens'
    ],
    ['two halves of a year closed', { holidays: halves() }, 'holidays', 'never opens'],
    ['an interval that ends before it starts', { weekly: { tue: [['17:00', '09:00']] } }, 'weekly.tue.0', 'end after the start'],
    ['an interval of no length', { weekly: { tue: [['09:00', '09:00']] } }, 'weekly.tue.0', 'end after the start'],
    [
      'intervals that overlap',
      {
        weekly: {
          mon: [
            ['12:00', '17:00'],
            ['09:00', '12:30']
          ]
        }
      },
      'weekly.mon.0',
      'do not overlap'
    ],
    [
      'overlapping intervals of a shift',
      {
        shifts: {
          '2026-01-01': [
            ['09:00', '12:00'],
            ['11:00', '13:00']
          ]
        }
      },
      'shifts.2026-01-01.1',
      'do not overlap'
    ],
    ['a reversed break', { breaks: { '2026-01-01': [['13:00', '12:00']] } }, 'breaks.2026-01-01.0', 'end after the start'],
    ['an hour that does not exist', { weekly: { mon: [['25:00', '26:00']] } }, 'weekly.mon.0.0', '00:00 to 24:00'],
    ['a minute after 24:00', { weekly: { mon: [['09:00', '24:01']] } }, 'weekly.mon.0.1', '00:00 to 24:00'],
    ['an unknown zone', { timeZone: 'Europe/Atlantis' }, 'timeZone', 'IANA'],
    [
      'a date that does not exist',
      { holidays: [{ name: '', from: '2026-02-30', to: '2026-02-30', everyYear: false }] },
      'holidays.0.from',
      ''
    ],
    [
      'a holiday that ends before it begins',
      { holidays: [{ name: '', from: '2026-02-03', to: '2026-02-01', everyYear: false }] },
      'holidays.0.to',
      'not before'
    ]
  ])('%s', (_title, changes, field, reason) => {
    const result = parseCalendar({ timeZone: 'UTC', weekly: monday, ...changes })
    expect(result).toMatchObject({ ok: false, error: { type: 'invalid-input', field, expected: expect.stringContaining(reason) } })
  })

  it('but always-open ones need no hours', () => {
    expect(parseCalendar({ timeZone: 'UTC', alwaysOpen: true, weekly: {} })).toMatchObject({ ok: true })
  })
})

describe('holidays, shifts and breaks', () => {
  it('a yearly rule may span the turn of the year', () => {
    const rules = [{ name: '', from: '2019-12-24', to: '2020-01-02', everyYear: true }]
    expect(['2026-12-23', '2026-12-24', '2027-01-02', '2027-01-03'].map((date) => isHoliday(rules, date))).toEqual([
      false,
      true,
      true,
      false
    ])
  })

  it('a holiday closes a day that has a shift', () => {
    const hours = officeHours('UTC', {
      holidays: [{ name: 'New Year', from: '2026-01-01', to: '2026-01-01', everyYear: false }],
      shifts: { '2026-01-01': [['10:00', '12:00']] }
    })
    expect(isOpenAt(hours, at('2026-01-01T11:00:00Z'))).toBe(false)
  })

  it('a shift opens a Saturday, and a break closes part of it', () => {
    const hours = officeHours('UTC', { shifts: { '2026-01-03': [['10:00', '14:00']] }, breaks: { '2026-01-03': [['11:00', '11:30']] } })
    expect(nextOpening(hours, at('2026-01-03T08:00:00Z'))).toBe(at('2026-01-03T10:00:00Z'))
    expect(nextOpening(hours, at('2026-01-03T11:00:00Z'))).toBe(at('2026-01-03T11:30:00Z'))
  })
})

describe('calendar dates', () => {
  it('count days across months and leap years, and come back unchanged', () => {
    expect(daysInclusive('2024-02-01', '2024-03-01')).toBe(30)
    expect(daysInclusive('2024-03-01', '2024-02-01')).toBe(0)
    expect(dateOfDay(dayNumber('1969-12-31'))).toBe('1969-12-31')
  })
})

describe('an SLA policy', () => {
  const policy = { id: '018bcfe5-6800-7000-8000-000000000000', name: 'Gold', calendarId: '018bcfe5-6800-7000-8000-000000000001' }

  it('pauses only the resolution clock unless it says otherwise', () => {
    const parsed = parseSlaPolicy({
      ...policy,
      targets: { '1': { firstResponseMinutes: 15, nextResponseMinutes: null, resolutionMinutes: 240 } }
    })
    expect(parsed).toMatchObject({ ok: true, value: { pausedClocks: ['resolution'], breachIsFinal: true, closedTimeIsPause: true } })
  })

  it('is refused with a negative target, naming it', () => {
    const parsed = parseSlaPolicy({
      ...policy,
      targets: { '1': { firstResponseMinutes: -5, nextResponseMinutes: null, resolutionMinutes: 240 } }
    })
    expect(parsed).toMatchObject({
      ok: false,
      error: { field: 'targets.1.firstResponseMinutes', expected: 'expected at least one minute' }
    })
  })
})

function halves() {
  return [
    { name: '', from: '2026-01-01', to: '2026-06-30', everyYear: true },
    { name: '', from: '2026-07-01', to: '2026-12-31', everyYear: true }
  ]
}
