// When tickets come in: busy Mondays, quiet summers, growth over the months, a few days when everything breaks.

import type { Random } from './random.ts'
import { offsetAt } from './local-time.ts'

const day = 86_400_000

/** Days that the sample reaches back: 18 months. */
export const sampleDays = 548

const byWeekday = [0.08, 1.25, 1.1, 1, 0.95, 0.85, 0.12] as const
const byMonth = [1.2, 1.05, 1, 0.95, 1, 1.05, 0.85, 0.75, 1.2, 1.1, 1.05, 0.75] as const

/** How many tickets come in on each day; the last entry is the day of `now`. Sums up to `total`. */
export function arrivalsPerDay(random: Random, total: number, now: number): readonly number[] {
  const today = Math.floor(now / day)
  const weights = Array.from({ length: sampleDays }, (_, at) => weightOf(random, (today - sampleDays + 1 + at) * day, at))
  weights[sampleDays - 1] = (weights[sampleDays - 1] ?? 1) * Math.min(1, Math.max(0.1, ((now % day) / 3_600_000 - 7) / 10))
  const sum = weights.reduce((left, right) => left + right, 0)
  let seen = 0
  let given = 0
  return weights.map((weight) => {
    seen += weight
    const count = Math.round((seen / sum) * total) - given
    given += count
    return count
  })
}

function weightOf(random: Random, start: number, at: number): number {
  const date = new Date(start)
  const season = (byWeekday[date.getUTCDay()] ?? 1) * (byMonth[date.getUTCMonth()] ?? 1)
  const noise = 0.8 + random.next() * 0.4
  const storm = random.chance(0.012) ? 2.2 : 1
  return season * noise * storm * (0.8 + (0.45 * at) / sampleDays)
}

/** An instant on a day, in the hours of the place; alerts come at any hour. Never later than `now`. */
export function instantOn(random: Random, dayStart: number, timeZone: string, anyHour: boolean, now: number): number {
  const morning = random.chance(0.6)
  const minutes = anyHour
    ? random.whole(0, 1439)
    : morning
      ? 450 + (random.next() + random.next()) * 135
      : 720 + (random.next() + random.next()) * 165
  const instant = dayStart + Math.round(minutes * 60_000) + random.whole(0, 59_000) - offsetAt(timeZone, dayStart)
  return instant < now - 120_000 ? instant : now - random.whole(180_000, Math.max(240_000, Math.min(14_400_000, now - dayStart)))
}
