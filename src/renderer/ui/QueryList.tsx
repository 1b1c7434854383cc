// A list over a live query: keeps its order, window and active row, and shows loading and failure where the rows would stand.

import { useCallback, useState } from 'react'
import type { Filter } from '#store/contract.ts'
import { type QueryState, useQuery } from '#renderer/live/use-query.ts'
import { DataList, type DataListProps, type ListSort } from './DataList.tsx'
import { ErrorState } from './ErrorState.tsx'
import { LoadingState } from './LoadingState.tsx'

type Kept = 'total' | 'offset' | 'rows' | 'pending' | 'onWindow' | 'sort' | 'onSort' | 'activeId' | 'onActive'

/** A question and how its list stands. */
export interface ListQuery<Row extends { readonly id: string }> {
  readonly state: QueryState<Row>
  readonly kept: Pick<DataListProps<Row>, Kept>
}

interface ListQuestion {
  readonly entity: string
  readonly where: readonly Filter[]
  /** What was typed to find rows; the best hit then stands first. */
  readonly typed: string
  readonly firstSort: ListSort
}

const firstPlace = { offset: 0, limit: 250 }

export function useListQuery<Row extends { readonly id: string }>({ entity, where, typed, firstSort }: ListQuestion): ListQuery<Row> {
  const [sort, onSort] = useState<ListSort>(firstSort)
  const [place, setPlace] = useState(firstPlace)
  const [activeId, setActiveId] = useState<string | null>(null)
  const words = typed.trim()
  const state = useQuery<Row>({ entity, where: [...where], ...(words === '' ? { sort: [sort] } : { words }), ...place })
  const onWindow = useCallback((offset: number, limit: number) => setPlace({ offset, limit }), [])
  const onActive = useCallback((row: Row) => setActiveId(row.id), [])
  const { total, offset, rows, pending } = state
  return { state, kept: { total, offset, rows, pending, onWindow, sort: words === '' ? sort : null, onSort, activeId, onActive } }
}

interface QueryListProps<Row extends { readonly id: string }> extends Omit<DataListProps<Row>, Kept> {
  readonly list: ListQuery<Row>
  /** Headline when the rows can't be read. */
  readonly failed: string
}

export function QueryList<Row extends { readonly id: string }>({ list, failed, ...props }: QueryListProps<Row>): React.JSX.Element {
  if (list.state.error !== null) return <ErrorState title={failed} detail={list.state.error.type} />
  if (list.state.loading) return <LoadingState />
  return <DataList {...props} {...list.kept} />
}
