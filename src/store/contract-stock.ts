// What windows hear of stock: sums of moves, which only the worker can add up, because it holds them all.

import { z } from 'zod'
import { id } from '#core/kernel/schema.ts'
import type { SerialPlace, StockLevel } from '#core/stock/stock-levels.ts'

/** Of one part with its serial numbers, or of all parts. */
export const stockQuestion = z.strictObject({ partId: id.nullable() })

/** How many of each part lie where; `serials` only of the part that was asked for. */
export interface StockState {
  readonly levels: readonly StockLevel[]
  readonly serials: readonly SerialPlace[]
}
