// A stay at a site: the work of one person on site or on the way, for one ticket, on one day.

import type { Id } from '../kernel/ids.ts'
import type { FixedCharge } from './fixed-work.ts'
import type { PricedWork } from './work-prices.ts'

/** A stay, gathered from its works. `openMetres`: of its way, what was never charged. */
export interface Stay {
  readonly key: string
  readonly first: PricedWork
  readonly personId: Id
  arrivedAt: number
  metres: number
  openMetres: number
  isOnSite: boolean
}

/** What of a client's charged work is gone: charges, and the ways of voided entries by stay, with their tickets. */
export interface GoneWork {
  readonly charges: readonly FixedCharge[]
  readonly metres: ReadonlyMap<string, number>
  readonly ticketIds: ReadonlySet<Id>
}

/** Key of a stay, by which lines know whether it still took place. */
export function stayKey(ticketId: Id, personId: Id, date: string): string {
  return `${ticketId}/${personId}/${date}`
}
