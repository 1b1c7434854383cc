// Dates of other systems: the order is proven by the values or asked, and every zone's clock changes are respected.
import { Temporal } from 'temporal-polyfill'
import { fc } from '#test/support/cases.ts'
import { describe, expect, it } from 'vitest'
import { createInstantReader, guessDateOrder, readCalendarDate } from '#core/imports/dates.ts'

describe('order of a date', () => {
  it('is proven by a day above twelve', () => {
    expect(guessDateOrder(['1/3/2016 09:36', '29/2/2016 01:16'])).toEqual({ order: 'day-first', sure: true, example: '29/2/2016 01:16' })
    expect(guessDateOrder(['1/3/2016', '2/29/2016'])).toMatchObject({ order: 'month-first', sure: true })
    expect(guessDateOrder(['2016-02-29T01:16:00Z', ''])).toMatchObject({ order: 'year-first', sure: true })
  })

  it('is left to a person where nothing proves it, or where values contradict', () => {
    expect(guessDateOrder(['1/3/2016', '2/4/2016'])).toMatchObject({ order: null, sure: false, example: '1/3/2016' })
    expect(guessDateOrder(['29/2/2016', '2/29/2016'])).toMatchObject({ sure: false, example: '2/29/2016' })
  })
})

describe('reading a time', () => {
  it('knows the usual forms', () => {
    const read = createInstantReader('day-first', 'UTC')
    const instant = Date.UTC(2016, 1, 29, 13, 6)
    for (const text of [
      '29/2/2016 13:06',
      '29.02.2016 13:06:00',
      '29-02-2016 01:06 PM',
      '2016-02-29 13:06',
      '2016-02-29T13:06:00.000Z',
      '2016-02-29T15:06:00+02:00',
      '29 Feb 2016 13:06',
      'Mon, 29 Feb 2016 13:06:00',
      'February 29, 2016 1:06 PM',
      '29/2/16 13:06'
    ])
      expect([text, read(text)]).toEqual([text, instant])
    expect(createInstantReader('month-first', 'UTC')('2/29/2016 1:06 pm')).toBe(instant)
  })

  it('names what is wrong', () => {
    const read = createInstantReader('day-first', 'UTC')
    expect(read('yesterday')).toBe('no-date')
    expect(read('30/2/2016')).toBe('no-such-day')
    expect(read('2/13/2016')).toBe('no-such-day')
    for (const far of ['0001-01-01', '9999-12-31 23:59:59', '31/12/1969', '1 Jan 2201']) expect(read(far)).toBe('no-such-year')
    expect([read('1970-01-01'), typeof read('31/12/2200')]).toEqual([0, 'number'])
    expect(read('1/2/2016 25:00')).toBe('no-such-time')
    expect(readCalendarDate('29/2/2016', 'day-first')).toEqual({ date: '2016-02-29' })
  })

  it('agrees with the calendar library at every minute of every zone, clock changes included', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC')
    const moments = fc.date({ min: new Date('2015-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(zones, moments, (zone, moment) => {
        const wall = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone).toPlainDateTime().round('minute')
        const text = `${wall.day}/${wall.month}/${wall.year} ${String(wall.hour).padStart(2, '0')}:${String(wall.minute).padStart(2, '0')}`
        expect(createInstantReader('day-first', zone)(text)).toBe(wall.toZonedDateTime(zone).epochMilliseconds)
      })
    )
  })
})

describe('a date in another form', () => {
  const at = createInstantReader('day-first', 'Europe/Berlin')
  it('is read with any offset, and 24:00 is the midnight that ends the day', () => {
    expect(at('2024-03-01 10:00:00+00')).toBe(Date.UTC(2024, 2, 1, 10))
    expect(at('2024-03-01T10:00:00.123-0330')).toBe(Date.UTC(2024, 2, 1, 13, 30))
    expect(at('29/2/2024 24:00')).toBe(Date.UTC(2024, 1, 29, 23))
    expect(readCalendarDate('31.12.2023 24:00', 'day-first')).toEqual({ date: '2024-01-01' })
  })

  it('is refused with its own reason where it would have to be guessed', () => {
    expect(at('1/3/2024 10:00 CST')).toBe('unknown-zone')
    expect(at('45292')).toBe('bare-number')
    expect(at('45292.5')).toBe('bare-number')
    expect(at('1709287200')).toBe('bare-number')
    expect(at('1/3/2024 24:01')).toBe('no-such-time')
    expect(at('2024-03-01 10:00+99:00')).toBe('no-such-time')
    expect(at('soon, by 3 CST')).toBe('no-date')
  })
})
