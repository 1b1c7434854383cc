// The filters of the list of clients and the conditions they make.

import { useMemo } from 'react'
import { serviceModels } from '#core/clients/client.entity.ts'
import { useListFields } from '#renderer/ui/use-list-fields.ts'
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

const list = {
  room: '/clients',
  read: (fields: ReadonlyMap<string, readonly string[]>): ClientFilters => {
    const said = (name: string): string | null => fields.get(name)?.[0] ?? null
    return {
      words: said('words') ?? '',
      model: serviceModels.find((each) => each === said('model')) ?? null,
      archived: said('archived') === 'yes'
    }
  },
  write: ({ words, model, archived }: ClientFilters) => ({ words: words.trim(), model, archived })
}

/** State of the filters, which stands in the address too. */
export function useClientFilters(): ClientFiltering {
  const [filters, set] = useListFields(list)
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
    set,
    clear: () => set(none),
    isFiltered: filters.words.trim() !== '' || filters.model !== null || filters.archived
  }
}
