// The filters of the inventory and the query they make.

import { useMemo, useState } from 'react'
import type { Filter } from '#store/contract.ts'
import { type WarrantyState, warrantyFilter } from './warranty.ts'

/** What the inventory is narrowed by; null: not narrowed. */
export interface AssetFilters {
  readonly words: string
  readonly kind: string | null
  readonly clientId: string | null
  readonly status: string | null
  readonly warranty: WarrantyState | null
  readonly archived: boolean
}

/** The filters, how they are changed, and whether any is set. The client may come with the address. */
export interface AssetFiltering {
  readonly filters: AssetFilters
  readonly set: (change: Partial<AssetFilters>) => void
  readonly clear: () => void
  readonly isFiltered: boolean
  readonly where: readonly Filter[]
}

const none: AssetFilters = { words: '', kind: null, clientId: null, status: null, warranty: null, archived: false }

/** State of the filters. */
export function useAssetFilters(clientId: string | null): AssetFiltering {
  const [filters, setFilters] = useState<AssetFilters>({ ...none, clientId })
  const where = useMemo(() => whereOf(filters), [filters])
  return {
    filters,
    where,
    set: (change) => setFilters((now) => ({ ...now, ...change })),
    clear: () => setFilters(none),
    isFiltered: where.length > 1 || filters.archived || filters.words.trim() !== ''
  }
}

function whereOf(filters: AssetFilters): readonly Filter[] {
  const is = (field: string, value: string | null): Filter[] => (value === null ? [] : [{ op: 'is', field, value }])
  return [
    { op: filters.archived ? 'present' : 'empty', field: 'archivedAt' },
    ...is('kind', filters.kind),
    ...is('clientId', filters.clientId),
    ...is('status', filters.status),
    ...(filters.warranty === null ? [] : warrantyFilter(filters.warranty))
  ]
}
