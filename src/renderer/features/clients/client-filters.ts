// The filters of the list of clients and the conditions they make.

import { useMemo, useState } from 'react'
import type { Filter } from '#store/contract.ts'

/** What the list is narrowed by; null: not narrowed. */
export interface ClientFilters {
  readonly words: string
  readonly model: string | null
  readonly archived: boolean
}

/** The filters, how they are changed, and whether any is set. */
export interface ClientFiltering {
  readonly filters: ClientFilters
  readonly set: (change: Partial<ClientFilters>) => void
  readonly clear: () => void
  readonly isFiltered: boolean
  readonly where: readonly Filter[]
}

const none: ClientFilters = { words: '', model: null, archived: false }

/** State of the filters. */
export function useClientFilters(): ClientFiltering {
  const [filters, setFilters] = useState(none)
  const where = useMemo<readonly Filter[]>(
    () => [
      { op: filters.archived ? 'present' : 'empty', field: 'archivedAt' },
      ...(filters.model === null ? [] : [{ op: 'is' as const, field: 'serviceModel', value: filters.model }])
    ],
    [filters.archived, filters.model]
  )
  return {
    filters,
    where,
    set: (change) => setFilters((now) => ({ ...now, ...change })),
    clear: () => setFilters(none),
    isFiltered: filters.words.trim() !== '' || filters.model !== null || filters.archived
  }
}
