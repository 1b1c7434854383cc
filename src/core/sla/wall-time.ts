// Wall time of a zone ↔ instants. A wall time that a clock change skips moves later by the length of the gap (usually one hour);
// one that happens twice means its first occurrence. 24:00 is the next day's midnight by the same rule.

import { Temporal } from 'temporal-polyfill'
import { dateOfDay } from './calendar-date.ts'

/**
 * The instant of a wall time.
 * @param day day number (calendar-date.ts)
 * @param secondsOfDay 0…86,400 on the wall clock; 86,400 is 24:00
 * @returns UTC milliseconds
 */
export function wallToInstant(timeZone: string, day: number, secondsOfDay: number): number {
  const wraps = secondsOfDay >= 86_400
  const seconds = wraps ? secondsOfDay - 86_400 : secondsOfDay
  const date = Temporal.PlainDate.from(dateOfDay(wraps ? day + 1 : day))
  const time = new Temporal.PlainTime(Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60)
  return date.toPlainDateTime(time).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds
}

/** First instant of a day in a zone, UTC milliseconds. A day that the zone skipped begins where the next one does. */
export function startOfDay(timeZone: string, day: number): number {
  return Temporal.PlainDate.from(dateOfDay(day)).toZonedDateTime(timeZone).epochMilliseconds
}

/** Seconds after midnight that the zone's clock shows at an instant, with milliseconds as fraction. */
export function secondsOfDay(timeZone: string, at: number): number {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainTime()
  return time.hour * 3600 + time.minute * 60 + time.second + time.millisecond / 1000
}
