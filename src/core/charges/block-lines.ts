// What prepaid blocks cost: each is charged once, on the day it was bought, by the run of that day, or late where that day was posted already.

import type { PrepaidBlockRow } from '../billing/prepaid-block.entity.ts'
import type { Contract } from '../contracts/contract.entity.ts'
import { type ChargeLine, reason } from './charge-line.ts'
import { unitQuantity } from './line-quantity.ts'
import { finishLine, isCharged, isInRun, type RunScope } from './run-scope.ts'

/** Lines for the prices of blocks. A block that was put away, or whose price is charged elsewhere, costs nothing here. */
export function blockLines(scope: RunScope, blocks: readonly PrepaidBlockRow[], contracts: readonly Contract[]): readonly ChargeLine[] {
  return blocks.flatMap((row) => {
    const key = `block/${row.id}`
    const { priceMinor, boughtOn, contractId, kind, name, minutes, amountMinor } = row
    if (row.isCharged !== true || row.archivedAt !== null || priceMinor === 0 || !isInRun(scope, boughtOn) || isCharged(scope, key))
      return []
    const held = kind === 'hours' ? { minutes } : { heldMinor: amountMinor }
    const line = finishLine(scope, {
      key,
      kind: 'block',
      date: boughtOn,
      currency: row.currency,
      description: scope.words.block(name, minutes),
      ...unitQuantity(1, 'C62', priceMinor, priceMinor),
      netMinor: priceMinor,
      contractId,
      ticketId: null,
      sourceEntity: 'prepaid_block',
      sourceId: row.id,
      steps: [reason('block-bought', { blockId: row.id, name, boughtOn, ...held, priceMinor }), reason('amount', { netMinor: priceMinor })],
      taxRateIds: [contracts.find(({ id }) => id === contractId)?.taxRateId]
    })
    return line ? [line] : []
  })
}
