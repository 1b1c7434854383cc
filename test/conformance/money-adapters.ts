// From the cases' words to the engine's: shares, proration, tiers and tax. One adapter per kind; amounts are whole cents.

import { coveredDays, prorate } from '#core/billing/proration.ts'
import { apportion } from '#core/billing/rounding.ts'
import { taxByBrackets, taxByComponents, taxDocument, type TaxLine, type TaxRule } from '#core/billing/tax.ts'
import { priceByTiers, tierTotal } from '#core/billing/tiers.ts'
import { daysInclusive } from '#core/sla/calendar-date.ts'
import { valueOf } from './calendars.ts'
import type { Fields } from './format.ts'
import { type Kind, kind } from './kinds.ts'
import { type Input, wrong } from './reader.ts'

/** Kinds of money arithmetic, by name. */
export const moneyKinds: { readonly [name: string]: Kind } = {
  apportion: kind('total_cents weights', (input) => ({
    parts_cents: apportion(input.integer('total_cents'), wholeWeights(input.numbers('weights')))
  })),
  proration: kind(
    'amount_cents rate_cents covered_days period_days period_start period_end period_end_inclusive start_inclusive end_inclusive quantity',
    proration
  ),
  usage_minimum: kind('quantity minimum rate_cents', usageTiers),
  usage_tiers: kind('quantity minimum tiers[].from tiers[].to tiers[].rate_cents rate_cents model', usageTiers),
  tax_document: kind(
    'lines_cents lines[].amount_cents lines[].rate_percent lines[].is_discount rate_percent rounding base sharing',
    taxOfDocument
  ),
  tax_brackets: kind('amount_cents brackets[].from brackets[].to brackets[].rate_percent', (input) => ({
    tax_cents: taxByBrackets(
      input.integer('amount_cents'),
      contiguous(input.inputs('brackets')).map((bracket) => ({ upToMinor: endOf(bracket), rate: rateOf(bracket) }))
    )
  })),
  tax_compound: kind('amount_cents components[].rate_percent components[].compound components[].name', (input) => {
    const components = input.inputs('components').map((each) => ({ rate: rateOf(each), isCompound: each.flag('compound', false) }))
    const taxes = taxByComponents(input.integer('amount_cents'), components)
    return { tax_cents: taxes.reduce((total, tax) => total + tax, 0), component_tax_cents: taxes }
  }),
  tax_credit: kind('charge_cents credit_cents rate_percent', taxAfterDiscount),
  tax_discount: kind('charge_cents discount_cents credit_cents rate_percent', taxAfterDiscount),
  tax_line_vs_document: kind('lines_cents rate_percent', (input) => ({
    per_line_tax_cents: taxFields(linesOf(input), { rounding: 'line', base: 'net' })['tax_cents'],
    document_tax_cents: taxFields(linesOf(input), { rounding: 'document', base: 'net' })['tax_cents']
  }))
}

/** Weights with decimals as whole numbers in the same proportion. */
function wholeWeights(weights: readonly number[]): readonly number[] {
  return weights.every(Number.isInteger) ? weights : weights.map((weight) => Math.round(weight * 1_000_000))
}

/** One unit's fee or rate is prorated, then multiplied. Covered days and days of the period as such, or from the dates between which they lie. */
function proration(input: Input): Fields {
  const end = input.has('period_end_inclusive') ? 'period_end_inclusive' : 'period_end'
  const period = input.has('period_start') && input.has(end) ? { from: input.date('period_start'), to: input.date(end) } : null
  const periodDays = period ? daysInclusive(period.from, period.to) : input.integer('period_days')
  const from = input.has('start_inclusive') ? input.date('start_inclusive') : '0001-01-01'
  const to = input.has('end_inclusive') ? input.date('end_inclusive') : null
  const covered = input.has('covered_days') || !period ? input.integer('covered_days') : coveredDays(period, { from, to })
  if (covered < 0 || covered > periodDays) throw wrong(input.at('covered_days'), `days of a period of ${periodDays}`, covered)
  const rate = prorate(input.integer(input.has('rate_cents') ? 'rate_cents' : 'amount_cents'), covered, periodDays)
  return { amount_cents: rate * input.integer('quantity', 1), rate_cents: rate, covered_days: covered, period_days: periodDays }
}

/** Units by tiers, or all at one rate; fewer than a minimum are billed as the minimum. */
function usageTiers(input: Input): Fields {
  const quantity = Math.max(input.number('quantity'), input.number('minimum', 0))
  const tiers = input.has('tiers')
    ? contiguous(input.inputs('tiers')).map((tier) => ({ upTo: endOf(tier), unitMinor: tier.number('rate_cents') }))
    : [{ upTo: null, unitMinor: input.number('rate_cents') }]
  const model = input.word('model', { graduated: 'graduated', volume: 'volume' } as const, 'graduated')
  return { amount_cents: tierTotal(valueOf(priceByTiers(quantity, tiers, model))), billed_quantity: quantity }
}

/** Unless a case says otherwise: charges are taxed on the document's sum, discounts are not, and the last line takes what rounding left. */
function taxOfDocument(input: Input): Fields {
  return taxFields(linesOf(input), {
    rounding: input.word('rounding', { document: 'document', line: 'line' } as const, 'document'),
    base: input.word('base', { positive_lines: 'positive-lines', net: 'net' } as const, 'positive_lines'),
    sharing: input.word('sharing', { last_line: 'last-line', largest_remainder: 'largest-remainder' } as const, 'last_line')
  })
}

const untaxed = { category: 'E', rate: 0 }

/** A discount leaves the taxed base as it is, a credit reduces it. */
function taxAfterDiscount(input: Input): Fields {
  const taxed = { category: 'S', rate: rateOf(input) }
  const lines: readonly TaxLine[] = [
    { id: 'charge', netMinor: input.integer('charge_cents'), ...taxed },
    { id: 'credit', netMinor: input.integer('credit_cents', 0), ...taxed },
    { id: 'discount', netMinor: input.integer('discount_cents', 0), ...untaxed }
  ]
  return taxFields(lines, { rounding: 'document', base: 'net' })
}

function linesOf(input: Input): readonly TaxLine[] {
  if (input.has('lines')) {
    return input.inputs('lines').map((line, index) => ({
      id: String(index),
      netMinor: line.integer('amount_cents'),
      ...(line.flag('is_discount', false) ? untaxed : { category: 'S', rate: rateOf(line.has('rate_percent') ? line : input) })
    }))
  }
  const rate = rateOf(input)
  return input.numbers('lines_cents').map((_, index): TaxLine => {
    const netMinor = input.list('lines_cents')[index]
    if (!Number.isSafeInteger(netMinor)) throw wrong(`${input.at('lines_cents')}[${index}]`, 'a whole number', netMinor)
    return { id: String(index), netMinor: Number(netMinor), category: 'S', rate }
  })
}

function taxFields(lines: readonly TaxLine[], rule: TaxRule): Fields {
  const taxed = taxDocument(lines, rule)
  return {
    tax_cents: taxed.taxMinor,
    line_tax_cents: taxed.lineTaxes.map((line) => line.taxMinor),
    net_cents: taxed.netMinor,
    total_cents: taxed.grossMinor
  }
}

/** Percent of a case as basis points, with up to four decimals: 8.875 % is 887.5. */
function rateOf(input: Input): number {
  return Math.round(input.number('rate_percent') * 1_000_000) / 10_000
}

/** Brackets or tiers that begin where the one before ends, or one after it; a `from` that leaves a gap is refused. */
function contiguous(steps: readonly Input[]): readonly Input[] {
  for (const [index, step] of steps.entries()) {
    const before = index === 0 ? 0 : (endOf(steps[index - 1] ?? step) ?? 0)
    const from = step.number('from', before)
    if (from !== before && from !== before + 1) throw wrong(step.at('from'), `${before}, or the one after it`, from)
  }
  return steps
}

function endOf(input: Input): number | null {
  return input.has('to') ? input.number('to') : null
}
