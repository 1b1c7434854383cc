// What was fixed before: charges that stand, lines of documents that were made without a posting, and what posted work drew. From here on
// a computed line is either open, or it is known and left alone. Rows in any order give the same answer.

import type { BillingPeriod } from '../billing/billing-period.entity.ts'
import type { Charge } from '../billing/charge.entity.ts'
import type { Draw } from '../billing/draw-down.ts'
import type { Invoice } from '../billing/invoice.entity.ts'
import type { Id } from '../kernel/ids.ts'
import { type Credits, gatherCredits, standingLines } from './document-credits.ts'
import { joinSpans, type Span } from '../sla/opening-hours.ts'

/** A charge that stands, as a row of its own or as a line of a document. */
export type FixedCharge = Omit<Charge, 'clientId' | 'addedById' | 'createdAt' | 'voidedAt' | 'voidReason'>

/**
 * An entry of which something was fixed. `weightedSeconds` is what it drew, from a block or from none. `billedSeconds` of all its charges;
 * `entryBilledSeconds` what was billed for the entry with its parts that cost nothing. `stretches`: the parts of it that documents charged,
 * in order; null: all of it.
 */
export interface FixedWork {
  readonly charge: FixedCharge | null
  readonly billedSeconds: number
  readonly entryBilledSeconds: number
  readonly weightedSeconds: number
  readonly stretches: readonly Span[] | null
}

/** Everything of a client that was fixed. */
export interface Fixed {
  readonly works: ReadonlyMap<Id, FixedWork>
  /** Ids of charges that stand, whatever they are for. */
  readonly chargeIds: ReadonlySet<Id>
  readonly charges: readonly FixedCharge[]
  /** Ids of charges that a document names. */
  readonly documentedIds: ReadonlySet<Id>
  /** Ids of charges that a later one corrects. */
  readonly adjustedIds: ReadonlySet<Id>
  /** Ids of documents that were credited for good: what they charged was given back. */
  readonly creditedIds: ReadonlySet<Id>
  /** What credit notes gave back of charges, minor units with the charge's sign. */
  readonly creditedMinor: ReadonlyMap<Id, number>
  /** Hours drawn, in seconds. */
  readonly hourDraws: readonly Draw[]
  /** Money drawn; `seconds` are minor units. */
  readonly moneyDraws: readonly Draw[]
  /** Last posted day, and the first one; null when nothing was posted (first: when posting had no beginning). */
  readonly through: string | null
  readonly from: string | null
}

/** Rows of a client that fix something. */
export interface FixedFacts {
  readonly charges: readonly Charge[]
  readonly periods: readonly BillingPeriod[]
  readonly invoices: readonly Invoice[]
}

/** Gathers what a client's charges, documents and postings fixed. */
export function gatherFixed({ charges, periods, invoices }: FixedFacts): Fixed {
  const rows: FixedCharge[] = charges.filter(({ voidedAt }) => voidedAt === null)
  const credits = gatherCredits(invoices, rows)
  const standing = [...rows, ...invoices.flatMap((row) => linesOf(row, credits))].sort((a, b) => (a.id < b.id ? -1 : 1))
  const ordered = periods.toSorted((a, b) => (a.through < b.through ? -1 : a.through > b.through ? 1 : a.id < b.id ? -1 : 1))
  // What a document fixed before any posting stands in the reason of its line.
  const early = standing.filter(({ periodId, kind }) => periodId === null && kind !== 'manual').flatMap(drawsOf)
  const draws = [...ordered.flatMap((period) => period.draws), ...early]
  // Postings follow each other, so the first one says when posting began.
  const first = ordered[0]?.from ?? null
  return {
    works: worksOf(standing, draws, new Set(ordered.flatMap((period) => period.draws.map(({ workId }) => workId)))),
    chargeIds: new Set(standing.map(({ id }) => id)),
    charges: standing,
    documentedIds: new Set(invoices.filter(isStanding).flatMap((row) => standingLines(row, credits).flatMap(({ chargeIds }) => chargeIds))),
    adjustedIds: new Set(standing.flatMap(({ adjustsId }) => (adjustsId === null ? [] : [adjustsId]))),
    creditedMinor: credits.minor,
    creditedIds: new Set(invoices.filter((row) => isStanding(row) && row.creditedById !== null).map(({ id }) => id)),
    hourDraws: draws.flatMap(({ workId, blockId, seconds }) => (seconds === 0 ? [] : [{ workId, blockId, seconds }])),
    moneyDraws: draws.flatMap(({ workId, blockId, amountMinor }) => (amountMinor === 0 ? [] : [{ workId, blockId, seconds: amountMinor }])),
    through: ordered.at(-1)?.through ?? null,
    from: first
  }
}

/** True for documents whose lines stand: neither discarded nor given back to be billed anew. */
export function isStanding({ kind, archivedAt, creditedById, rebill }: Invoice): boolean {
  return kind !== 'credit-note' && archivedAt === null && (creditedById === null || rebill !== true)
}

/** Lines that no charge stands behind; their ids are those that the charges would have. */
function linesOf(row: Invoice, credits: Credits): readonly FixedCharge[] {
  if (!isStanding(row)) return []
  return standingLines(row, credits)
    .filter(({ chargeIds }) => chargeIds.length === 0)
    .map((line) => {
      const { chargeIds: _none, ...kept } = line
      return { ...kept, currency: row.currency, taxRateId: null, periodId: null, adjustsId: adjustedBy(line), invoiceId: row.id }
    })
}

/** The charge that a line corrects, as its reason says: a line of a document has no field for it. */
function adjustedBy({ steps }: Invoice['lines'][number]): Id | null {
  const chargeId = steps.find(({ type }) => adjusting.has(type))?.values['chargeId']
  return typeof chargeId === 'string' ? chargeId : null
}

const adjusting: ReadonlySet<string> = new Set(['taken-back', 'fee-changed'])

/** True when what a charge comes to was given back with its document. */
export function isCredited(
  { creditedIds, creditedMinor }: Pick<Fixed, 'creditedIds' | 'creditedMinor'>,
  { id, invoiceId, netMinor }: FixedCharge
): boolean {
  return (invoiceId !== null && creditedIds.has(invoiceId)) || (netMinor !== 0 && creditedMinor.get(id) === netMinor)
}

/** What credit notes gave back of a charge, minor units with its sign. */
export function creditedOf({ creditedMinor }: Pick<Fixed, 'creditedMinor'>, { id }: FixedCharge): number {
  return creditedMinor.get(id) ?? 0
}

/** What of a charge's net amount still stands, minor units. */
export function standingMinor(fixed: Pick<Fixed, 'creditedMinor'>, charge: FixedCharge): number {
  return charge.netMinor - creditedOf(fixed, charge)
}

/** What a charge came to before money that was paid ahead was taken off, minor units. */
export function chargedMinor({ netMinor, steps }: Pick<FixedCharge, 'netMinor' | 'steps'>): number {
  return steps.reduce((sum, { type, values }) => sum + (type === 'paid' ? Number(values['amountMinor'] ?? 0) : 0), netMinor)
}

/** True when a day is locked by a posting. Days before billing began are not. */
export function isLocked(fixed: Pick<Fixed, 'through' | 'from'>, date: string): boolean {
  return fixed.through !== null && date <= fixed.through && (fixed.from === null || fixed.from <= date)
}

type PostedDraw = BillingPeriod['draws'][number]

function worksOf(charges: readonly FixedCharge[], draws: readonly PostedDraw[], postedIds: ReadonlySet<Id>): ReadonlyMap<Id, FixedWork> {
  const works = new Map<Id, FixedWork>()
  const drawn = new Map<Id, number>()
  for (const { workId, seconds } of draws) drawn.set(workId, (drawn.get(workId) ?? 0) + seconds)
  for (const [workId, seconds] of drawn)
    works.set(workId, { charge: null, billedSeconds: seconds, entryBilledSeconds: seconds, weightedSeconds: seconds, stretches: null })
  for (const charge of charges) {
    const { sourceEntity, sourceId, adjustsId } = charge
    if (sourceEntity !== 'time_entry' || sourceId === null || adjustsId !== null) continue
    const known = works.get(sourceId)
    const before = known?.charge ? known : null
    const billedSeconds = (before?.billedSeconds ?? 0) + numberIn(charge, 'billed', 'billedSeconds')
    works.set(sourceId, {
      charge,
      billedSeconds,
      entryBilledSeconds: Math.max(billedSeconds, before?.entryBilledSeconds ?? 0, numberIn(charge, 'split', 'billedSeconds')),
      weightedSeconds: drawn.get(sourceId) ?? 0,
      stretches: postedIds.has(sourceId) ? null : stretchesWith(before, charge)
    })
  }
  return works
}

/** What of an entry its charges are for, as their reasons say; null for all of it. A posting takes up all that is left of an entry. */
function stretchesWith(before: FixedWork | null, { periodId, steps }: FixedCharge): readonly Span[] | null {
  const parts = steps.filter(({ type }) => type === 'part').map(({ values }) => ({ from: values['from'], to: values['to'] }))
  if (periodId !== null || parts.length === 0 || before?.stretches === null) return null
  return joinSpans([...(before?.stretches ?? []), ...parts.filter(isSpan)])
}

function isSpan(part: { readonly from: unknown; readonly to: unknown }): part is Span {
  return typeof part.from === 'number' && typeof part.to === 'number'
}

/** Hours are drawn by the work itself, money by the line that it paid. */
function drawsOf(charge: FixedCharge): readonly PostedDraw[] {
  return charge.steps.flatMap(({ type, values }) => {
    const workId = type === 'drawn' ? charge.sourceId : type === 'paid' ? charge.id : null
    const blockId = typeof values['blockId'] === 'string' ? values['blockId'] : null
    if (workId === null) return []
    return [{ workId, blockId, seconds: Number(values['seconds'] ?? 0), amountMinor: Number(values['amountMinor'] ?? 0) }]
  })
}

function numberIn(charge: FixedCharge, type: string, key: string): number {
  const found = charge.steps.find((step) => step.type === type)?.values[key]
  return typeof found === 'number' ? found : 0
}
