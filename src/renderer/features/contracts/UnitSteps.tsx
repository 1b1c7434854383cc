// How many users or devices are paid for from a day on: a line per change, so that last March is billed with last March's number.

import { TextInput } from '@mantine/core'
import { contractFieldWords as words } from '#core/words/rooms-contracts.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { type CustomControl, type CustomControlProps, EditableLines, type ReadValue } from '#renderer/features/records/index.ts'

interface TypedStep {
  readonly from: string
  readonly units: string
}

/** Steps of units, as a field of a form. */
export const unitSteps: CustomControl = { control: UnitSteps, toTyped, fromTyped }

function UnitSteps({ label, value, problem, problemPath, onChange }: CustomControlProps): React.JSX.Element {
  return (
    <EditableLines
      label={label}
      add={words.addUnitStep}
      lines={value as readonly TypedStep[]}
      blank={{ from: '', units: '' }}
      nameOf={(line) => line.from}
      problem={problem}
      onChange={onChange}
    >
      {(line, change, place) => (
        <>
          <TextInput
            size="xs"
            type="date"
            w={144}
            aria-label={words.unitsFrom}
            value={line.from}
            error={problemPath === String(place)}
            onChange={(event) => change({ ...line, from: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            style={{ flex: 1 }}
            inputMode="numeric"
            aria-label={words.units}
            placeholder={words.units}
            value={line.units}
            error={problemPath === String(place)}
            onChange={(event) => change({ ...line, units: event.currentTarget.value })}
          />
        </>
      )}
    </EditableLines>
  )
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
