// How an amount stands on a line: as quantity × price where that comes to the same minor unit, else as one lump, so that what is printed
// can always be multiplied by hand.

import type { Charge } from '../billing/charge.entity.ts'
import { multiplyRatio } from '../billing/rounding.ts'

/** Quantity, its unit and the price of one unit. */
export type LineQuantity = Pick<Charge, 'quantity' | 'unit' | 'unitMinor'>

/** Time at an hourly price: in hours where they have at most two decimals and come to the amount, else as one lump. */
export function timeQuantity(seconds: number, hourlyMinor: number, amountMinor: number): LineQuantity {
  const hundredths = seconds / 36
  if (!Number.isInteger(hundredths) || multiplyRatio(hourlyMinor, hundredths, 100) !== amountMinor) return lump(amountMinor)
  return { quantity: decimalOfHundredths(hundredths), unit: 'HUR', unitMinor: hourlyMinor }
}

/** Whole units at a price each, where they come to the amount, else as one lump. */
export function unitQuantity(units: number, unit: Charge['unit'], unitMinor: number, amountMinor: number): LineQuantity {
  return units * unitMinor === amountMinor ? { quantity: String(units), unit, unitMinor } : lump(amountMinor)
}

/** One of it; something given back has a negative quantity, because a price is never negative. */
export function lump(amountMinor: number): LineQuantity {
  return { quantity: amountMinor < 0 ? '-1' : '1', unit: 'C62', unitMinor: Math.abs(amountMinor) }
}

/** Hundredths as decimal text without needless zeros: 175 is `1.75`, 200 is `2`. */
export function decimalOfHundredths(hundredths: number): string {
  const sign = hundredths < 0 ? '-' : ''
  const digits = String(Math.abs(hundredths)).padStart(3, '0')
  const fraction = digits.slice(-2).replace(/0+$/, '')
  return `${sign}${digits.slice(0, -2)}${fraction === '' ? '' : `.${fraction}`}`
}

/** True for the line that takes a deposit off without its tax. */
export function isDepositLine({ kind, sourceEntity }: Pick<Charge, 'kind' | 'sourceEntity'>): boolean {
  return kind === 'deposit' && sourceEntity === 'invoice'
}
