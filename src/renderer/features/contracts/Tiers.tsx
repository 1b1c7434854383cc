// Tiers of a fee: a line each, from the lowest number of units to the one without end.

import { TextInput } from '@mantine/core'
import { contractFieldWords as words } from '#core/words/rooms-contracts.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import {
  type CustomControl,
  type CustomControlProps,
  EditableLines,
  minorDigits,
  type ReadValue,
  readMinor,
  shownMinor
} from '#renderer/features/records/index.ts'

interface TypedTier {
  readonly upTo: string
  readonly fee: string
}

/** Tiers, as a field of a form. */
export const feeTiers: CustomControl = { control: Tiers, toTyped, fromTyped }

function Tiers({ label, value, problem, problemPath, onChange }: CustomControlProps): React.JSX.Element {
  return (
    <EditableLines
      label={label}
      add={words.addTier}
      lines={value as readonly TypedTier[]}
      blank={{ upTo: '', fee: '' }}
      nameOf={(line) => line.upTo}
      problem={problem}
      onChange={onChange}
    >
      {(line, change, place) => (
        <>
          <TextInput
            size="xs"
            style={{ flex: 1 }}
            inputMode="numeric"
            aria-label={words.upTo}
            placeholder={`${words.upTo} (${words.upToHint.toLowerCase()})`}
            value={line.upTo}
            error={problemPath === String(place)}
            onChange={(event) => change({ ...line, upTo: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            style={{ flex: 1 }}
            inputMode="decimal"
            aria-label={words.unitFee}
            placeholder={words.unitFee}
            value={line.fee}
            error={problemPath === String(place)}
            onChange={(event) => change({ ...line, fee: event.currentTarget.value })}
          />
        </>
      )}
    </EditableLines>
  )
}

function toTyped(value: unknown, currency: string): readonly TypedTier[] {
  const tiers = (value ?? []) as Contract['tiers']
  return tiers.map(({ upTo, unitFeeMinor }) => ({ upTo: upTo === null ? '' : String(upTo), fee: shownMinor(unitFeeMinor, currency) }))
}

function fromTyped(typed: unknown, currency: string): ReadValue {
  const lines = (typed as readonly TypedTier[]).filter(({ upTo, fee }) => upTo.trim() !== '' || fee.trim() !== '')
  const tiers: { upTo: number | null; unitFeeMinor: number }[] = []
  for (const [place, { upTo, fee }] of lines.entries()) {
    const unitFeeMinor = readMinor(fee, minorDigits(currency))
    const units = upTo.trim() === '' ? null : Number(upTo)
    const isLast = place === lines.length - 1
    const rises = units === null ? isLast : Number.isInteger(units) && units > (tiers.at(-1)?.upTo ?? 0)
    if (unitFeeMinor === null || unitFeeMinor < 0 || !rises) return { problem: words.expectedTier, path: String(place) }
    tiers.push({ upTo: units, unitFeeMinor })
  }
  return { value: tiers }
}
