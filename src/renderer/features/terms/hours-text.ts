// Opening hours as people type them: `9-12, 13:00-17:00`, `0-24`. Closed is an empty line. What is typed is read leniently and
// written back in one form, so that nobody needs to learn it.

import { minutesOfTime, type OpeningInterval } from '#core/sla/calendar.ts'

const stretch = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/

/** `09:00–12:00, 13:00–17:00`; empty when closed. */
export function hoursText(intervals: readonly OpeningInterval[]): string {
  return intervals.map(([open, close]) => `${open}–${close}`).join(', ')
}

/** The intervals in order of their beginning; null when the text isn't hours. */
export function readHours(text: string): OpeningInterval[] | null {
  const parts = text
    .split(/[,;+]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const intervals: OpeningInterval[] = []
  for (const part of parts) {
    const [, openHour, openMinute, closeHour, closeMinute] = stretch.exec(part) ?? []
    const open = timeOf(openHour, openMinute)
    const close = timeOf(closeHour, closeMinute)
    if (open === null || close === null || open === '24:00') return null
    intervals.push([open, close])
  }
  return intervals.sort(([a], [b]) => minutesOfTime(a) - minutesOfTime(b))
}

function timeOf(hour: string | undefined, minute = '00'): string | null {
  if (hour === undefined) return null
  const time = `${hour.padStart(2, '0')}:${minute}`
  return /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time) ? time : null
}
