// From a kept calendar to the one that clocks count with.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { type Calendar, parseCalendar } from './calendar.ts'
import type { CalendarRow } from './calendar.entity.ts'
import { isHolidayRegion, publicHolidayRules } from './public-holidays.ts'

/**
 * The calendar as the clocks read it.
 * @param siteZone the site's time zone, for calendars that hold at local time
 */
export function calendarAt(row: CalendarRow, siteZone: string): Result<Calendar, Refusal> {
  const { alwaysOpen, weekly, shifts, breaks } = row
  const holidays = row.holidayRegion === '' ? row.holidays : [...row.holidays, ...publicHolidayRules(row.holidayRegion)]
  return parseCalendar({ timeZone: row.timeZone ?? siteZone, alwaysOpen, weekly, holidays, shifts, breaks })
}

/** Refuses a calendar that never opens, overlaps or ends before it begins, or names an unknown region, naming the field. */
export function checkCalendar(row: CalendarRow): Result<never, Refusal> | null {
  if (row.holidayRegion !== '' && !isHolidayRegion(row.holidayRegion))
    return refuse('invalid-input', { field: 'holidayRegion', expected: 'a region whose public holidays are known, such as DE-BE' })
  const checked = calendarAt(row, 'UTC')
  return checked.ok ? null : checked
}
