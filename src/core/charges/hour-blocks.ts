// Where drawn work draws from: hours and money that were bought as blocks, and the hours that a contract includes in each of its periods.
// Included hours go first because they end with their period; of those the period's own go before what rolled over from the last one.

import type { PrepaidBlock } from '../billing/draw-down.ts'
import type { PrepaidBlockRow } from '../billing/prepaid-block.entity.ts'
import type { Contract } from '../contracts/contract.entity.ts'
import { type Id, sourceId } from '../kernel/ids.ts'
import { feePeriodsIn } from './fee-periods.ts'
import { feeTermOf } from './fees.ts'

/** A block to draw from, with where it comes from. `name` null: hours that its contract includes. */
export interface DrawBlock extends PrepaidBlock {
  readonly name: string | null
  readonly contractId: Id | null
  /** Price of the whole block in minor units; 0 for included hours. */
  readonly priceMinor: number
}

/** Blocks of hours, in seconds: bought ones and those that contracts include, up to a day. */
export function hourBlocks(
  rows: readonly PrepaidBlockRow[],
  contracts: readonly Contract[],
  endOf: (row: Contract) => string | null,
  through: string
): readonly DrawBlock[] {
  const bought = rows.filter(({ kind, archivedAt }) => kind === 'hours' && archivedAt === null)
  return [
    ...bought.map((row) => ({ ...boughtBlock(row), seconds: (row.minutes ?? 0) * 60 })),
    ...contracts.flatMap((row) => includedBlocks(row, endOf(row), through))
  ]
}

/** Blocks of money in one currency; `seconds` are minor units. */
export function moneyBlocks(rows: readonly PrepaidBlockRow[], currency: string): readonly DrawBlock[] {
  return rows
    .filter((row) => row.kind === 'money' && row.archivedAt === null && row.currency === currency)
    .map((row) => ({ ...boughtBlock(row), seconds: row.amountMinor ?? 0 }))
}

function boughtBlock(row: PrepaidBlockRow): Omit<DrawBlock, 'seconds'> {
  const { id, boughtOn, validFrom, expiresOn, position, contractId, name, priceMinor } = row
  return { id, boughtOn, validFrom, expiresOn, position, contractId, name, priceMinor }
}

/** Hours of a contract, one block for each of its periods. The block's id follows from contract and period, on every device alike. */
function includedBlocks(row: Contract, endsOn: string | null, through: string): readonly DrawBlock[] {
  const minutes = row.includedMinutes ?? row.prepaidMinutes
  if (!minutes || row.archivedAt !== null) return []
  const periods = feePeriodsIn(feeTermOf(row, endsOn), { from: row.startsOn, to: through })
  return periods.map((period, index) => {
    const isOnce = row.interval === 'once'
    const isKept = row.rollover === 'unused-base'
    return {
      id: sourceId('included-hours', `${row.id}/${period.from}`),
      boughtOn: period.inForceFrom,
      validFrom: period.inForceFrom,
      expiresOn: isOnce ? endsOn : isKept ? (periods[index + 1]?.inForceTo ?? period.inForceTo) : period.inForceTo,
      seconds: minutes * 60,
      position: -1 - index,
      contractId: row.id,
      name: null,
      priceMinor: 0
    }
  })
}
