// Lines for parts that were used and not given back.

import type { Id } from '../kernel/ids.ts'
import type { Ticket } from '../tickets/ticket.entity.ts'
import type { PartUse } from '../work/part-use.entity.ts'
import { type ChargeLine, reason } from './charge-line.ts'
import { unitQuantity } from './line-quantity.ts'
import { finishLine, isCharged, isNeeded, type RunScope } from './run-scope.ts'

/** Parts of one client and where they were used. */
export interface PartFacts {
  readonly tickets: ReadonlyMap<Id, Ticket>
  readonly zoneOf: (siteId: Id | null) => string
  readonly parts: readonly PartUse[]
}

/** Lines of open parts up to the run's last day. */
export function partLines(scope: RunScope, { tickets, zoneOf, parts }: PartFacts): readonly ChargeLine[] {
  return parts.flatMap((part) => {
    if (!part.billable || part.returnedAt !== null) return []
    const date = scope.book.dateAt(zoneOf(tickets.get(part.ticketId)?.siteId ?? null), part.at)
    const key = `part/${part.id}`
    if (date > scope.range.to || !isNeeded(scope, date) || isCharged(scope, key)) return []
    const netMinor = part.quantity * part.unitPriceMinor
    const line = finishLine(scope, {
      key,
      kind: 'part',
      date,
      currency: part.currency,
      description: scope.words.part(part.description, part.sku),
      ...unitQuantity(part.quantity, 'C62', part.unitPriceMinor, netMinor),
      netMinor,
      contractId: null,
      ticketId: part.ticketId,
      sourceEntity: 'part_use',
      sourceId: part.id,
      steps: [reason('part-used', { quantity: part.quantity, unitPriceMinor: part.unitPriceMinor, amountMinor: netMinor })],
      taxRateIds: [part.taxRateId]
    })
    return line ? [line] : []
  })
}
