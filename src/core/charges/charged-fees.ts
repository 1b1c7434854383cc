// What a contract's charged fees stand for: which days of it were charged, in which period, at which prices. By the days and not by the periods,
// because a period has other ends once the contract's first day, interval or day of billing moves: no day is owed twice, and none is lost.

import type { Contract } from '../contracts/contract.entity.ts'
import { addDays, dateOfDay, dayNumber } from '../sla/calendar-date.ts'
import { joinSpans, type Span, subtractSpans } from '../sla/opening-hours.ts'
import type { DateRange } from './fee-periods.ts'
import type { Fixed, FixedCharge } from './fixed-work.ts'

/** A stretch of a charged fee, as its reason says. */
export interface ChargedPart {
  readonly from: string
  readonly to: string
  readonly units: number
  readonly raises: number
  readonly fullMinor: number
}

/** A charged fee: the days that it answers for, how many days its whole period has, and its stretches in order. */
export interface ChargedFee {
  readonly from: string
  readonly to: string
  readonly days: number
  readonly isOnce: boolean
  readonly parts: readonly ChargedPart[]
}

/** Days of a contract that its charges answer for. `last` of them; `since`: first day that can have been overlooked; `hasMoved`: its terms did. */
export interface ChargedDays {
  readonly last: string
  readonly since: string
  readonly isOnce: boolean
  readonly hasMoved: boolean
  /** What of a range no charge answers for. */
  openIn(range: DateRange): readonly DateRange[]
}

/** Charges of a contract's own: its fees, and what corrects them. */
export function contractCharges({ charges }: Pick<Fixed, 'charges'>, { id }: Pick<Contract, 'id'>): readonly FixedCharge[] {
  return charges.filter(({ contractId, sourceEntity }) => contractId === id && sourceEntity === 'contract')
}

/** The days that a contract's charges answer for; null when nothing was charged. */
export function chargedDays(fixed: Pick<Fixed, 'charges'>, row: Contract): ChargedDays | null {
  const own = contractCharges(fixed, row).filter(({ adjustsId }) => adjustsId === null)
  const fees = own.flatMap((charge) => {
    const fee = chargedFee(charge)
    return fee ? [{ ...fee, charge }] : []
  })
  const spans = joinSpans(fees.map(spanOf))
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last) return null
  const latest = fees.reduce((a, b) => (a.to < b.to ? b : a))
  const starts = fees.flatMap(({ charge }) => periodText(charge, 'startsOn') ?? [])
  const known = starts.toSorted()[0] ?? null
  const firstDay = dateOfDay(first.from)
  const termsThen = periodText(latest.charge, 'terms')
  return {
    last: dateOfDay(last.to - 1),
    // Days before the first charge were another system's, unless the contract was moved to begin earlier since.
    since: known !== null && row.startsOn < known && row.startsOn < firstDay ? row.startsOn : firstDay,
    isOnce: fees.some(({ isOnce }) => isOnce),
    hasMoved: termsThen !== null && termsThen !== feeTermsKey(row),
    openIn: (range) => subtractSpans([spanOf(range)], spans).map(rangeOf)
  }
}

/** What of a contract decides when its fees fall due, as one text. */
export function feeTermsKey({ startsOn, interval, billing }: Pick<Contract, 'startsOn' | 'interval' | 'billing'>): string {
  return `${startsOn} ${interval} ${billing ?? 'in-advance'}`
}

/** What a fee was charged for, as its reason says; null for lines that say nothing of it. */
export function chargedFee(charge: FixedCharge): ChargedFee | null {
  const { steps } = charge
  const parts = steps.filter(({ type }) => type === 'fee').map(({ values }) => values as unknown as ChargedPart)
  const from = periodText(charge, 'ownFrom') ?? periodText(charge, 'from')
  const to = periodText(charge, 'ownTo') ?? periodText(charge, 'to')
  const days = periodOf(charge)?.['days']
  if (from === null || to === null || typeof days !== 'number' || parts.length === 0) return null
  return { from, to, days, isOnce: periodText(charge, 'interval') === 'once', parts }
}

function periodOf({ steps }: FixedCharge): FixedCharge['steps'][number]['values'] | undefined {
  return steps.find(({ type }) => type === 'fee-period')?.values
}

function periodText(charge: FixedCharge, field: string): string | null {
  const value = periodOf(charge)?.[field]
  return typeof value === 'string' ? value : null
}

function spanOf({ from, to }: DateRange): Span {
  return { from: dayNumber(from), to: dayNumber(to) + 1 }
}

function rangeOf({ from, to }: Span): DateRange {
  return { from: dateOfDay(from), to: addDays(dateOfDay(to), -1) }
}
