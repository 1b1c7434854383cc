// What the list of contracts is narrowed by, and the conditions that it makes.

import { useMemo, useState } from 'react'
import type { Filter } from '#store/contract.ts'

export const contractViews = ['all', 'coming', 'past', 'archived'] as const
export type ContractView = (typeof contractViews)[number]

/** Filters of the list; null: not narrowed. */
export interface ContractFilters {
  readonly view: ContractView
  readonly words: string
  readonly model: string | null
  readonly clientId: string | null
}

/** The filters, how they are changed, and whether any is set. */
export interface ContractFiltering {
  readonly filters: ContractFilters
  readonly set: (change: Partial<ContractFilters>) => void
  readonly clear: () => void
  readonly isFiltered: boolean
  readonly where: readonly Filter[]
}

const none: ContractFilters = { view: 'all', words: '', model: null, clientId: null }

/** State of the filters. @param today calendar date */
export function useContractFilters(today: string): ContractFiltering {
  const [filters, setFilters] = useState(none)
  const where = useMemo(() => whereOf(filters, today), [filters, today])
  return {
    filters,
    where,
    set: (change) => setFilters((now) => ({ ...now, ...change })),
    clear: () => setFilters((now) => ({ ...none, view: now.view })),
    isFiltered: filters.words.trim() !== '' || filters.model !== null || filters.clientId !== null
  }
}

function whereOf({ view, model, clientId }: ContractFilters, today: string): readonly Filter[] {
  const is = (field: string, value: string | null): Filter[] => (value === null ? [] : [{ op: 'is', field, value }])
  const past: readonly Filter[] = [
    { op: 'below', field: 'endsOn', value: today },
    { op: 'isNot', field: 'renewal', value: 'automatic' }
  ]
  return [
    { op: view === 'archived' ? 'present' : 'empty', field: 'archivedAt' },
    ...(view === 'past' ? past : []),
    ...is('model', model),
    ...is('clientId', clientId)
  ]
}
