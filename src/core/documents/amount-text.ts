// Amounts and dates as documents for machines write them: a point before the minor units, no grouping, no currency sign.

const digitsByCurrency = new Map<string, number>()

/** Decimal digits of a currency: 2 for EUR, 0 for JPY, 3 for KWD; 2 where the runtime doesn't know it. */
export function minorDigitsOf(currency: string): number {
  const known = digitsByCurrency.get(currency)
  if (known !== undefined) return known
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  digitsByCurrency.set(currency, digits)
  return digits
}

/** `123450` EUR → `1234.50`, exactly, whatever the size. */
export function amountText(minor: number, currency: string): string {
  const digits = minorDigitsOf(currency)
  const whole = String(Math.abs(minor)).padStart(digits + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return digits === 0 ? sign + whole : `${sign}${whole.slice(0, -digits)}.${whole.slice(-digits)}`
}

/** `1900` basis points → `19`, `770` → `7.7`, `887.5` → `8.875`. */
export function percentText(basisPoints: number): string {
  return String(Math.round(basisPoints * 100) / 10_000)
}

/** The decimal text without its sign, or with one more: `2.5` → `-2.5`, `-2.5` → `2.5`; zero keeps none. */
export function negated(decimal: string): string {
  if (Number(decimal) === 0) return decimal.replace('-', '')
  return decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`
}
