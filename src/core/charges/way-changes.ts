// The way of a stay that was charged already, when more or less of it is known since: the difference at the price of the charge.

import { multiplyRatio } from '../billing/rounding.ts'
import { chargeIdOf, reason } from './charge-line.ts'
import { type FixedCharge, isCredited } from './fixed-work.ts'
import { jobDraft } from './job-draft.ts'
import { lump } from './line-quantity.ts'
import { isInRun, type LineDraft, type RunScope } from './run-scope.ts'
import type { Stay } from './stay.ts'

/**
 * Differences of ways that were charged.
 * @param goneMetres ways of voided entries, by stay
 */
export function wayChanges(scope: RunScope, stays: readonly Stay[], goneMetres: ReadonlyMap<string, number>): readonly LineDraft[] {
  if (scope.fixed.chargeIds.size === 0) return []
  return stays.flatMap((stay) => {
    const chargeId = chargeIdOf(scope.clientId, `way/${stay.key}`)
    if (!scope.fixed.chargeIds.has(chargeId) || scope.fixed.adjustedIds.has(chargeId)) return []
    const charge = scope.fixed.charges.find(({ id }) => id === chargeId)
    if (!charge || isCredited(scope.fixed, charge)) return []
    return changeOf(scope, stay, charge, goneMetres.get(stay.key) ?? 0)
  })
}

function changeOf(scope: RunScope, stay: Stay, charge: FixedCharge, gone: number): readonly LineDraft[] {
  const { key, first, metres, openMetres } = stay
  const changes = scope.fixed.charges.filter(
    ({ kind, steps }) => kind === 'travel' && steps.some(({ type, values }) => type === 'way-changed' && values['chargeId'] === charge.id)
  )
  const charged = [charge, ...changes].reduce((sum, { steps }) => sum + metresIn(steps), 0)
  const more = Math.min(openMetres, metres - charged)
  const changedMetres = more > 0 ? more : -Math.min(gone, Math.max(0, charged - metres))
  const perKilometreMinor = numberIn(charge.steps, 'perKilometreMinor')
  const netMinor = multiplyRatio(perKilometreMinor, changedMetres, 1000)
  if (netMinor === 0) return []
  return [
    {
      ...jobDraft(first, `way/${key}/${changes.length + 1}`, 'travel', netMinor),
      date: isInRun(scope, first.date) ? first.date : scope.range.to,
      currency: charge.currency,
      tax: charge,
      ...lump(netMinor),
      description: scope.words.distance(first.ticket),
      steps: [
        reason('stay', { personId: stay.personId, date: first.date, arrivedAt: stay.arrivedAt }),
        reason('way-changed', { chargeId: charge.id, chargedMetres: charged, metres: charged + changedMetres }),
        reason('travel-distance', { amountMinor: netMinor, metres: changedMetres, perKilometreMinor })
      ]
    }
  ]
}

function metresIn(steps: FixedCharge['steps']): number {
  return numberIn(steps, 'metres')
}

function numberIn(steps: FixedCharge['steps'], field: string): number {
  const value = steps.find(({ type }) => type === 'travel-distance')?.values[field]
  return typeof value === 'number' ? value : 0
}
