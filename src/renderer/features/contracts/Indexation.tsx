// By how much, how often and from when a fee rises by itself; all three, or nothing.

import { TextInput } from '@mantine/core'
import { contractFieldWords as words } from '#core/words/rooms-contracts.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { type CustomControl, type CustomControlProps, type ReadValue, readMinor } from '#renderer/features/records/index.ts'
import { FormField } from '#renderer/ui/FormField.tsx'

interface TypedIndexation {
  readonly percent: string
  readonly months: string
  readonly from: string
}

/** Indexation, as a field of a form. */
export const feeIndexation: CustomControl = { control: Indexation, toTyped, fromTyped }

function Indexation({ label, value, problem, onChange }: CustomControlProps): React.JSX.Element {
  const typed = value as TypedIndexation
  const box = (field: keyof TypedIndexation, name: string, type: 'text' | 'date' = 'text'): React.JSX.Element => (
    <TextInput
      size="xs"
      style={{ flex: 1 }}
      type={type}
      aria-label={name}
      placeholder={name}
      value={typed[field]}
      error={problem !== undefined}
      onChange={(event) => onChange({ ...typed, [field]: event.currentTarget.value })}
    />
  )
  return (
    <FormField label={label} problem={problem}>
      <div role="group" aria-label={label} style={{ display: 'flex', gap: 8 }}>
        {box('percent', words.indexationPercent)}
        {box('months', words.indexationMonths)}
        {box('from', words.indexationFrom, 'date')}
      </div>
    </FormField>
  )
}

function toTyped(value: unknown): TypedIndexation {
  const rise = (value ?? null) as Contract['indexation'] | null
  if (!rise) return { percent: '', months: '', from: '' }
  return { percent: String(rise.basisPoints / 100), months: String(rise.everyMonths), from: rise.from }
}

function fromTyped(typed: unknown): ReadValue {
  const { percent, months, from } = typed as TypedIndexation
  if ([percent, months, from].every((text) => text.trim() === '')) return { value: null }
  const basisPoints = readMinor(percent, 2)
  const everyMonths = Number(months)
  if (basisPoints === null || !Number.isInteger(everyMonths) || everyMonths < 1 || from === '') return { problem: words.expectedIndexation }
  return { value: { basisPoints, everyMonths, from } }
}
