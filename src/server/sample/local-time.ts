// Local hours of a place as instants: offsets per zone and day, looked up once.

const day = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()

/** Milliseconds that local time is ahead of UTC in a zone on the day of an instant. */
export function offsetAt(timeZone: string, instant: number): number {
  const key = `${timeZone}/${Math.floor(instant / day)}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const noon = Math.floor(instant / day) * day + day / 2
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(noon)
      .map(({ type, value }) => [type, Number(value)])
  )
  const local = Date.UTC(parts['year'] ?? 1970, (parts['month'] ?? 1) - 1, parts['day'] ?? 1, parts['hour'] ?? 0, parts['minute'] ?? 0)
  offsets.set(key, local - noon)
  return local - noon
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  const format = new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', ...fields })
  formats.set(timeZone, format)
  return format
}

/** The same instant when people work; otherwise a while after eight on the next working day. `share` (0…1) spreads the mornings. */
export function inWorkingHours(timeZone: string, instant: number, share: number): number {
  const offset = offsetAt(timeZone, instant)
  const local = instant + offset
  const start = Math.floor(local / day) * day
  const minutes = (local - start) / 60_000
  const weekday = new Date(start).getUTCDay()
  const isWorkday = weekday !== 0 && weekday !== 6
  if (isWorkday && minutes >= 450 && minutes <= 1110) return instant
  const shift = isWorkday && minutes < 450 ? 0 : weekday === 5 ? 3 : weekday === 6 ? 2 : 1
  return Math.round(start + shift * day + (480 + share * 90) * 60_000 - offset)
}
