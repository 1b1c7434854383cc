// The stock places that are in use, and the names of all of them.

import { useMemo } from 'react'
import type { StockPlace } from '#core/stock/stock-place.entity.ts'
import { useQuery } from '#renderer/live/use-query.ts'

export interface Places {
  readonly loading: boolean
  /** Those in use, by name. */
  readonly rows: readonly StockPlace[]
  readonly names: ReadonlyMap<string, string>
}

export function usePlaces(): Places {
  const { loading, rows } = useQuery<StockPlace>({ entity: 'stock_place', sort: [{ field: 'name', direction: 'ascending' }], limit: 2000 })
  return useMemo(
    () => ({
      loading,
      rows: rows.filter((place) => place.archivedAt === null),
      names: new Map(rows.map((place) => [place.id, place.name]))
    }),
    [loading, rows]
  )
}
