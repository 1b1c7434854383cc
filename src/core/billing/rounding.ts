// Exact arithmetic on integers: ratios rounded once, half away from zero, and parts that add up to their whole.
// Intermediate products never lose a digit, however large the amounts.

import { assert } from '../kernel/assert.ts'

/** Decimals that a numerator may have. */
const numeratorScale = 10_000

/**
 * `amount × numerator ÷ denominator` as an integer, half away from zero.
 * @param amount integer
 * @param numerator with up to four decimals, such as the 887.5 basis points of 8.875 %
 * @param denominator positive integer
 */
export function multiplyRatio(amount: number, numerator: number, denominator: number): number {
  const product = amount * numerator
  if (Number.isSafeInteger(product)) return divideHalfAway(product, denominator)
  if (!Number.isInteger(numerator)) return multiplyRatio(amount, Math.round(numerator * numeratorScale), denominator * numeratorScale)
  const exact = BigInt(amount) * BigInt(numerator)
  const whole = exact / BigInt(denominator)
  const rest = exact % BigInt(denominator)
  const isHalf = (rest < 0n ? -rest : rest) * 2n >= BigInt(denominator)
  return Number(isHalf ? whole + (exact < 0n ? -1n : 1n) : whole)
}

/** Integer division, half away from zero. */
function divideHalfAway(product: number, denominator: number): number {
  assert(denominator > 0, 'a ratio has a positive denominator')
  const rest = product % denominator
  const whole = (product - rest) / denominator
  return (Math.abs(rest) * 2 >= denominator ? whole + Math.sign(rest) : whole) + 0
}

/**
 * Rounds `numerators ÷ denominator` to integers that add up to `total`: each is rounded down, then the parts with the largest
 * remainders take one more; of equal remainders the later part does, so that a leftover cent stands on the last line.
 * @param denominator positive
 * @param total at most one per part away from the exact sum
 */
export function roundToSum(numerators: readonly bigint[], denominator: bigint, total: number): number[] {
  assert(denominator > 0n, 'parts have a positive denominator')
  const parts = numerators.map((numerator, index) => {
    const rest = ((numerator % denominator) + denominator) % denominator
    return { index, floor: (numerator - rest) / denominator, rest }
  })
  let left = BigInt(total) - parts.reduce((sum, part) => sum + part.floor, 0n)
  const result = parts.map((part) => Number(part.floor))
  for (const part of parts.toSorted((a, b) => (a.rest === b.rest ? b.index - a.index : a.rest < b.rest ? 1 : -1))) {
    if (left <= 0n) break
    result[part.index] = Number(part.floor + 1n)
    left -= 1n
  }
  assert(left === 0n, 'rounded parts add up to their total')
  return result
}

/**
 * Splits an integer in proportion to weights (integers, not negative); the parts add up to it exactly.
 * Without any weight the split is even. No parts: an empty list.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  if (weights.length <= 1) return weights.map(() => total)
  const sum = weights.reduce((a, b) => a + b, 0)
  const shares = sum > 0 ? weights : weights.map(() => 1)
  const whole = BigInt(sum > 0 ? sum : weights.length)
  const parts = roundToSum(
    shares.map((share) => BigInt(Math.abs(total)) * BigInt(share)),
    whole,
    Math.abs(total)
  )
  return total < 0 ? parts.map((part) => -part + 0) : parts
}
