// What was charged and is gone: a voided entry, a part that came back, an incident or a stay of which no work is left. The charge stays as
// it was; a line of the same amount with the other sign takes it back, once, unless its document was credited already.

import type { Id } from '../kernel/ids.ts'
import type { PartUse } from '../work/part-use.entity.ts'
import type { TimeEntry } from '../work/time-entry.entity.ts'
import { type ChargeLine, reason } from './charge-line.ts'
import { type Fixed, type FixedCharge, isCredited, standingMinor } from './fixed-work.ts'
import { type LineQuantity, lump } from './line-quantity.ts'
import type { RunScope } from './run-scope.ts'
import { type GoneWork, stayKey } from './stay.ts'

/** What a client's charges rest on. `dateOf` is the entry's date at its site. */
export interface ChargeGrounds {
  readonly entries: readonly TimeEntry[]
  readonly parts: readonly PartUse[]
  readonly dateOf: (entry: TimeEntry) => string
}

/** What is gone of what was charged, whether it was taken back already or not. */
export function goneWork({ charges }: Pick<Fixed, 'charges'>, grounds: ChargeGrounds): GoneWork {
  const open = charges.filter(({ adjustsId }) => adjustsId === null)
  const metres = new Map<string, number>()
  const ticketIds = new Set<Id>()
  if (open.length === 0) return { charges: [], metres, ticketIds }
  for (const entry of grounds.entries) {
    if (entry.voidedAt === null || !entry.travelMetres) continue
    const key = stayKey(entry.ticketId, entry.personId, grounds.dateOf(entry))
    metres.set(key, (metres.get(key) ?? 0) + entry.travelMetres)
    ticketIds.add(entry.ticketId)
  }
  return { charges: open.filter(goneTest(grounds)), metres, ticketIds }
}

/** Lines that take charges back whose ground is gone. */
export function reversalLines(scope: RunScope, gone: GoneWork): readonly ChargeLine[] {
  return gone.charges.filter((charge) => isOpen(scope, charge)).map((charge) => reversalOf(scope, charge))
}

function isOpen({ fixed, range }: RunScope, charge: FixedCharge): boolean {
  return charge.netMinor !== 0 && charge.date <= range.to && !fixed.adjustedIds.has(charge.id) && !isCredited(fixed, charge)
}

/** What was credited of a charge was given back already: only the rest is taken back. */
function reversalOf(scope: RunScope, charge: FixedCharge): ChargeLine {
  const restMinor = standingMinor(scope.fixed, charge)
  const { quantity, unit, unitMinor } = restMinor === charge.netMinor ? negativeOf(charge) : lump(-restMinor)
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
    description: scope.words.reversal(charge.description).slice(0, 2000),
    quantity,
    unit,
    unitMinor,
    netMinor: -restMinor,
    adjustsId: charge.id,
    isLate: true,
    steps: [reason('taken-back', { chargeId: charge.id, chargedMinor: restMinor, sourceEntity, sourceId })]
  }
}

function negativeOf({ quantity, unit, unitMinor }: FixedCharge): LineQuantity {
  return { quantity: quantity.startsWith('-') ? quantity.slice(1) : `-${quantity}`, unit, unitMinor }
}

/** Builds the question whether what a charge was for is gone. A source that isn't here at all is not known to be gone. */
function goneTest({ entries, parts, dateOf }: ChargeGrounds): (charge: FixedCharge) => boolean {
  const voided = new Set(entries.filter(({ voidedAt }) => voidedAt !== null).map(({ id }) => id))
  const returned = new Set(parts.filter(({ returnedAt }) => returnedAt !== null).map(({ id }) => id))
  const known = new Set(entries.map(({ ticketId }) => ticketId))
  const standing = entries.filter(({ voidedAt, billable }) => voidedAt === null && billable)
  const worked = new Set<Id>(standing.map(({ ticketId }) => ticketId))
  const keysOf = (works: readonly TimeEntry[]): ReadonlySet<string> =>
    new Set(works.map((entry) => stayKey(entry.ticketId, entry.personId, dateOf(entry))))
  const stays = keysOf(standing.filter(({ kind }) => kind !== 'remote'))
  const onSite = keysOf(standing.filter(({ kind }) => kind === 'on-site'))
  return ({ kind, sourceEntity, sourceId, ticketId, steps }) => {
    if (sourceId === null) return false
    if (sourceEntity === 'time_entry') return voided.has(sourceId)
    if (sourceEntity === 'part_use') return returned.has(sourceId)
    if (ticketId === null || !known.has(ticketId)) return false
    if (kind === 'incident' || kind === 'cap') return !worked.has(ticketId)
    const stay = steps.find(({ type }) => type === 'stay')?.values
    const [personId, date] = [stay?.['personId'], stay?.['date']]
    if (typeof personId !== 'string' || typeof date !== 'string') return false
    // A call-out is for having been there, not for the way.
    return !(kind === 'call-out' ? onSite : stays).has(stayKey(ticketId, personId, date))
  }
}
