// The cap on a ticket's time: what its time comes to beyond it is taken off. When charged work is voided and less is left, the cap takes off
// less: the difference is a line of its own, because charges stay as they were.

import type { Id } from '../kernel/ids.ts'
import { reason } from './charge-line.ts'
import { chargedMinor, type FixedCharge, isCredited } from './fixed-work.ts'
import { jobDraft } from './job-draft.ts'
import { lump } from './line-quantity.ts'
import { isInRun, type LineDraft, type RunScope } from './run-scope.ts'
import { isPaidWay } from './time-lines.ts'
import type { PricedWork } from './work-prices.ts'

/**
 * The line that a ticket's cap still lacks, if any.
 * @param works billable work of the ticket, in order
 * @param gone charges of the ticket whose work was voided
 */
export function capDrafts(
  scope: RunScope,
  works: readonly PricedWork[],
  timeNets: ReadonlyMap<Id, number>,
  gone: readonly FixedCharge[]
): readonly LineDraft[] {
  const last = works.findLast(({ id }) => timeNets.has(id)) ?? works.at(-1)
  const capMinor = works[0]?.prices.period.timeCapMinor ?? null
  if (capMinor === null || !last) return []
  const { currency } = last.prices.list
  const open = works.filter((work) => timeNets.has(work.id) && work.rate.currency === currency && !isPaidWay(work))
  const standing = scope.fixed.charges.filter(
    (charge) => charge.ticketId === last.ticket.id && charge.currency === currency && !isCredited(scope.fixed, charge)
  )
  const before = standing.filter(({ id, kind }) => kind === 'cap' || (kind === 'time' && !scope.goneIds.has(id)))
  const goneTime = gone.filter((charge) => charge.kind === 'time' && standing.includes(charge))
  const beforeMinor = sumOf(scope.fixed, before)
  const openMinor = open.reduce((sum, { id }) => sum + (timeNets.get(id) ?? 0), 0)
  const takenMinor = -sumOf(
    scope.fixed,
    before.filter(({ kind }) => kind === 'cap')
  )
  // Over the cap: take off, but never more than is open. Under it, because work is gone: give back what the cap took off too much.
  const overMinor = beforeMinor + openMinor - capMinor
  const offMinor = overMinor > 0 ? Math.min(openMinor, overMinor) : -Math.min(takenMinor, -overMinor, sumOf(scope.fixed, goneTime))
  if (offMinor === 0) return []
  const key = `cap/${last.ticket.id}/${scope.fixed.charges.filter(({ ticketId, kind }) => ticketId === last.ticket.id && kind === 'cap').length}`
  return [
    {
      ...jobDraft(last, key, 'cap', -offMinor),
      date: isInRun(scope, last.date) ? last.date : scope.range.to,
      ...lump(-offMinor),
      description: scope.words.cap(last.ticket),
      steps: [reason('cap', { capMinor, beforeMinor, openMinor, overMinor: offMinor })]
    }
  ]
}

function sumOf({ creditedMinor }: RunScope['fixed'], charges: readonly FixedCharge[]): number {
  return charges.reduce((sum, charge) => sum + chargedMinor(charge) - (creditedMinor.get(charge.id) ?? 0), 0)
}
