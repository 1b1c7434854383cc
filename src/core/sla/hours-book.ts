// Calendars made ready once per zone, for engines that ask about many moments. Same rows, same answers: what it remembers is no state.

import type { Id } from '../kernel/ids.ts'
import { rememberPairs } from '../kernel/remember-pairs.ts'
import type { Calendar } from './calendar.ts'
import { dateOfDay, dayNumber } from './calendar-date.ts'
import type { CalendarRow } from './calendar.entity.ts'
import { calendarAt } from './calendar.rules.ts'
import { type OpeningHours, openingHours } from './opening-hours.ts'
import { startOfDay } from './wall-time.ts'

/** Opening hours and dates by zone. */
export interface HoursBook {
  /** Opening hours of a calendar for a site in that zone; null when there is no such calendar, or it can't be used. */
  hoursAt(calendarId: Id, zone: string): OpeningHours | null
  /** Hours of a zone without any closed time. */
  alwaysAt(zone: string): OpeningHours
  /** Calendar date of an instant in a zone. */
  dateAt(zone: string, at: number): string
  /** First instant of a calendar date in a zone, UTC milliseconds. */
  startOf(zone: string, date: string): number
}

/** Lays calendars out. Archived ones still count: what refers to them keeps its hours. */
export function openHoursBook(calendars: readonly CalendarRow[]): HoursBook {
  const rows = new Map(calendars.map((row) => [row.id, row]))
  const always = new Map<string, OpeningHours>()
  const dates = new Map<number, string>()

  function alwaysAt(zone: string): OpeningHours {
    let found = always.get(zone)
    if (!found) {
      found = openingHours(alwaysOpen(zone))
      always.set(zone, found)
    }
    return found
  }

  return {
    alwaysAt,
    hoursAt: rememberPairs((calendarId, zone) => {
      const row = rows.get(calendarId)
      const calendar = row ? calendarAt(row, zone) : null
      return calendar?.ok ? openingHours(calendar.value) : null
    }),
    startOf: rememberPairs((zone, date) => startOfDay(zone, dayNumber(date))),
    dateAt(zone, at) {
      const day = alwaysAt(zone).dayOf(at)
      let date = dates.get(day)
      if (date === undefined) {
        date = dateOfDay(day)
        dates.set(day, date)
      }
      return date
    }
  }
}

function alwaysOpen(timeZone: string): Calendar {
  const weekly = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  return { timeZone, alwaysOpen: true, weekly, holidays: [], shifts: {}, breaks: {} }
}
