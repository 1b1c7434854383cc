// Tax of a document. By default per rate on the document's sum (EN 16931, BR-CO-17), or per line where the organisation chose that.
// Either way the printed lines add up to the printed total: a document's tax is shared out over its lines to the last cent.

import { groupBy } from '../kernel/group-by.ts'
import { multiplyRatio, roundToSum } from './rounding.ts'

/** A line to be taxed: net minor units (negative for discounts and credits), tax category and rate in basis points (`887.5` is 8.875 %). */
export interface TaxLine {
  readonly id: string
  readonly netMinor: number
  /** EN 16931 category code, such as S, Z, E or AE. */
  readonly category: string
  readonly rate: number
}

/**
 * `base` `net` taxes what is left after discounts; `positive-lines` taxes charges in full and leaves discounts untaxed.
 * `sharing` says which lines carry what the rounding of a document's tax leaves: those with the largest remainders (the default), or all of
 * it the last taxed line.
 */
export interface TaxRule {
  readonly rounding: 'document' | 'line'
  readonly base: 'net' | 'positive-lines'
  readonly sharing?: 'largest-remainder' | 'last-line'
}

/** Tax of one category and rate. */
export interface TaxGroup {
  readonly category: string
  readonly rate: number
  readonly taxableMinor: number
  readonly taxMinor: number
}

/** A taxed document; `lineTaxes` in the order of the lines, adding up to `taxMinor`, as the groups do. */
export interface TaxedDocument {
  readonly groups: readonly TaxGroup[]
  readonly lineTaxes: readonly { readonly id: string; readonly taxMinor: number }[]
  readonly netMinor: number
  readonly taxMinor: number
  readonly grossMinor: number
}

/** Computes the tax of a document's lines. */
export function taxDocument(lines: readonly TaxLine[], rule: TaxRule): TaxedDocument {
  const taxByLine = new Map<string, number>()
  const groups = [...groupBy(lines, ({ category, rate }) => `${category} ${rate}`)].map(([, members]) => {
    const taxed = members.map((line) => (rule.base === 'positive-lines' ? Math.max(0, line.netMinor) : line.netMinor))
    const rate = members[0]?.rate ?? 0
    const taxableMinor = taxed.reduce((sum, amount) => sum + amount, 0)
    const taxes =
      rule.rounding === 'line' ? taxed.map((amount) => multiplyRatio(amount, rate, 10_000)) : shareOut(taxed, rate, taxableMinor, rule)
    for (const [index, line] of members.entries()) taxByLine.set(line.id, taxes[index] ?? 0)
    return { category: members[0]?.category ?? '', rate, taxableMinor, taxMinor: taxes.reduce((sum, tax) => sum + tax, 0) }
  })
  const netMinor = lines.reduce((sum, line) => sum + line.netMinor, 0)
  const taxMinor = groups.reduce((sum, group) => sum + group.taxMinor, 0)
  const lineTaxes = lines.map((line) => ({ id: line.id, taxMinor: taxByLine.get(line.id) ?? 0 }))
  return { groups, lineTaxes, netMinor, taxMinor, grossMinor: netMinor + taxMinor }
}

/** A bracket: the part of an amount up to and with `upToMinor` is taxed at `rate` basis points; the last has no end (null). */
export interface TaxBracket {
  readonly upToMinor: number | null
  readonly rate: number
}

/** Tax by brackets on an amount, each bracket rounded; brackets ascend. */
export function taxByBrackets(amountMinor: number, brackets: readonly TaxBracket[]): number {
  let from = 0
  let tax = 0
  for (const bracket of brackets) {
    const to = Math.min(amountMinor, bracket.upToMinor ?? amountMinor)
    if (to <= from) continue
    tax += multiplyRatio(to - from, bracket.rate, 10_000)
    from = to
  }
  return tax
}

/** One of several taxes on the same amount; a compound one raises the base of those that follow it. */
export interface TaxComponent {
  readonly rate: number
  readonly isCompound: boolean
}

/** Tax of each component, in order, each rounded. */
export function taxByComponents(amountMinor: number, components: readonly TaxComponent[]): readonly number[] {
  let base = amountMinor
  return components.map((component) => {
    const tax = multiplyRatio(base, component.rate, 10_000)
    if (component.isCompound) base += tax
    return tax
  })
}

/** Rates have up to four decimals of a basis point. */
const rateScale = 10_000

/** A document's tax on its lines; the shares add up to it. */
function shareOut(taxed: readonly number[], rate: number, taxableMinor: number, rule: TaxRule): readonly number[] {
  const total = multiplyRatio(taxableMinor, rate, 10_000)
  const scaled = BigInt(Math.round(rate * rateScale))
  const whole = BigInt(10_000 * rateScale)
  if (rule.sharing !== 'last-line') {
    return roundToSum(
      taxed.map((amount) => BigInt(amount) * scaled),
      whole,
      total
    )
  }
  const last = taxed.findLastIndex((amount) => amount !== 0)
  const shares = taxed.map((amount, index) => (index === last ? 0 : Number((BigInt(amount) * scaled) / whole)))
  const shared = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share, index) => (index === last ? total - shared : share))
}
