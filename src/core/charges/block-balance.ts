// How far blocks are used up once all that is known drew from them.

import type { DrawDown } from '../billing/draw-down.ts'
import type { Id } from '../kernel/ids.ts'
import type { DrawBlock } from './hour-blocks.ts'

/** A block's balance, open work included. `unit` says whether the figures are seconds or minor units. */
export interface BlockBalance {
  readonly blockId: Id
  readonly contractId: Id | null
  /** Null: hours that the contract includes. */
  readonly name: string | null
  readonly unit: 'seconds' | 'minor'
  readonly total: number
  readonly used: number
  readonly left: number
  readonly validFrom: string | null
  readonly expiresOn: string | null
}

/** Balances of blocks after a draw-down. */
export function balancesOf(blocks: readonly DrawBlock[], drawn: DrawDown, unit: BlockBalance['unit']): readonly BlockBalance[] {
  const left = new Map(drawn.balances.map(({ blockId, leftSeconds }) => [blockId, leftSeconds]))
  return blocks.map((block) => {
    const rest = left.get(block.id) ?? block.seconds
    const { id: blockId, contractId, name, validFrom, expiresOn } = block
    return { blockId, contractId, name, unit, total: block.seconds, used: block.seconds - rest, left: rest, validFrom, expiresOn }
  })
}
