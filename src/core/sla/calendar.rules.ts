// From a kept calendar to the one that clocks count with.

import type { Refusal } from '../kernel/refusal.ts'
import type { Result } from '../kernel/result.ts'
import { type Calendar, parseCalendar } from './calendar.ts'
import type { CalendarRow } from './calendar.entity.ts'

/**
 * The calendar as the clocks read it.
 * @param siteZone the site's time zone, for calendars that hold at local time
 */
export function calendarAt(row: CalendarRow, siteZone: string): Result<Calendar, Refusal> {
  const { alwaysOpen, weekly, holidays, shifts, breaks } = row
  return parseCalendar({ timeZone: row.timeZone ?? siteZone, alwaysOpen, weekly, holidays, shifts, breaks })
}

/** Refuses a calendar that never opens, overlaps or ends before it begins, naming the field. */
export function checkCalendar(row: CalendarRow): Result<never, Refusal> | null {
  const checked = calendarAt(row, 'UTC')
  return checked.ok ? null : checked
}
