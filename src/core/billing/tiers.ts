// Prices by quantity. Graduated: each tier's price holds for the units inside it. Volume: the price of the tier that the quantity reaches
// holds for all units. Lines are rounded one by one, and their sum is the total.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import { ok, type Result } from '../kernel/result.ts'
import { lineAmount } from './line-amount.ts'

/** Units up to and with `upTo` cost `unitMinor` each; the last tier has no end (null). */
export interface Tier {
  readonly upTo: number | null
  readonly unitMinor: number
}

/** Units priced alike. */
export interface TierLine {
  readonly units: number
  readonly unitMinor: number
  readonly amountMinor: number
}

/** Prices a quantity. Refused: a negative quantity, tiers that do not ascend, or an end before the quantity. */
export function priceByTiers(
  quantity: number,
  tiers: readonly Tier[],
  model: 'graduated' | 'volume'
): Result<readonly TierLine[], Refusal> {
  const fault = faultOf(quantity, tiers)
  if (fault) return fault
  if (model === 'volume') {
    const reached = tiers.find((tier) => tier.upTo === null || quantity <= tier.upTo)
    return ok(reached ? [tierLine(quantity, reached.unitMinor)] : [])
  }
  const lines: TierLine[] = []
  let priced = 0
  for (const tier of tiers) {
    const upTo = Math.min(quantity, tier.upTo ?? quantity)
    if (upTo <= priced) continue
    lines.push(tierLine(upTo - priced, tier.unitMinor))
    priced = upTo
  }
  return ok(lines)
}

/** Sum of the lines, minor units. */
export function tierTotal(lines: readonly TierLine[]): number {
  return lines.reduce((sum, line) => sum + line.amountMinor, 0)
}

function tierLine(units: number, unitMinor: number): TierLine {
  return { units, unitMinor, amountMinor: lineAmount(String(units), unitMinor) }
}

function faultOf(quantity: number, tiers: readonly Tier[]): ReturnType<typeof refuse> | null {
  if (!Number.isFinite(quantity) || quantity < 0) {
    return refuse('invalid-input', { field: 'quantity', expected: 'expected a quantity that is not negative' })
  }
  for (const [index, tier] of tiers.entries()) {
    const before = index === 0 ? 0 : tiers[index - 1]?.upTo
    const isLast = index === tiers.length - 1
    if (before === null || before === undefined || (tier.upTo !== null && tier.upTo <= before)) {
      return refuse('invalid-input', { field: `tiers.${index}.upTo`, expected: 'expected tiers that ascend, only the last without end' })
    }
    if (isLast && tier.upTo !== null && tier.upTo < quantity) {
      return refuse('invalid-input', { field: `tiers.${index}.upTo`, expected: 'expected a last tier without end' })
    }
  }
  return null
}
