import { describe, expect, it } from 'vitest'
import { chargeJob, type JobRule, jobTotal } from '#core/billing/job-charge.ts'
import { overtimeAmounts, type TimeCharge } from '#core/billing/time-charge.ts'
import { calendarSchema } from '#core/sla/calendar.ts'
import { openingHours } from '#core/sla/opening-hours.ts'

const hours = openingHours(calendarSchema.parse({ timeZone: 'UTC', weekly: { mon: [['08:00', '18:00']] } }))
const nothing: JobRule = {
  hours,
  callOutMinor: null,
  callOutAfterHoursMinor: null,
  travelPerHourMinor: null,
  travelPerKilometreMinor: null,
  travelPerVisitMinor: null,
  incidentMinor: null,
  timeCapMinor: null
}
const time: readonly TimeCharge[] = [charge('a', 10_000), charge('b', 5000)]
const visits = [
  { id: 'evening', arrivedAt: Date.parse('2024-01-15T19:00:00Z'), travelSeconds: 1800, travelMetres: 12_345 },
  { id: 'day', arrivedAt: Date.parse('2024-01-15T10:00:00Z'), travelSeconds: 1800, travelMetres: 0 }
]

describe('a job', () => {
  it('costs its time when nothing else is agreed', () => {
    expect(chargeJob(time, visits, nothing)).toEqual([
      { reason: 'time', sourceId: 'a', amountMinor: 10_000 },
      { reason: 'time', sourceId: 'b', amountMinor: 5000 }
    ])
  })

  it('costs a call-out and the way for each visit, in order of arrival, more outside the hours', () => {
    const rule = {
      ...nothing,
      callOutMinor: 4000,
      callOutAfterHoursMinor: 9000,
      travelPerHourMinor: 6000,
      travelPerKilometreMinor: 50,
      travelPerVisitMinor: 100
    }
    expect(chargeJob([], visits, rule).map((line) => [line.sourceId, line.reason, line.amountMinor])).toEqual([
      ['day', 'call-out', 4000],
      ['day', 'travel-time', 3000],
      ['day', 'travel-visit', 100],
      ['evening', 'call-out-after-hours', 9000],
      ['evening', 'travel-time', 3000],
      ['evening', 'travel-distance', 617],
      ['evening', 'travel-visit', 100]
    ])
  })

  it('costs one price per incident instead of its time', () => {
    expect(chargeJob(time, [], { ...nothing, incidentMinor: 7500 })).toEqual([{ reason: 'incident', sourceId: null, amountMinor: 7500 }])
    expect(chargeJob([], [], { ...nothing, incidentMinor: 7500 })).toEqual([])
  })

  it('costs no more than its cap, and the cut is a line of its own', () => {
    const capped = chargeJob(time, [], { ...nothing, timeCapMinor: 12_000 })
    expect([capped.at(-1), jobTotal(capped)]).toEqual([{ reason: 'time-cap', sourceId: null, amountMinor: -3000 }, 12_000])
    expect(chargeJob(time, [], { ...nothing, timeCapMinor: 15_000 })).toHaveLength(2)
  })
})

describe('overtime', () => {
  it('costs more only beyond its threshold', () => {
    expect(overtimeAmounts(3600, 3600, 15_000, 22_500)).toEqual({ regularMinor: 15_000, overtimeMinor: 0 })
    expect(overtimeAmounts(5400, 3600, 15_000, 22_500)).toEqual({ regularMinor: 15_000, overtimeMinor: 11_250 })
  })
})

function charge(id: string, amountMinor: number): TimeCharge {
  return { id, realSeconds: 0, billedSeconds: 0, weightedSeconds: 0, amountMinor, parts: [] }
}
