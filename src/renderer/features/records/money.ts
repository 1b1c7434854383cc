// Amounts between minor units and what people type and read.

/** Decimal digits of a currency: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** An amount as it is typed: `1250.00`. */
export function shownMinor(minor: number, currency: string): string {
  const digits = minorDigits(currency)
  return (minor / 10 ** digits).toFixed(digits)
}

/** Reads a typed amount exactly; null when it is none. A comma or a point may stand before the cents. */
export function readMinor(text: string, digits: number): number | null {
  const match = /^(-?)(\d{1,12})(?:[.,](\d{1,4}))?$/.exec(text.replaceAll(/[\s'’]/g, ''))
  if (!match || (match[3] ?? '').length > digits) return null
  return Number(`${match[1] ?? ''}${match[2] ?? ''}${(match[3] ?? '').padEnd(digits, '0')}`)
}

/** An amount for reading: `€1,250.00`. */
export function moneyWords(minor: number, currency: string): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(minor / 10 ** minorDigits(currency))
}
