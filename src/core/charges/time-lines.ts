// Lines for time: what is billed for each entry after blocks, incident prices and the contract had their say, with the steps that led there.

import { multiplyRatio } from '../billing/rounding.ts'
import type { Draw } from '../billing/draw-down.ts'
import { isIncident, type SettledWork } from './billable-work.ts'
import { type ChargeLine, type ReasonStep, reason } from './charge-line.ts'
import { lump, timeQuantity } from './line-quantity.ts'
import { finishLine, isInRun, isNeeded, type RunScope } from './run-scope.ts'
import type { PricedWork } from './work-prices.ts'

/** Hours that drawn work took, by the work's id. */
export type DrawsByWork = ReadonlyMap<string, readonly Draw[]>

/** Lines of open work of the days that are needed; what a contract covers, or an incident's price includes, has a line of nothing. */
export function timeLines(scope: RunScope, works: readonly PricedWork[], draws: DrawsByWork): readonly ChargeLine[] {
  return works.flatMap((work) => {
    if (work.fixed || !isNeeded(scope, work.date)) return []
    const line = lineOf(scope, work, draws.get(work.id) ?? [])
    return line ? [line] : []
  })
}

/** Lines of nothing for work that a contract covers or leaves out: they say why it isn't billed. */
export function settledLines(scope: RunScope, works: readonly SettledWork[], currency: string): readonly ChargeLine[] {
  return works.flatMap((work) => {
    if (work.fixed || !isInRun(scope, work.date)) return []
    const steps = [verdictStep(work), ...splitSteps(work), reason('worked', { seconds: work.seconds })]
    const { quantity, unit, unitMinor } = lump(0)
    const line = finishLine(scope, {
      key: `time/${work.id}`,
      kind: 'time',
      date: work.date,
      description: descriptionOf(scope, work),
      contractId: work.verdict.contractId,
      ticketId: work.ticket.id,
      sourceEntity: 'time_entry',
      sourceId: work.entry.id,
      quantity,
      unit,
      unitMinor,
      currency,
      netMinor: 0,
      steps,
      taxRateIds: []
    })
    return line ? [line] : []
  })
}

/** What one entry comes to in money, once blocks and incident prices are taken off. */
export function owedMinor(work: PricedWork, drawn: readonly Draw[]): number {
  if (isAtIncidentPrice(work)) return 0
  if (work.verdict.type !== 'drawn') return work.amountMinor
  const uncovered = uncoveredSeconds(work, drawn)
  return uncovered === work.weightedSeconds ? work.amountMinor : multiplyRatio(work.rate.rateMinor, uncovered, 3600)
}

/** True when a price per incident stands for the work; an hourly rate that a clause or contract names goes before the list's prices. */
export function isAtIncidentPrice({ entry, verdict, prices, ticket }: PricedWork): boolean {
  if (isPaidWay({ entry, verdict, prices })) return false
  return verdict.type === 'billable' && verdict.rateMinor === null && prices.period.incidentMinor !== null && isIncident(ticket)
}

/** True for a journey that has a price by the hour: like a flat price or one per kilometre, it is no time of the job. */
export function isPaidWay({
  entry,
  verdict,
  prices
}: Pick<SettledWork, 'entry' | 'verdict'> & Partial<Pick<PricedWork, 'prices'>>): boolean {
  return entry.kind === 'travel' && verdict.rateMinor === null && (prices?.period.travelPerHourMinor ?? null) !== null
}

function uncoveredSeconds(work: PricedWork, drawn: readonly Draw[]): number {
  const covered = drawn.reduce((sum, { blockId, seconds }) => sum + (blockId === null ? 0 : seconds), 0)
  return work.weightedSeconds - covered
}

function lineOf(scope: RunScope, work: PricedWork, drawn: readonly Draw[]): ChargeLine | null {
  const netMinor = owedMinor(work, drawn)
  const { quantity, unit, unitMinor } = quantityOf(work, drawn, netMinor)
  return finishLine(scope, {
    key: `time/${work.id}`,
    kind: isPaidWay(work) ? 'travel' : 'time',
    date: work.date,
    description: descriptionOf(scope, work),
    contractId: work.verdict.contractId,
    ticketId: work.ticket.id,
    sourceEntity: 'time_entry',
    sourceId: work.entry.id,
    quantity,
    unit,
    unitMinor,
    currency: work.rate.currency,
    netMinor,
    steps: stepsOf(work, drawn, netMinor),
    taxRateIds: [work.prices.list.taxRateId]
  })
}

function descriptionOf({ words }: RunScope, { entry, ticket, split, seconds }: SettledWork): string {
  const share = split === null ? null : { minutes: Math.round(seconds / 60), ofMinutes: entry.rawMinutes }
  return words.time(entry.kind, ticket, entry.note, share).slice(0, 2000)
}

function quantityOf(work: PricedWork, drawn: readonly Draw[], netMinor: number): ReturnType<typeof lump> {
  const [part, ...others] = work.parts.filter(({ billedSeconds }) => billedSeconds > 0)
  if (netMinor === 0 || !part) return lump(netMinor)
  if (netMinor !== work.amountMinor) return timeQuantity(uncoveredSeconds(work, drawn), work.rate.rateMinor, netMinor)
  if (others.some(({ multiplier }) => multiplier !== part.multiplier)) return lump(netMinor)
  return timeQuantity(work.billedSeconds, multiplyRatio(part.rateMinor, part.multiplier, 10_000), netMinor)
}

function stepsOf(work: PricedWork, drawn: readonly Draw[], netMinor: number): readonly ReasonStep[] {
  const { minimumMinutes, incrementMinutes, mode, scope } = work.prices.period.rounding
  const { billedSeconds, weightedSeconds, rate } = work
  return [
    verdictStep(work),
    ...splitSteps(work, work.entryBilledSeconds),
    reason('worked', { seconds: work.seconds }),
    reason('billed', { billedSeconds, weightedSeconds, minimumMinutes, incrementMinutes, mode, scope }),
    reason('rate', { rateMinor: rate.rateMinor, currency: rate.currency, source: rate.source, priceListId: work.prices.list.id }),
    ...work.parts.map(({ from, to, inHours, billedSeconds: seconds, multiplier, amountMinor }) =>
      reason('part', { from, to, inHours, seconds, multiplier, amountMinor })
    ),
    ...drawn.map(({ blockId, seconds }) => reason('drawn', { blockId, seconds })),
    ...(isAtIncidentPrice(work) ? [reason('at-incident-price', { incidentMinor: work.prices.period.incidentMinor })] : []),
    reason('amount', { netMinor })
  ]
}

/** Of an entry that hours of cover cut: how much of it this is, and what was billed for the whole, so that later parts never add to it. */
function splitSteps({ split, seconds, entry }: SettledWork, billedSeconds?: number): readonly ReasonStep[] {
  if (split === null) return []
  return [reason('split', { seconds, ofSeconds: entry.rawMinutes * 60, ...(billedSeconds === undefined ? {} : { billedSeconds }) })]
}

function verdictStep({ verdict }: SettledWork): ReasonStep {
  const { type, contractId, clauseId, clauseTitle } = verdict
  return reason('verdict', { verdict: type, contractId, clauseId, clauseTitle })
}
