// Lines for the fees of contracts that fall due in a run, and for what a contract that ended early gets back of a fee it was charged.

import { prorate } from '../billing/proration.ts'
import type { Contract } from '../contracts/contract.entity.ts'
import { lastDay } from '../contracts/contract-term.ts'
import { addDays, daysInclusive } from '../sla/calendar-date.ts'
import { lineWords } from '../words/charges.ts'
import { type ChargeLine, type ReasonStep, reason } from './charge-line.ts'
import { feePeriods, dueOn } from './fee-periods.ts'
import { type Fee, feeOf, feeTermOf, isPerUnit, lacksTier } from './fees.ts'
import type { FixedCharge } from './fixed-work.ts'
import { lump, unitQuantity } from './line-quantity.ts'
import { finishLine, isCharged, type LineDraft, type RunScope } from './run-scope.ts'

/** How many there are of what a contract may charge for, where it names no number. */
export interface Counted {
  readonly users: number
  readonly devices: number
}

/** Fees that fall due in the run's days, and what is given back. */
export function feeLines(scope: RunScope, contracts: readonly Contract[], counted: Counted): readonly ChargeLine[] {
  const drafts = contracts.flatMap((row) => [...feeDrafts(scope, row, counted), ...feeBackDrafts(scope, row)])
  return drafts.flatMap((draft) => {
    const line = isCharged(scope, draft.key) ? null : finishLine(scope, draft)
    return line ? [line] : []
  })
}

function feeDrafts(scope: RunScope, row: Contract, counted: Counted): readonly LineDraft[] {
  if (row.archivedAt !== null) return []
  const term = feeTermOf(row, lastDay(row))
  const units = row.model === 'per-device' ? counted.devices : counted.users
  return feePeriods(term, scope.range).flatMap((period) => {
    const fee = feeOf(row, units, period)
    if (lacksTier(row, fee)) {
      const { clientId, id: sourceId } = row
      scope.problems.push({ type: 'no-tier', clientId, sourceEntity: 'contract', sourceId, date: period.inForceFrom })
      return []
    }
    if (fee.amountMinor === 0) return []
    const [part, ...others] = fee.parts
    const isPlain = part !== undefined && others.length === 0 && isPerUnit(row) && row.model !== 'tiered' && part.days === period.days
    return [
      {
        ...draftOf(row, `fee/${row.id}/${period.from}`, dueOn(term, period)),
        netMinor: fee.amountMinor,
        description: lineWords.fee(row.name, period.inForceFrom, period.inForceTo),
        ...(isPlain ? unitQuantity(part.units, 'C62', part.fullMinor / Math.max(1, part.units), fee.amountMinor) : lump(fee.amountMinor)),
        steps: stepsOf(row, fee)
      }
    ]
  })
}

function stepsOf(row: Contract, { period, parts, amountMinor }: Fee): readonly ReasonStep[] {
  const { from, to, days, inForceFrom, inForceTo, coveredDays } = period
  return [
    reason('fee-period', { contractId: row.id, interval: row.interval, from, to, days, inForceFrom, inForceTo, coveredDays }),
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

/** A contract that ends within a period that was charged already gives back the days after its end, in proportion. */
function feeBackDrafts(scope: RunScope, row: Contract): readonly LineDraft[] {
  const end = lastDay(row)
  if (end === null) return []
  const charged = scope.fixed.charges.filter(({ kind, contractId }) => kind === 'fee' && contractId === row.id)
  return charged.flatMap((charge) => {
    const period = chargedPeriod(charge)
    if (!period || period.to <= end || isGivenBack(scope, charge)) return []
    const from = period.from > end ? period.from : addDays(end, 1)
    const days = daysInclusive(from, period.to)
    const backMinor = -prorate(charge.netMinor, days, period.days)
    if (backMinor === 0) return []
    return [
      {
        ...draftOf(row, `fee-back/${charge.id}`, scope.range.to),
        adjustsId: charge.id,
        kind: 'adjustment' as const,
        netMinor: backMinor,
        description: lineWords.feeBack(row.name, from, period.to),
        ...lump(backMinor),
        steps: [
          reason('ended', { contractId: row.id, endsOn: end, chargeId: charge.id }),
          reason('given-back', { from, to: period.to, days, ofDays: period.days, chargedMinor: charge.netMinor, amountMinor: backMinor })
        ]
      }
    ]
  })
}

function isGivenBack(scope: RunScope, { id }: FixedCharge): boolean {
  return scope.fixed.adjustedIds.has(id)
}

/** The days that a fee was charged for, as its reason says. */
function chargedPeriod({ steps }: FixedCharge): { readonly from: string; readonly to: string; readonly days: number } | null {
  const values = steps.find(({ type }) => type === 'fee-period')?.values
  const from = values?.['inForceFrom']
  const to = values?.['inForceTo']
  return typeof from === 'string' && typeof to === 'string' ? { from, to, days: daysInclusive(from, to) } : null
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
