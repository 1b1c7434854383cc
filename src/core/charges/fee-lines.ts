// Lines for the fees of contracts that fall due in a run, and for what changed of fees that were charged already.

import type { Contract } from '../contracts/contract.entity.ts'
import { lastDay } from '../contracts/contract-term.ts'
import { type ChargeLine, type ReasonStep, reason } from './charge-line.ts'
import { feeChanges } from './fee-changes.ts'
import { feePeriods, dueOn } from './fee-periods.ts'
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
        description: scope.words.fee(row.name, period.inForceFrom, period.inForceTo),
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
