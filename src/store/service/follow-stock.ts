// Stock as windows see it: added up from the moves in the worker, again after each step that moved something.

import { serialPlaces, stockLevels } from '#core/stock/stock-levels.ts'
import { type StockMove, stockMove } from '#core/stock/stock-move.entity.ts'
import type { StockState } from '#store/contract.ts'
import type { Replica } from '#store/replica.ts'

/** Sends the stock now and whenever it changes; `partId` null: of all parts, without serial numbers. Returns the way to stop. */
export function followStock(replica: Replica, partId: string | null, send: (state: StockState) => void): () => void {
  const tell = (): void => {
    // The replica keeps rows as their entity's schema has them.
    const moves = [...replica.rows(stockMove.name)] as unknown as readonly StockMove[]
    const wanted = partId === null ? moves : moves.filter((move) => move.partId === partId)
    send({ levels: stockLevels(wanted), serials: partId === null ? [] : serialPlaces(wanted) })
  }
  tell()
  return replica.onChange((change) => {
    if (change.reset || change.hot.has(stockMove.name)) tell()
  })
}
