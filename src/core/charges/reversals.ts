// What was charged and is gone: a voided entry, a part that came back, an incident or a stay of which no work is left. The charge stays as
// it was; a line of the same amount with the other sign takes it back, once.

import type { Id } from '../kernel/ids.ts'
import { lineWords } from '../words/charges.ts'
import type { PartUse } from '../work/part-use.entity.ts'
import type { TimeEntry } from '../work/time-entry.entity.ts'
import { type ChargeLine, reason } from './charge-line.ts'
import type { FixedCharge } from './fixed-work.ts'
import { stayKey } from './job-lines.ts'
import type { RunScope } from './run-scope.ts'

/** What a client's charges rest on. `dateOf` is the entry's date at its site. */
export interface ChargeGrounds {
  readonly entries: readonly TimeEntry[]
  readonly parts: readonly PartUse[]
  readonly dateOf: (entry: TimeEntry) => string
}

/** Lines that take charges back whose ground is gone. */
export function reversalLines(scope: RunScope, grounds: ChargeGrounds): readonly ChargeLine[] {
  const open = scope.fixed.charges.filter(
    ({ id, netMinor, adjustsId }) => netMinor !== 0 && adjustsId === null && !scope.fixed.adjustedIds.has(id)
  )
  if (open.length === 0) return []
  const isGone = goneTest(grounds)
  return open.filter(isGone).map((charge) => reversalOf(scope, charge))
}

function reversalOf(scope: RunScope, charge: FixedCharge): ChargeLine {
  const { taxRateId, taxCategory, taxRate, exemptionReason, contractId, ticketId, sourceEntity, sourceId, currency, date } = charge
  return {
    taxRateId,
    taxCategory,
    taxRate,
    exemptionReason,
    contractId,
    ticketId,
    sourceEntity,
    sourceId,
    currency,
    date,
    clientId: scope.clientId,
    key: `reversal/${charge.id}`,
    kind: 'adjustment',
    description: lineWords.reversal(charge.description).slice(0, 2000),
    quantity: charge.quantity.startsWith('-') ? charge.quantity.slice(1) : `-${charge.quantity}`,
    unit: charge.unit,
    unitMinor: charge.unitMinor,
    netMinor: -charge.netMinor,
    adjustsId: charge.id,
    isLate: true,
    steps: [reason('taken-back', { chargeId: charge.id, chargedMinor: charge.netMinor, sourceEntity, sourceId })]
  }
}

/** Builds the question whether what a charge was for is gone. A source that isn't here at all is not known to be gone. */
function goneTest({ entries, parts, dateOf }: ChargeGrounds): (charge: FixedCharge) => boolean {
  const voided = new Set(entries.filter(({ voidedAt }) => voidedAt !== null).map(({ id }) => id))
  const returned = new Set(parts.filter(({ returnedAt }) => returnedAt !== null).map(({ id }) => id))
  const known = new Set(entries.map(({ ticketId }) => ticketId))
  const standing = entries.filter(({ voidedAt }) => voidedAt === null)
  const worked = new Set<Id>(standing.map(({ ticketId }) => ticketId))
  const stays = new Set(
    standing.filter(({ kind }) => kind !== 'remote').map((entry) => stayKey(entry.ticketId, entry.personId, dateOf(entry)))
  )
  return ({ kind, sourceEntity, sourceId, ticketId, steps }) => {
    if (sourceId === null) return false
    if (sourceEntity === 'time_entry') return voided.has(sourceId)
    if (sourceEntity === 'part_use') return returned.has(sourceId)
    if (ticketId === null || !known.has(ticketId)) return false
    if (kind === 'incident' || kind === 'cap') return !worked.has(ticketId)
    const stay = steps.find(({ type }) => type === 'stay')?.values
    const [personId, date] = [stay?.['personId'], stay?.['date']]
    return typeof personId === 'string' && typeof date === 'string' && !stays.has(stayKey(ticketId, personId, date))
  }
}
