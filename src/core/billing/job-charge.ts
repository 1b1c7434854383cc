// What a job costs beside its time: call-outs, travel, a price per incident instead of time, and a cap. Every amount is a line with its
// reason, and the lines add up to the total; a cap is a line of its own, so that the work stays visible.

import { isOpenAt } from '../sla/business-time.ts'
import type { OpeningHours } from '../sla/opening-hours.ts'
import { multiplyRatio } from './rounding.ts'
import type { TimeCharge } from './time-charge.ts'

/** A stay at a site. `arrivedAt` is UTC milliseconds, travel is what is to be charged for the way. */
export interface ChargeableVisit {
  readonly id: string
  readonly arrivedAt: number
  readonly travelSeconds: number
  readonly travelMetres: number
}

/** A client's rules for jobs; amounts in minor units, null where the rule doesn't exist. */
export interface JobRule {
  readonly hours: OpeningHours
  readonly callOutMinor: number | null
  /** Call-out outside the hours; null charges the ordinary one. */
  readonly callOutAfterHoursMinor: number | null
  readonly travelPerHourMinor: number | null
  readonly travelPerKilometreMinor: number | null
  readonly travelPerVisitMinor: number | null
  /** One price for the incident, whatever time it takes. */
  readonly incidentMinor: number | null
  /** The most that the time of one job costs. */
  readonly timeCapMinor: number | null
}

/** Why a line is there. */
export type JobLineReason =
  | 'time'
  | 'incident'
  | 'time-cap'
  | 'call-out'
  | 'call-out-after-hours'
  | 'travel-time'
  | 'travel-distance'
  | 'travel-visit'

/** One line of a job; `sourceId` is the entry or visit it comes from, null for the job as a whole. */
export interface JobLine {
  readonly reason: JobLineReason
  readonly sourceId: string | null
  readonly amountMinor: number
}

/** Charges a job: its time (or its price per incident), then its visits in order of arrival. */
export function chargeJob(time: readonly TimeCharge[], visits: readonly ChargeableVisit[], rule: JobRule): readonly JobLine[] {
  const ordered = visits.toSorted((a, b) => a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1))
  return [...timeLines(time, visits.length, rule), ...ordered.flatMap((visit) => visitLines(visit, rule))]
}

/** Sum of the lines, minor units. */
export function jobTotal(lines: readonly JobLine[]): number {
  return lines.reduce((sum, line) => sum + line.amountMinor, 0)
}

function timeLines(time: readonly TimeCharge[], visitCount: number, rule: JobRule): readonly JobLine[] {
  if (rule.incidentMinor !== null) {
    return time.length + visitCount === 0 ? [] : [{ reason: 'incident', sourceId: null, amountMinor: rule.incidentMinor }]
  }
  const lines = time.map((charge): JobLine => ({ reason: 'time', sourceId: charge.id, amountMinor: charge.amountMinor }))
  const over = rule.timeCapMinor === null ? 0 : jobTotal(lines) - rule.timeCapMinor
  return over > 0 ? [...lines, { reason: 'time-cap', sourceId: null, amountMinor: -over }] : lines
}

function visitLines(visit: ChargeableVisit, rule: JobRule): readonly JobLine[] {
  const isAfterHours = rule.callOutAfterHoursMinor !== null && !isOpenAt(rule.hours, visit.arrivedAt)
  const amounts: readonly (readonly [JobLineReason, number | null])[] = [
    isAfterHours ? ['call-out-after-hours', rule.callOutAfterHoursMinor] : ['call-out', rule.callOutMinor],
    ['travel-time', rule.travelPerHourMinor === null ? null : multiplyRatio(rule.travelPerHourMinor, visit.travelSeconds, 3600)],
    [
      'travel-distance',
      rule.travelPerKilometreMinor === null ? null : multiplyRatio(rule.travelPerKilometreMinor, visit.travelMetres, 1000)
    ],
    ['travel-visit', rule.travelPerVisitMinor]
  ]
  return amounts.flatMap(([reason, amountMinor]) =>
    amountMinor === null || amountMinor === 0 ? [] : [{ reason, sourceId: visit.id, amountMinor }]
  )
}
