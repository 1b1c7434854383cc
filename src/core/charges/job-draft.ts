// What all lines of a job share: they hang on its ticket and are in the currency of the prices, also where its time has a rate of its own.

import type { LineDraft } from './run-scope.ts'
import type { PricedWork } from './work-prices.ts'

/** A line of a job, but for its text, quantity and steps. */
export function jobDraft(work: PricedWork, key: string, kind: LineDraft['kind'], netMinor: number) {
  return {
    key,
    kind,
    date: work.date,
    currency: work.prices.list.currency,
    netMinor,
    contractId: work.verdict.contractId,
    ticketId: work.ticket.id,
    sourceEntity: 'ticket',
    sourceId: work.ticket.id,
    taxRateIds: [work.prices.list.taxRateId]
  }
}
