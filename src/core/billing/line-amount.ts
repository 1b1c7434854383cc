// Amount of a line: a decimal quantity times a unit price, computed in decimals and rounded once, half away from zero.

import { Big } from 'big.js'

/**
 * Net amount of a line in minor units.
 * @param quantity decimal text such as `2.5`; negative on a credit
 * @param unitMinor price of one unit in minor units
 * @throws when the quantity is no decimal number (schemas refuse it before)
 */
export function lineAmount(quantity: string, unitMinor: number): number {
  return new Big(quantity).times(unitMinor).round(0, Big.roundHalfUp).toNumber() + 0
}
