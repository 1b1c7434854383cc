// Days are not hours: "three working days" counts days that have any opening hours and keeps the wall time, so that a late Monday
// shifts nothing. A wall time that a clock change skips or repeats follows wall-time.ts.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { deadlineAfter, deadlineBefore } from './business-time.ts'
import type { OpeningHours } from './opening-hours.ts'
import { secondsOfDay, wallToInstant } from './wall-time.ts'

/** Most days that a walk looks at: fifty years. */
const horizonDays = 18_262

/**
 * Steps working days from an instant.
 * @param days whole working days; negative walks back
 * @param landing `wall-time` keeps the start's time of day, `end-of-day` takes the last closing of the day that was reached
 * @returns UTC milliseconds; refused when days are no integer or the calendar hasn't so many within fifty years
 */
export function stepWorkingDays(
  hours: OpeningHours,
  start: number,
  days: number,
  landing: 'wall-time' | 'end-of-day'
): Result<number, Refusal> {
  const day = workingDay(hours, hours.dayOf(start), days, landing === 'end-of-day')
  if (!day.ok) return day
  const closing = hours.spansOn(day.value).at(-1)?.to
  if (landing === 'end-of-day' && closing !== undefined) return ok(closing)
  return ok(atSameWallTime(hours, day.value, start))
}

/**
 * Steps working days, keeps the time of day, then rolls on to an open instant (back to one when `days` is negative).
 * Refused like `stepWorkingDays`.
 */
export function rollWorkingDays(hours: OpeningHours, start: number, days: number): Result<number, Refusal> {
  const landed = stepWorkingDays(hours, start, days, 'wall-time')
  if (!landed.ok) return landed
  return days < 0 ? deadlineBefore(hours, landed.value, 0) : deadlineAfter(hours, landed.value, 0)
}

function workingDay(hours: OpeningHours, from: number, days: number, mustBeOpen: boolean): Result<number, Refusal> {
  if (!Number.isInteger(days)) return refuse('invalid-input', { field: 'days', expected: 'expected whole days' })
  const step = days < 0 ? -1 : 1
  let left = Math.abs(days)
  let day = from
  for (let seen = 0; seen <= horizonDays; seen += 1) {
    if (left === 0 && (!mustBeOpen || hours.spansOn(day).length > 0)) return ok(day)
    day += step
    if (left > 0 && hours.spansOn(day).length > 0) left -= 1
  }
  return refuse('invalid-input', { field: 'days', expected: 'expected working days that the calendar has within fifty years' })
}

function atSameWallTime(hours: OpeningHours, day: number, start: number): number {
  const seconds = secondsOfDay(hours.timeZone, start)
  const whole = Math.floor(seconds)
  return wallToInstant(hours.timeZone, day, whole) + Math.round((seconds - whole) * 1000)
}
