// A naive calculator's calendar in the fields of the product's. Imports nothing of core.

import type { NaiveCalendar } from './naive-calculator.ts'

type Times = [string, string][]

/** Weekly hours, holidays, shifts and breaks as a calendar record holds them. */
export function calendarFields(calendar: NaiveCalendar) {
  const [mon = [], tue = [], wed = [], thu = [], fri = [], sat = [], sun = []] = calendar.weekly.map(wallTimes)
  return {
    weekly: { mon, tue, wed, thu, fri, sat, sun },
    holidays: [
      ...[...calendar.holidays].map((date) => ({ name: '', from: date, to: date, everyYear: false })),
      ...[...calendar.yearlyHolidays].map((date) => ({ name: '', from: `2000-${date}`, to: `2000-${date}`, everyYear: true }))
    ],
    shifts: byDate(calendar.shifts),
    breaks: byDate(calendar.breaks)
  }
}

function byDate(map: NaiveCalendar['shifts']): Record<string, Times> {
  return Object.fromEntries([...map].map(([date, intervals]) => [date, wallTimes(intervals)]))
}

function wallTimes(intervals: readonly (readonly [number, number])[]): Times {
  return intervals.map(([open, close]) => [wallTime(open), wallTime(close)])
}

function wallTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
