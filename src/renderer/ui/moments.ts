// Dates, ages and durations as words, in the viewer's language and zone. One place, so that the same moment reads the same everywhere.

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'long' })
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dateFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const calendarFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const momentFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
const viewerZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** "now", "12 min ago", "3 h ago", "yesterday", "5 Mar", "5 Mar 2025". */
export function relativeWords(at: number, now: number): string {
  const age = now - at
  if (age < minute) return 'now'
  if (age < hour) return `${String(Math.floor(age / minute))} min ago`
  if (age < day) return `${String(Math.floor(age / hour))} h ago`
  if (age < 7 * day) return relative.format(-Math.floor(age / day), 'day')
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? dayFormat.format(at) : dateFormat.format(at)
}

/** Full date and time in the viewer's zone and, when it differs, in `siteZone`. */
export function fullMoment(at: number, siteZone?: string | null): string {
  const here = momentFormat.format(at)
  if (siteZone === undefined || siteZone === null || siteZone === viewerZone) return here
  const there = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: siteZone }).format(at)
  return `${here} (${viewerZone}) · ${there} (${siteZone})`
}

/** Date alone, in the viewer's zone. */
export function dateWords(at: number): string {
  return dateFormat.format(at)
}

/** A calendar date, which belongs to no zone: "5 Mar 2025". */
export function calendarDateWords(date: string): string {
  return calendarFormat.format(Date.parse(`${date}T00:00:00Z`))
}

/** The calendar date of an instant at this machine. */
export function todayAt(at: number): string {
  const local = new Date(at)
  return [local.getFullYear(), local.getMonth() + 1, local.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/** "1 h 05 min", "12 min". */
export function durationWords(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes))
  return whole < 60 ? `${String(whole)} min` : `${String(Math.floor(whole / 60))} h ${String(whole % 60).padStart(2, '0')} min`
}

/** Date and time in a zone, which is named elsewhere. */
export function momentIn(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at)
}

/** A duration without what is nothing of it: "45 min", "8 h", "1 h 30 min". */
export function shortDuration(minutes: number): string {
  return durationWords(minutes).replace(/ 00 min$/, '')
}

/** How long something takes, in the two units that matter: "3 d 4 h", "2 h 10 min", "12 min". */
export function spanText(milliseconds: number): string {
  if (milliseconds < day) return durationWords(milliseconds / minute)
  const hours = Math.floor(milliseconds / hour)
  return hours % 24 === 0 || hours > 240
    ? `${String(Math.floor(hours / 24))} d`
    : `${String(Math.floor(hours / 24))} d ${String(hours % 24)} h`
}

/** A running clock: "0:00:07", "12:34:56". */
export function clockWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part, place) => (place === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}
