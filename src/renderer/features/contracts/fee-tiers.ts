// Tiers of a fee: a line each, from the lowest number of units to the one without end.

import { contractFieldWords as words } from '#core/words/rooms-contracts.ts'
import type { Contract } from '#core/contracts/contract.entity.ts'
import { type CustomControl, minorDigits, type ReadValue, readMinor, shownMinor } from '#renderer/features/records/index.ts'
import { typedPairs } from './TypedPairs.tsx'

interface TypedTier {
  readonly upTo: string
  readonly fee: string
}

/** Tiers, as a field of a form. */
export const feeTiers: CustomControl = {
  control: typedPairs(words.addTier, [
    { name: 'upTo', label: words.upTo, placeholder: `${words.upTo} (${words.upToHint.toLowerCase()})`, kind: 'numeric' },
    { name: 'fee', label: words.unitFee, kind: 'decimal' }
  ]),
  toTyped,
  fromTyped
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
