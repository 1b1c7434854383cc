// Lines for the fees of contracts that fall due in a run, and for what changed of fees that were charged already.

import type { Contract } from '../contracts/contract.entity.ts'
import { lastDay } from '../contracts/contract-term.ts'
import { addDays, daysInclusive } from '../sla/calendar-date.ts'
import { type ChargeLine, type ReasonStep, reason } from './charge-line.ts'
import { feeChanges } from './fee-changes.ts'
import { type ChargedDays, chargedDays, feeTermsKey } from './charged-fees.ts'
import { dueOn, type FeePeriod, feePeriods, feePeriodsIn } from './fee-periods.ts'
import { type Fee, feeOf, feeTermOf, isPerUnit, lacksTier } from './fees.ts'
import { lump, unitQuantity } from './line-quantity.ts'
import { finishLine, isCharged, type LineDraft, type RunScope } from './run-scope.ts'

/** How many there are of what a contract may charge for, where it names no number. */
export interface Counted {
  readonly users: number
  readonly devices: number
}

/** Fees that fall due in the run's days, and what changed of charged ones. */
export function feeLines(scope: RunScope, contracts: readonly Contract[], counted: Counted): readonly ChargeLine[] {
  const drafts = contracts.flatMap((row) => [
    ...feeDrafts(scope, row, counted),
    ...feeChanges(scope, row).map((change) => ({ ...draftOf(row, change.key, change.date), ...change }))
  ])
  return drafts.flatMap((draft) => {
    const line = isCharged(scope, draft.key) ? null : finishLine(scope, draft)
    return line ? [line] : []
  })
}

function feeDrafts(scope: RunScope, row: Contract, counted: Counted): readonly LineDraft[] {
  if (row.archivedAt !== null) return []
  const term = feeTermOf(row, lastDay(row))
  const charged = chargedDays(scope.fixed, row)
  if (row.interval === 'once' && charged?.isOnce) return []
  const regular = feePeriods(term, scope.range).flatMap((period) => openParts(period, charged, period.inForceFrom, false))
  const parts = [...regular, ...overlookedParts(scope, row, charged)]
  return parts.flatMap((part) => feeDraft(scope, row, counted, part, dueOn(term, part.whole)))
}

/** A fee period, or the part of it that no charge answers for. */
interface OwedPart {
  readonly whole: FeePeriod
  readonly period: FeePeriod
  /** It fell due before this run, and no run charged it, because the contract's dates moved. */
  readonly isOverlooked: boolean
}

/** What of a period, from a day on, is still to be charged. */
function openParts(whole: FeePeriod, charged: ChargedDays | null, since: string, isOverlooked: boolean): readonly OwedPart[] {
  const from = whole.inForceFrom < since ? since : whole.inForceFrom
  if (from > whole.inForceTo) return []
  if (charged === null) return [{ whole, period: whole, isOverlooked }]
  return charged.openIn({ from, to: whole.inForceTo }).map(({ from: inForceFrom, to: inForceTo }) => {
    return { whole, period: { ...whole, inForceFrom, inForceTo, coveredDays: daysInclusive(inForceFrom, inForceTo) }, isOverlooked }
  })
}

/** Days in force that lie between charged ones, or before the run where the terms moved, and fall due in no run from here on. */
function overlookedParts({ range }: RunScope, row: Contract, charged: ChargedDays | null): readonly OwedPart[] {
  if (charged === null) return []
  const before = addDays(range.from, -1)
  const to = charged.hasMoved && charged.last < before ? before : charged.last
  const term = feeTermOf(row, lastDay(row))
  return feePeriodsIn(term, { from: charged.since, to })
    .filter((period) => dueOn(term, period) < range.from)
    .flatMap((period) => openParts(period, charged, charged.since, true))
}

function feeDraft(scope: RunScope, row: Contract, counted: Counted, part: OwedPart, due: string): readonly LineDraft[] {
  const { whole, period, isOverlooked } = part
  const fee = feeOf(row, row.model === 'per-device' ? counted.devices : counted.users, period)
  if (lacksTier(row, fee)) {
    const { clientId, id: sourceId } = row
    scope.problems.push({ type: 'no-tier', clientId, sourceEntity: 'contract', sourceId, date: period.inForceFrom })
    return []
  }
  if (fee.amountMinor === 0) return []
  const [first, ...others] = fee.parts
  const isPlain = first !== undefined && others.length === 0 && isPerUnit(row) && row.model !== 'tiered' && first.days === period.days
  const isRest = period.coveredDays !== whole.coveredDays
  const key = `fee/${row.id}/${whole.from}${isRest ? `/${period.inForceFrom}` : ''}`
  return [
    {
      ...draftOf(row, key, isOverlooked ? scope.range.to : due),
      ...(isOverlooked ? { kind: 'adjustment' as const } : {}),
      netMinor: fee.amountMinor,
      description: scope.words.fee(row.name, period.inForceFrom, period.inForceTo),
      ...(isPlain ? unitQuantity(first.units, 'C62', first.fullMinor / Math.max(1, first.units), fee.amountMinor) : lump(fee.amountMinor)),
      steps: stepsOf(row, fee, part, due)
    }
  ]
}

function stepsOf(
  row: Contract,
  { period, parts, amountMinor }: Fee,
  { whole, isOverlooked }: OwedPart,
  due: string
): readonly ReasonStep[] {
  const { from, to, days, inForceFrom, inForceTo, coveredDays } = period
  const isRest = coveredDays !== whole.coveredDays
  const named = { contractId: row.id, interval: row.interval, startsOn: row.startsOn, terms: feeTermsKey(row) }
  const own = isRest ? { ownFrom: inForceFrom, ownTo: inForceTo } : {}
  return [
    ...(isOverlooked ? [reason('fee-overlooked', { from: inForceFrom, to: inForceTo, due })] : []),
    reason('fee-period', { ...named, ...own, from, to, days, inForceFrom, inForceTo, coveredDays }),
    ...(isRest ? [reason('fee-charged-before', { days: whole.coveredDays - coveredDays })] : []),
    ...parts.flatMap((part) => [
      ...part.tiers.map(({ units, unitMinor, amountMinor: tierMinor }) => reason('tier', { units, unitMinor, amountMinor: tierMinor })),
      reason('fee', {
        from: part.from,
        to: part.to,
        days: part.days,
        units: part.units,
        raises: part.raises,
        fullMinor: part.fullMinor,
        amountMinor: part.amountMinor
      })
    ]),
    reason('amount', { netMinor: amountMinor })
  ]
}

function draftOf(row: Contract, key: string, date: string) {
  return {
    key,
    kind: 'fee' as const,
    date,
    currency: row.currency,
    contractId: row.id,
    ticketId: null,
    sourceEntity: 'contract',
    sourceId: row.id,
    taxRateIds: [row.taxRateId]
  }
}
