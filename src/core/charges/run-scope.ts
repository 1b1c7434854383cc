// Which days a run is about, and the shape that every computed line shares. Open work belongs to a run when its day lies in the run's days,
// or when its day was posted before it was known: then it is late, and shown as such.

import type { Charge } from '../billing/charge.entity.ts'
import type { Id } from '../kernel/ids.ts'
import type { BillingProblem } from './billable-work.ts'
import { type ChargeLine, chargeIdOf, type ReasonStep, reason } from './charge-line.ts'
import type { DateRange } from './fee-periods.ts'
import { type Fixed, isLocked } from './fixed-work.ts'
import type { LineQuantity } from './line-quantity.ts'
import type { LineWords } from '../words/charges.ts'
import type { PriceBook } from './price-book.ts'

/** One client's part of a run. `taxRateId`: the client's own, before any other. */
export interface RunScope {
  readonly clientId: Id
  readonly range: DateRange
  readonly fixed: Fixed
  readonly book: PriceBook
  readonly taxRateId: Id | null
  /** Words of lines, in the language of the client's documents. */
  readonly words: LineWords
  /** The client paid money ahead: then lines of earlier days count too, because they are paid first. */
  readonly hasMoney: boolean
  /** Charges whose ground is gone. */
  readonly goneIds: ReadonlySet<Id>
  readonly problems: BillingProblem[]
}

/** What is said of a line before its tax and place are known. */
export interface LineDraft extends LineQuantity {
  readonly key: string
  readonly kind: Charge['kind']
  readonly date: string
  readonly currency: string
  readonly description: string
  readonly netMinor: number
  readonly contractId: Id | null
  readonly ticketId: Id | null
  readonly sourceEntity: string
  readonly sourceId: Id
  readonly steps: readonly ReasonStep[]
  /** The charge that this one corrects. */
  readonly adjustsId?: Id
  /** The tax as it was charged, for lines that correct a charge: a rate that changed since doesn't change what was owed then. */
  readonly tax?: Pick<Charge, 'taxRateId' | 'taxCategory' | 'taxRate' | 'exemptionReason'>
  /** Tax rates to choose from, the first that is named; the client's own goes before them, the organisation's after. */
  readonly taxRateIds: readonly (Id | null | undefined)[]
}

/** True for days that a run takes up: its own, and locked ones of which something was not known. */
export function isInRun(scope: RunScope, date: string): boolean {
  return (scope.range.from <= date && date <= scope.range.to) || isLocked(scope.fixed, date)
}

/** True for days whose open lines have to be known: those that a run takes up, and all before them where money was paid ahead. */
export function isNeeded(scope: RunScope, date: string): boolean {
  return scope.hasMoney || isInRun(scope, date)
}

/** True when a line of that key was charged before. */
export function isCharged({ clientId, fixed }: RunScope, key: string): boolean {
  return fixed.chargeIds.size > 0 && fixed.chargeIds.has(chargeIdOf(clientId, key))
}

/** The key under which a line can be charged: its own, or another one where what was charged before was taken back. Null: it is charged. */
export function openKey(scope: RunScope, key: string): string | null {
  const { clientId, fixed } = scope
  let wanted = key
  for (let again = 1; isCharged(scope, wanted); again += 1) {
    if (!fixed.adjustedIds.has(chargeIdOf(clientId, wanted))) return null
    wanted = `${key}/again/${again}`
  }
  return wanted
}

/** Finishes a line: its tax, and whether it is late. Null, with a problem noted, when no tax rate is known for an amount. */
export function finishLine(scope: RunScope, draft: LineDraft): ChargeLine | null {
  const { tax: asCharged } = draft
  const chosen = [scope.taxRateId, ...draft.taxRateIds, scope.book.organisation.taxRateId].find((id) => id !== null && id !== undefined)
  const tax = scope.book.taxRate(chosen ?? null)
  const { clientId } = scope
  const { sourceEntity, sourceId, date, netMinor } = draft
  if (!tax && !asCharged && netMinor !== 0) {
    scope.problems.push({ type: 'no-tax-rate', clientId, sourceEntity, sourceId, date })
    return null
  }
  const isLate = isLocked(scope.fixed, date)
  return {
    clientId,
    key: draft.key,
    kind: draft.kind,
    date,
    currency: draft.currency,
    description: draft.description,
    quantity: draft.quantity,
    unit: draft.unit,
    unitMinor: draft.unitMinor,
    netMinor,
    contractId: draft.contractId,
    ticketId: draft.ticketId,
    sourceEntity,
    sourceId,
    taxRateId: asCharged ? asCharged.taxRateId : (tax?.id ?? null),
    taxCategory: asCharged?.taxCategory ?? tax?.category ?? 'Z',
    taxRate: asCharged?.taxRate ?? tax?.rate ?? 0,
    exemptionReason: asCharged?.exemptionReason ?? tax?.exemptionReason ?? '',
    adjustsId: draft.adjustsId ?? null,
    isLate,
    steps: isLate ? [...draft.steps, reason('late', { through: scope.fixed.through })] : [...draft.steps]
  }
}
