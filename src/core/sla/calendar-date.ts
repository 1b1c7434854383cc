// Calendar dates without zone (contracts, holidays, invoices) as day numbers, so that they can be counted and compared.
// A date never passes through an instant: picked as 31 August, it stays 31 August in every zone.

/** Milliseconds of a day without a clock change. */
export const dayMs = 86_400_000

/** Days since 1970-01-01 of a date `YYYY-MM-DD`; negative before it. */
export function dayNumber(date: string): number {
  return Math.round(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / dayMs)
}

/** The date `YYYY-MM-DD` of a day number. Inverse of `dayNumber`. */
export function dateOfDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** The date so many months later (or earlier); a day that the month does not have becomes its last one: 31 January + 1 is 28 February. */
export function addMonths(date: string, months: number): string {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const first = new Date(Date.UTC(Math.floor(month / 12), ((month % 12) + 12) % 12, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(Number(date.slice(8, 10)), last))
  return first.toISOString().slice(0, 10)
}

/** The date so many days later, or earlier when negative. */
export function addDays(date: string, days: number): string {
  return dateOfDay(dayNumber(date) + days)
}

/** Weekday of a day number: 0 Monday … 6 Sunday. */
export function weekdayOfDay(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** Days from the first date to the second, both counted; 0 when the second is earlier. */
export function daysInclusive(from: string, to: string): number {
  return Math.max(0, dayNumber(to) - dayNumber(from) + 1)
}
