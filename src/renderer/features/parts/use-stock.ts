// How many of each part lie where, as the worker adds them up from the moves.

import { useMemo } from 'react'
import type { StockState } from '#store/contract.ts'
import { useStockState } from '#renderer/live/use-live.ts'

const none: StockState = { levels: [], serials: [] }

/** Stock of all parts, or of one; empty while loading. */
export interface Stock {
  readonly loading: boolean
  readonly levels: StockState['levels']
  readonly serials: StockState['serials']
  /** Pieces of a part over all places. */
  readonly onHand: (partId: string) => number
  /** Pieces of a part in one place. */
  readonly at: (partId: string, placeId: string) => number
}

/** @param partId narrows to one part and brings its serial numbers; null: all parts, without them */
export function useStock(partId: string | null): Stock {
  const state = useStockState(partId)
  return useMemo(() => {
    const { levels, serials } = state ?? none
    const totals = new Map<string, number>()
    const places = new Map<string, number>()
    for (const level of levels) {
      totals.set(level.partId, (totals.get(level.partId) ?? 0) + level.quantity)
      places.set(`${level.partId} ${level.placeId}`, level.quantity)
    }
    return {
      loading: state === null,
      levels,
      serials,
      onHand: (part) => totals.get(part) ?? 0,
      at: (part, place) => places.get(`${part} ${place}`) ?? 0
    }
  }, [state])
}
