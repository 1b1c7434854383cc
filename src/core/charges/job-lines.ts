// What a ticket costs beside its time: its price per incident, call-outs and ways of each stay at the site, and the cap on its time.
// A stay is the work of one person on site or on the way, for one ticket, on one day.

import { chargeJob, type JobLine, type JobLineReason, type JobRule } from '../billing/job-charge.ts'
import { groupBy } from '../kernel/group-by.ts'
import type { Id } from '../kernel/ids.ts'
import { capDrafts } from './cap-lines.ts'
import { type ChargeLine, reason } from './charge-line.ts'
import { jobDraft } from './job-draft.ts'
import { lump, unitQuantity } from './line-quantity.ts'
import { finishLine, isNeeded, type LineDraft, openKey, type RunScope } from './run-scope.ts'
import { type GoneWork, type Stay, stayKey } from './stay.ts'
import { isAtIncidentPrice } from './time-lines.ts'
import { wayChanges } from './way-changes.ts'
import type { PricedWork } from './work-prices.ts'

/**
 * Lines of all tickets that bill work; open ones only, and what changed of charged ones because work is gone.
 * @param timeNets what each open entry comes to
 */
export function jobLines(
  scope: RunScope,
  works: readonly PricedWork[],
  timeNets: ReadonlyMap<Id, number>,
  gone: GoneWork
): readonly ChargeLine[] {
  const billable = works.filter(({ verdict }) => verdict.type === 'billable')
  const byTicket = groupBy(billable, ({ ticket }) => ticket.id)
  const lines: ChargeLine[] = []
  for (const own of byTicket.values()) {
    const goneCharges = gone.charges.filter(({ ticketId }) => ticketId === own[0]?.ticket.id)
    const isGoneWay = gone.metres.size > 0 && own.some(({ ticket }) => gone.ticketIds.has(ticket.id))
    if (goneCharges.length === 0 && !isGoneWay && !own.some(({ date }) => isNeeded(scope, date))) continue
    const stays = staysOf(own)
    const drafts = [
      ...incidentDrafts(scope, own),
      ...stays.flatMap((stay) => draftsOfStay(scope, stay)),
      ...wayChanges(scope, stays, gone.metres),
      ...capDrafts(scope, own, timeNets, goneCharges)
    ]
    for (const draft of drafts) {
      const key = openKey(scope, draft.key)
      const line = key === null ? null : finishLine(scope, { ...draft, key })
      if (line) lines.push(line)
    }
  }
  return lines
}

function incidentDrafts(scope: RunScope, works: readonly PricedWork[]): readonly LineDraft[] {
  const first = works.find(isAtIncidentPrice)
  if (!first) return []
  const incidentMinor = first.prices.period.incidentMinor ?? 0
  const steps = [reason('incident', { incidentMinor, priceListId: first.prices.list.id, entries: works.length })]
  return [
    {
      ...jobDraft(first, `incident/${first.ticket.id}`, 'incident', incidentMinor),
      ...unitQuantity(1, 'C62', incidentMinor, incidentMinor),
      description: scope.words.incident(first.ticket),
      steps
    }
  ]
}

/** The stays of a ticket's works. */
function staysOf(works: readonly PricedWork[]): readonly Stay[] {
  const stays = new Map<string, Stay>()
  for (const work of works) {
    const { kind, personId, startedAt, travelMetres } = work.entry
    // Who arrived under cover stays there: what is billed of the same entry afterwards is time, no call-out and no way.
    if (kind === 'remote' || !work.isArrival) continue
    const key = stayKey(work.ticket.id, personId, work.date)
    const stay = stays.get(key) ?? { key, first: work, personId, arrivedAt: startedAt, metres: 0, openMetres: 0, isOnSite: false }
    stays.set(key, stay)
    stay.metres += travelMetres ?? 0
    if (!work.fixed) stay.openMetres += travelMetres ?? 0
    if (kind === 'on-site') {
      stay.arrivedAt = stay.isOnSite ? Math.min(stay.arrivedAt, startedAt) : startedAt
      stay.isOnSite = true
    }
  }
  return [...stays.values()]
}

/** Travel by the hour is billed with the entries of the way, so the job's own rule leaves it out. */
function draftsOfStay(scope: RunScope, { key, first, personId, arrivedAt, metres, isOnSite }: Stay): readonly LineDraft[] {
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
  return chargeJob([], [visit], rule).flatMap((line) => stayDraft(scope, first, line, { personId, arrivedAt, metres }))
}

const stayNames: Readonly<Partial<Record<JobLineReason, string>>> = {
  'call-out': 'call-out',
  'call-out-after-hours': 'call-out',
  'travel-distance': 'way',
  'travel-visit': 'visit'
}

function stayDraft(
  scope: RunScope,
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
    ? scope.words.callOut(first.ticket, why === 'call-out-after-hours')
    : scope.words[name === 'way' ? 'distance' : 'visit'](first.ticket)
  const key = `${name}/${stayKey(first.ticket.id, stay.personId, first.date)}`
  return [
    {
      ...jobDraft(first, key, isCallOut ? 'call-out' : 'travel', amountMinor),
      ...quantity,
      description: describe,
      steps: [
        reason('stay', { personId: stay.personId, date: first.date, arrivedAt: stay.arrivedAt }),
        reason(why, { amountMinor, ...(name === 'way' ? { metres: stay.metres, perKilometreMinor: perKilometre } : {}) })
      ]
    }
  ]
}
