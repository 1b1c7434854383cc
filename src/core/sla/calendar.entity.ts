// When a team is there, as people keep it in the settings: opening hours, exceptions and public holidays of a region.
// What may be saved is what sla/calendar.ts accepts, so no calendar that never opens is ever stored.

import { z } from 'zod'
import { defineEntity, type RowOf } from '../kernel/entity.ts'
import { calendarDate, id, instant, line, text, timeZone } from '../kernel/schema.ts'
import { holidayRule, openingIntervals, weekdays } from './calendar.ts'

const weekly = z.strictObject(
  Object.fromEntries(weekdays.map((day) => [day, openingIntervals])) as Record<(typeof weekdays)[number], typeof openingIntervals>
)

/**
 * Calendar record. `timeZone` null: the hours hold at the local time of the site in question. `holidayRegion` is the code of a region
 * whose public holidays are closed (`DE-BE`, `US`), empty for none; `holidays` are written by hand beside them. A shift replaces the
 * weekly hours of its date, breaks close parts of a date.
 */
export const calendar = defineEntity({
  name: 'calendar',
  schema: z.strictObject({
    id,
    clientId: z.null(),
    name: line(120),
    timeZone: timeZone.nullable(),
    alwaysOpen: z.boolean(),
    weekly,
    holidayRegion: text(12),
    holidays: z.array(holidayRule).max(500),
    shifts: z.record(calendarDate, openingIntervals),
    breaks: z.record(calendarDate, openingIntervals),
    notes: text(8000),
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant.nullable()
  }),
  scope: 'organisation',
  temperature: 'hot',
  merge: {
    name: 'ask',
    timeZone: 'ask',
    alwaysOpen: 'ask',
    weekly: 'ask',
    holidayRegion: 'ask',
    holidays: 'ask',
    shifts: 'keys',
    breaks: 'keys',
    notes: 'text',
    archivedAt: 'derived',
    updatedAt: 'max'
  },
  columns: {},
  search: ['name']
})

/** Calendar row. */
export type CalendarRow = RowOf<typeof calendar>
