// How many users or devices are paid for from a day on: a line per change, so that last March is billed with last March's number.

import { contractFieldWords as words } from '#core/words/rooms-contracts.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import type { CustomControl, ReadValue } from '#renderer/features/records/index.ts'
import { typedPairs } from './TypedPairs.tsx'

interface TypedStep {
  readonly from: string
  readonly units: string
}

/** Steps of units, as a field of a form. */
export const unitSteps: CustomControl = {
  control: typedPairs(words.addUnitStep, [
    { name: 'from', label: words.unitsFrom, kind: 'date' },
    { name: 'units', label: words.units, kind: 'numeric' }
  ]),
  toTyped,
  fromTyped
}

function toTyped(value: unknown): readonly TypedStep[] {
  const steps = (value ?? []) as NonNullable<Contract['unitSteps']>
  return steps.map(({ from, units }) => ({ from, units: String(units) }))
}

function fromTyped(typed: unknown): ReadValue {
  const steps: { from: string; units: number }[] = []
  for (const [place, { from, units }] of (typed as readonly TypedStep[]).entries()) {
    if (from === '' && units.trim() === '') continue
    if (from === '' || !/^\d{1,7}$/.test(units.trim()) || steps.some((step) => step.from === from))
      return { problem: words.expectedUnitStep, path: String(place) }
    steps.push({ from, units: Number(units) })
  }
  return { value: steps.length === 0 ? null : steps.sort((a, b) => (a.from < b.from ? -1 : 1)) }
}
