// What a ticket costs beside its time: its price per incident, call-outs and ways of each stay at the site, and the cap on its time.
// A stay is the work of one person on site or on the way, for one ticket, on one day.

import { chargeJob, type JobLine, type JobLineReason, type JobRule } from '../billing/job-charge.ts'
import { groupBy } from '../kernel/group-by.ts'
import type { Id } from '../kernel/ids.ts'
import { lineWords } from '../words/charges.ts'
import { isIncident } from './billable-work.ts'
import { type ChargeLine, reason } from './charge-line.ts'
import { lump, unitQuantity } from './line-quantity.ts'
import { finishLine, isCharged, isNeeded, type LineDraft, type RunScope } from './run-scope.ts'
import type { PricedWork } from './work-prices.ts'

/** Lines of all tickets that bill work; open ones only. `timeNets`: what each open entry comes to. */
export function jobLines(scope: RunScope, works: readonly PricedWork[], timeNets: ReadonlyMap<Id, number>): readonly ChargeLine[] {
  const billable = works.filter(({ verdict }) => verdict.type === 'billable')
  const byTicket = groupBy(billable, ({ ticket }) => ticket.id)
  const lines: ChargeLine[] = []
  for (const own of byTicket.values()) {
    if (!own.some(({ date }) => isNeeded(scope, date))) continue
    const drafts = [...incidentDrafts(own), ...stayDrafts(own), ...capDrafts(scope, own, timeNets)]
    for (const draft of drafts) {
      if (isCharged(scope, draft.key)) continue
      const line = finishLine(scope, draft)
      if (line) lines.push(line)
    }
  }
  return lines
}

/** Key of a stay, by which lines know whether it still took place. */
export function stayKey(ticketId: Id, personId: Id, date: string): string {
  return `${ticketId}/${personId}/${date}`
}

function incidentDrafts(works: readonly PricedWork[]): readonly LineDraft[] {
  const first = works.find(({ prices, ticket }) => prices.period.incidentMinor !== null && isIncident(ticket))
  if (!first) return []
  const incidentMinor = first.prices.period.incidentMinor ?? 0
  const steps = [reason('incident', { incidentMinor, priceListId: first.prices.list.id, entries: works.length })]
  return [
    {
      ...draftOf(first, `incident/${first.ticket.id}`, 'incident', incidentMinor),
      ...unitQuantity(1, 'C62', incidentMinor, incidentMinor),
      description: lineWords.incident(first.ticket),
      steps
    }
  ]
}

interface Stay {
  readonly key: string
  readonly first: PricedWork
  readonly personId: Id
  arrivedAt: number
  metres: number
  isOnSite: boolean
}

function stayDrafts(works: readonly PricedWork[]): readonly LineDraft[] {
  const stays = new Map<string, Stay>()
  for (const work of works) {
    const { kind, personId, startedAt, travelMetres } = work.entry
    if (kind === 'remote') continue
    const key = stayKey(work.ticket.id, personId, work.date)
    const stay = stays.get(key) ?? { key, first: work, personId, arrivedAt: startedAt, metres: 0, isOnSite: false }
    stays.set(key, stay)
    stay.metres += travelMetres ?? 0
    if (kind === 'on-site') {
      stay.arrivedAt = stay.isOnSite ? Math.min(stay.arrivedAt, startedAt) : startedAt
      stay.isOnSite = true
    }
  }
  return [...stays.values()].flatMap(draftsOfStay)
}

/** Travel by the hour is billed with the entries of the way, so the job's own rule leaves it out. */
function draftsOfStay({ key, first, personId, arrivedAt, metres, isOnSite }: Stay): readonly LineDraft[] {
  const { period } = first.prices
  const rule: JobRule = {
    hours: first.hours,
    callOutMinor: isOnSite ? period.callOutMinor : null,
    callOutAfterHoursMinor: isOnSite ? period.callOutAfterHoursMinor : null,
    travelPerHourMinor: null,
    travelPerKilometreMinor: period.travelPerKilometreMinor,
    travelPerVisitMinor: period.travelPerVisitMinor,
    incidentMinor: null,
    timeCapMinor: null
  }
  const visit = { id: key, arrivedAt, travelSeconds: 0, travelMetres: metres }
  return chargeJob([], [visit], rule).flatMap((line) => stayDraft(first, line, { personId, arrivedAt, metres }))
}

const stayNames: Readonly<Partial<Record<JobLineReason, string>>> = {
  'call-out': 'call-out',
  'call-out-after-hours': 'call-out',
  'travel-distance': 'way',
  'travel-visit': 'visit'
}

function stayDraft(
  first: PricedWork,
  { reason: why, amountMinor }: JobLine,
  stay: { readonly personId: Id; readonly arrivedAt: number; readonly metres: number }
): readonly LineDraft[] {
  const name = stayNames[why]
  if (name === undefined) return []
  const isCallOut = name === 'call-out'
  const perKilometre = first.prices.period.travelPerKilometreMinor ?? 0
  const kilometres = stay.metres / 1000
  const quantity =
    name === 'way' && Number.isInteger(kilometres) ? unitQuantity(kilometres, 'KMT', perKilometre, amountMinor) : lump(amountMinor)
  const describe = isCallOut
    ? lineWords.callOut(first.ticket, why === 'call-out-after-hours')
    : lineWords[name === 'way' ? 'distance' : 'visit'](first.ticket)
  const key = `${name}/${stayKey(first.ticket.id, stay.personId, first.date)}`
  return [
    {
      ...draftOf(first, key, isCallOut ? 'call-out' : 'travel', amountMinor),
      ...quantity,
      description: describe,
      steps: [
        reason('stay', { personId: stay.personId, date: first.date, arrivedAt: stay.arrivedAt }),
        reason(why, { amountMinor, ...(name === 'way' ? { metres: stay.metres, perKilometreMinor: perKilometre } : {}) })
      ]
    }
  ]
}

/** What the time of a ticket comes to beyond its cap, with what was charged for it before. */
function capDrafts(scope: RunScope, works: readonly PricedWork[], timeNets: ReadonlyMap<Id, number>): readonly LineDraft[] {
  const open = works.filter(({ entry }) => timeNets.has(entry.id))
  const last = open.at(-1)
  const capMinor = works[0]?.prices.period.timeCapMinor ?? null
  if (capMinor === null || !last) return []
  const before = scope.fixed.charges.filter(({ ticketId, kind }) => ticketId === last.ticket.id && (kind === 'time' || kind === 'cap'))
  const beforeMinor = before.reduce((sum, { netMinor }) => sum + netMinor, 0)
  const openMinor = open.reduce((sum, { entry }) => sum + (timeNets.get(entry.id) ?? 0), 0)
  const overMinor = Math.min(openMinor, beforeMinor + openMinor - capMinor)
  if (overMinor <= 0) return []
  const key = `cap/${last.ticket.id}/${before.filter(({ kind }) => kind === 'cap').length}`
  return [
    {
      ...draftOf(last, key, 'cap', -overMinor),
      ...lump(-overMinor),
      description: lineWords.cap(last.ticket),
      steps: [reason('cap', { capMinor, beforeMinor, openMinor, overMinor })]
    }
  ]
}

function draftOf(work: PricedWork, key: string, kind: LineDraft['kind'], netMinor: number) {
  return {
    key,
    kind,
    date: work.date,
    currency: work.rate.currency,
    netMinor,
    contractId: work.verdict.contractId,
    ticketId: work.ticket.id,
    sourceEntity: 'ticket',
    sourceId: work.ticket.id,
    taxRateIds: [work.prices.list.taxRateId]
  }
}
