// What may vanish: which view and filters are on, what is selected, where the hand is. Columns and pane are remembered on this device.

import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { type BuiltInView, emptyQuery, type ListQuery } from './ticket-filters.ts'
import type { ShownList } from './ticket-list-address.ts'

/** Columns that can be shown or hidden; the subject always stands. */
export const optionalColumns = [
  'number',
  'client',
  'status',
  'priority',
  'assignee',
  'due',
  'team',
  'category',
  'tags',
  'opened',
  'updated'
] as const
export type OptionalColumn = (typeof optionalColumns)[number]

const columnsKey = 'fixpoint.tickets.columns'
const paneKey = 'fixpoint.tickets.pane'
const usualColumns: readonly OptionalColumn[] = ['number', 'client', 'status', 'priority', 'due', 'assignee', 'updated']

interface TicketsUi {
  readonly query: ListQuery
  /** The saved view that `query` came from; null: a built-in one. */
  readonly savedViewId: string | null
  readonly selection: ReadonlySet<string>
  readonly activeId: string | null
  readonly offset: number
  readonly limit: number
  readonly columns: readonly OptionalColumn[]
  readonly pane: boolean
  /** What an address asks for. */
  readonly show: (list: ShownList) => void
  readonly showView: (view: BuiltInView) => void
  readonly showSaved: (id: string, query: ListQuery, columns: readonly string[]) => void
  readonly change: (part: Partial<ListQuery>) => void
  readonly setWindow: (offset: number, limit: number) => void
  readonly setColumns: (columns: readonly OptionalColumn[]) => void
  readonly setPane: (pane: boolean) => void
}

const firstWindow = { offset: 0, limit: 250 }
const fresh = { selection: new Set<string>(), activeId: null, ...firstWindow }

export const useTicketsUi = create<TicketsUi>((set) => ({
  query: emptyQuery('mine'),
  savedViewId: null,
  ...fresh,
  columns: readColumns(),
  pane: localStorage.getItem(paneKey) !== 'hidden',
  show: ({ query, savedViewId }) => set({ query, savedViewId, ...fresh }),
  showView: (view) => set({ query: emptyQuery(view), savedViewId: null, ...fresh }),
  showSaved: (id, query, columns) => {
    const kept = optionalColumns.filter((column) => columns.includes(column))
    set({ query, savedViewId: id, ...fresh, ...(kept.length > 0 ? { columns: kept } : {}) })
  },
  change: (part) => set((state) => ({ query: { ...state.query, ...part }, ...fresh })),
  setWindow: (offset, limit) => set({ offset, limit }),
  setColumns: (columns) => {
    localStorage.setItem(columnsKey, columns.join(' '))
    set({ columns })
  },
  setPane: (pane) => {
    localStorage.setItem(paneKey, pane ? 'shown' : 'hidden')
    set({ pane })
  }
}))

/** Some of the state; the component redraws only when one of these changes. */
export function useTicketsPart<Key extends keyof TicketsUi>(...keys: readonly Key[]): Pick<TicketsUi, Key> {
  return useTicketsUi(useShallow((state) => Object.fromEntries(keys.map((key) => [key, state[key]])) as Pick<TicketsUi, Key>))
}

function readColumns(): readonly OptionalColumn[] {
  const kept = localStorage.getItem(columnsKey)?.split(' ')
  return kept === undefined ? usualColumns : optionalColumns.filter((column) => kept.includes(column))
}
