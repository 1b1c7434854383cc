// The filters of the inventory and the query they make.

import { useMemo } from 'react'
import { assetKinds, assetStatuses } from '#core/assets/asset.entity.ts'
import type { Filter } from '#store/contract.ts'
import { useListFields } from '#renderer/ui/use-list-fields.ts'
import { type WarrantyState, warrantyFilter, warrantyStates } from './warranty.ts'

/** What the inventory is narrowed by; null: not narrowed. */
export interface AssetFilters {
  readonly words: string
  readonly kind: string | null
  readonly clientId: string | null
  readonly status: string | null
  readonly warranty: WarrantyState | null
  readonly archived: boolean
}

/** The filters, how they are changed, and whether any is set. */
export interface AssetFiltering {
  readonly filters: AssetFilters
  readonly set: (change: Partial<AssetFilters>) => void
  readonly clear: () => void
  readonly isFiltered: boolean
  readonly where: readonly Filter[]
}

const none: AssetFilters = { words: '', kind: null, clientId: null, status: null, warranty: null, archived: false }

const list = {
  room: '/assets',
  read: (fields: ReadonlyMap<string, readonly string[]>): AssetFilters => {
    const said = (name: string): string | null => fields.get(name)?.[0] ?? null
    return {
      words: said('words') ?? '',
      kind: assetKinds.find((each) => each === said('kind')) ?? null,
      clientId: said('client'),
      status: assetStatuses.find((each) => each === said('status')) ?? null,
      warranty: warrantyStates.find((each) => each === said('warranty')) ?? null,
      archived: said('archived') === 'yes'
    }
  },
  write: ({ clientId, words, ...others }: AssetFilters) => ({ client: clientId, words: words.trim(), ...others })
}

/** State of the filters, which stands in the address too. */
export function useAssetFilters(): AssetFiltering {
  const [filters, set] = useListFields(list)
  const where = useMemo(() => whereOf(filters), [filters])
  return {
    filters,
    where,
    set,
    clear: () => set(none),
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
