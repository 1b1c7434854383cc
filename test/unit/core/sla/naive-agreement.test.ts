// The engine against the naive calculator on 10,000 random cases. Shares of the traits are asserted, so the cases can't grow harmless.

import { describe, expect, it } from 'vitest'
import { businessMs, deadlineAfter, deadlineBefore, isOpenAt, nextOpening } from '#core/sla/business-time.ts'
import { calendarSchema } from '#core/sla/calendar.ts'
import { openingHours, type OpeningHours } from '#core/sla/opening-hours.ts'
import { calendarFields } from './naive-calendar.ts'
import { countOpenMinutes, isOpenMinute, type NaiveCalendar, walkBackward, walkForward } from './naive-calculator.ts'
import { chanceFrom, type RandomCase, randomCase, type Trait, traits } from './random-cases.ts'

const caseCount = 10_000
const seed = 20_261_122
/** How far the naive calculator walks, in minutes. */
const limit = 20 * 1440

function hoursOf(calendar: NaiveCalendar): OpeningHours {
  return openingHours(calendarSchema.parse({ timeZone: calendar.zone, ...calendarFields(calendar) }))
}

function naiveAnswers({ calendar, start, end, budget, pauses }: RandomCase) {
  return {
    deadline: walkForward(calendar, start, budget, pauses, limit),
    backward: walkBackward(calendar, end, budget, pauses, limit),
    elapsed: countOpenMinutes(calendar, start, end, pauses),
    open: isOpenMinute(calendar, start),
    opening: walkForward(calendar, end, 0, [], limit)
  }
}

function engineAnswers({ calendar, start, end, budget, pauses }: RandomCase) {
  const hours = hoursOf(calendar)
  const spans = pauses.map((pause) => ({ from: pause.from * 60_000, to: pause.to * 60_000 }))
  const deadline = deadlineAfter(hours, start * 60_000, budget * 60_000, spans)
  const backward = deadlineBefore(hours, end * 60_000, budget * 60_000, spans)
  const opening = nextOpening(hours, end * 60_000)
  return {
    deadline: deadline.ok ? deadline.value / 60_000 : null,
    backward: backward.ok ? backward.value / 60_000 : null,
    elapsed: businessMs(hours, start * 60_000, end * 60_000, spans) / 60_000,
    open: isOpenAt(hours, start * 60_000),
    opening: opening === null ? null : opening / 60_000
  }
}

describe('business time', () => {
  it(`agrees with a naive minute-by-minute calculator on ${caseCount} random cases`, () => {
    const chance = chanceFrom(seed)
    const counts = new Map<Trait, number>(traits.map((trait) => [trait, 0]))
    for (let index = 0; index < caseCount; index += 1) {
      const test = randomCase(chance)
      for (const trait of test.traits) counts.set(trait, (counts.get(trait) ?? 0) + 1)
      const naive = naiveAnswers(test)
      const engine = engineAnswers(test)
      // Beyond the naive calculator's reach there is nothing to compare.
      const reached = Object.fromEntries(Object.entries(engine).filter(([key]) => naive[key as keyof typeof naive] !== null))
      const expected = Object.fromEntries(Object.entries(naive).filter(([, answer]) => answer !== null))
      expect(reached, `case ${index} of seed ${seed}: ${describeCase(test)}`).toEqual(expected)
    }
    const shares = [...counts].map(([trait, count]) => `${trait} ${((100 * count) / caseCount).toFixed(1)} %`)
    process.stdout.write(`shares of ${caseCount} random cases: ${shares.join(', ')}\n`)
    for (const [trait, count] of counts) expect(count / caseCount, trait).toBeGreaterThanOrEqual(0.1)
  })
})

function describeCase(test: RandomCase): string {
  const plain = (_key: string, value: unknown) => (value instanceof Map ? [...value] : value instanceof Set ? [...value] : value)
  return JSON.stringify(test, plain)
}
