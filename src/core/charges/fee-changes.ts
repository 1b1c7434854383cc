// What a fee that was charged would be today, where days or units of its period changed since: the contract ended or began on another day,
// or pays for more or fewer users. The prices stay those that were charged. The difference is a line of its own, in either direction.

import type { Contract } from '../contracts/contract.entity.ts'
import { lastDay } from '../contracts/contract-term.ts'
import { addDays, daysInclusive } from '../sla/calendar-date.ts'
import { type ReasonStep, reason } from './charge-line.ts'
import { type ChargedFee, type ChargedPart, chargedFee, contractCharges } from './charged-fees.ts'
import { fullFee, isPerUnit, partAmounts } from './fees.ts'
import { creditedOf, type FixedCharge, isCredited } from './fixed-work.ts'
import { lump } from './line-quantity.ts'
import type { LineDraft, RunScope } from './run-scope.ts'

type Change = Omit<LineDraft, 'contractId' | 'ticketId' | 'sourceEntity' | 'sourceId' | 'taxRateIds'>

/** Differences of a contract's charged fees; fees whose document was credited have none. */
export function feeChanges(scope: RunScope, row: Contract): readonly Change[] {
  const { fixed, range } = scope
  const own = contractCharges(fixed, row)
  const charged = own.filter((charge) => charge.adjustsId === null && charge.date <= range.to && !isCredited(fixed, charge))
  return charged.flatMap((charge) => {
    const fee = chargedFee(charge)
    const change = fee && changeOf(scope, row, charge, fee, own)
    return change ? [{ ...change, date: range.to }] : []
  })
}

function changeOf(
  scope: RunScope,
  row: Contract,
  charge: FixedCharge,
  fee: ChargedFee,
  own: readonly FixedCharge[]
): Omit<Change, 'date'> | null {
  const stretches = stretchesOf(row, fee)
  const amounts = partAmounts(stretches, fee.days)
  const wantedMinor = amounts.reduce((sum, amount) => sum + amount, 0)
  const before = own.filter(({ adjustsId }) => adjustsId === charge.id)
  const standing = [charge, ...before].map((each) => ({ netMinor: each.netMinor, creditedMinor: creditedOf(scope.fixed, each) }))
  const chargedMinor = standing.reduce((sum, each) => sum + each.netMinor, 0)
  const creditedMinor = standing.reduce((sum, each) => sum + each.creditedMinor, 0)
  const netMinor = stillOwed(standing, wantedMinor)
  if (netMinor === 0) return null
  const end = lastDay(row)
  const isEnded = end !== null && end < (fee.parts.at(-1)?.to ?? fee.to)
  return {
    key: `fee-change/${charge.id}/${before.length}`,
    kind: 'adjustment',
    adjustsId: charge.id,
    currency: charge.currency,
    tax: charge,
    netMinor,
    ...lump(netMinor),
    description: isEnded
      ? scope.words.feeBack(row.name, end < fee.from ? fee.from : addDays(end, 1), fee.to)
      : scope.words.feeChange(row.name, fee.from, fee.to),
    steps: [
      ...(isEnded ? [reason('ended', { contractId: row.id, endsOn: end, chargeId: charge.id })] : []),
      ...stretches.map((stretch, index) => partStep(stretch, amounts[index] ?? 0)),
      reason('fee-changed', {
        contractId: row.id,
        chargeId: charge.id,
        chargedMinor,
        wantedMinor,
        ...(creditedMinor === 0 ? {} : { creditedMinor, netMinor })
      })
    ]
  }
}

/**
 * What is owed beside what was charged. What credit notes gave back stays given back: it is neither charged again, nor given back a second
 * time with days or units that fall away. Charges lie on each other like layers; what falls away is taken off the top one first.
 */
function stillOwed(charges: readonly { readonly netMinor: number; readonly creditedMinor: number }[], wantedMinor: number): number {
  let topMinor = 0
  let owedMinor = 0
  for (const { netMinor, creditedMinor } of charges) {
    owedMinor -= netMinor
    if (netMinor <= 0) continue
    const keptMinor = Math.min(Math.max(wantedMinor - topMinor, 0), netMinor)
    owedMinor += creditedMinor + Math.min(keptMinor, netMinor - creditedMinor)
    topMinor += netMinor
  }
  return owedMinor + Math.max(wantedMinor - topMinor, 0)
}

/** The days on which the contract is in force by now, cut where the charged price or the number of units changes. */
function stretchesOf(row: Contract, fee: ChargedFee): readonly ChargedPart[] {
  const end = lastDay(row)
  // One sum for whatever the contract holds is owed once, wherever its first day moves.
  const from = row.startsOn > fee.from && !fee.isOnce ? row.startsOn : fee.from
  const to = end !== null && end < fee.to && !fee.isOnce ? end : fee.to
  const steps = isPerUnit(row) ? (row.unitSteps ?? []) : []
  const cuts = [...fee.parts.map((part) => part.from), ...steps.map((step) => step.from)].filter((date) => from < date && date <= to)
  const starts = from <= to ? [...new Set([from, ...cuts.toSorted()])] : []
  return starts.flatMap((start, index) => {
    const part = fee.parts.findLast((each) => each.from <= start) ?? fee.parts[0]
    if (!part) return []
    const next = starts[index + 1]
    const step = steps.findLast((each) => each.from <= start)
    const units = step?.units ?? part.units
    return [{ ...part, from: start, to: next === undefined ? to : addDays(next, -1), units, fullMinor: priceOf(row, part, units) }]
  })
}

/** The fee of a whole period for so many units, at the price that was charged. */
function priceOf(row: Contract, { units: chargedUnits, raises, fullMinor }: ChargedPart, units: number): number {
  if (units === chargedUnits) return fullMinor
  return row.model === 'tiered' || chargedUnits === 0 ? fullFee(row, units, raises).fullMinor : (fullMinor / chargedUnits) * units
}

function partStep({ from, to, units, raises, fullMinor }: ChargedPart, amountMinor: number): ReasonStep {
  return reason('fee', { from, to, days: daysInclusive(from, to), units, raises, fullMinor, amountMinor })
}
