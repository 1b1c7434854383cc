// Public holidays by region: examples that anybody can look up, and every day of the expected lists where they are at hand.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { calendarAt } from '#core/sla/calendar.rules.ts'
import { openingHours } from '#core/sla/opening-hours.ts'
import { dayNumber } from '#core/sla/calendar-date.ts'
import { holidayRegions, publicHolidays } from '#core/sla/public-holidays.ts'
import { office } from '../coverage/desk.ts'

const datesOf = (region: string, year: number): readonly string[] => [...new Set(publicHolidays(region, year).map(({ date }) => date))]

describe('public holidays', () => {
  it('move with Easter, the weekday, and the year', () => {
    expect(publicHolidays('DE', 2026).find(({ name }) => name === 'Karfreitag')?.date).toBe('2026-04-03')
    expect(datesOf('US', 2026)).toContain('2026-11-26')
    expect(datesOf('GB', 2026)).toContain('2026-05-25')
    expect(datesOf('GR', 2026)).toContain('2026-04-12')
    expect(datesOf('US', 2020)).not.toContain('2020-06-19')
    expect(datesOf('US', 2026)).toContain('2026-06-19')
  })

  it('know a substitute for a holiday on a weekend', () => {
    expect(datesOf('GB', 2026)).toContain('2026-12-28')
  })

  it('differ by region: the day of women is one in Berlin, Epiphany in Bavaria', () => {
    expect([datesOf('DE-BE', 2026).includes('2026-03-08'), datesOf('DE-BY', 2026).includes('2026-03-08')]).toEqual([true, false])
    expect([datesOf('DE-BE', 2026).includes('2026-01-06'), datesOf('DE-BY', 2026).includes('2026-01-06')]).toEqual([false, true])
  })

  it('are listed by code with their names, and none are invented for what is not known', () => {
    expect(holidayRegions().find(({ code }) => code === 'DE-BE')?.name).toBe('Berlin')
    expect(publicHolidays('XX', 2026)).toEqual([])
  })

  it('close a calendar that names the region, and only then', () => {
    const at = (holidayRegion: string) => {
      const calendar = calendarAt({ ...office, holidayRegion }, 'Europe/Berlin')
      return calendar.ok ? openingHours(calendar.value).spansOn(dayNumber('2026-04-03')).length : null
    }
    expect([at(''), at('DE-BE')]).toEqual([1, 0])
  })
})

const folder = join(import.meta.dirname, '../../../../../shared/data/holidays')

describe.skipIf(!existsSync(folder))('public holidays against the expected lists (skipped where shared/data is absent)', () => {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []

  it.each(files)('%s', (name) => {
    const [, region = '', year = ''] = /^(.+)-(\d{4})\.json$/.exec(name) ?? []
    const listed = JSON.parse(readFileSync(join(folder, name), 'utf8')) as readonly { date: string; type: string }[]
    const expected = listed.filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10))
    expect(datesOf(region, Number(year))).toEqual([...new Set(expected)].sort())
  })
})
