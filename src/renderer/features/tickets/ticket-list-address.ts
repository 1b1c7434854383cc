// The address of the list of tickets: says view, filters, order and grouping as far as they differ from the view's own.

import { listAddress, readListAddress } from '#renderer/ui/list-address.ts'
import { builtInViews, emptyQuery, type ListQuery, listQuery } from './ticket-filters.ts'

/** What the list shows, and the saved view that it came from. */
export interface ShownList {
  readonly query: ListQuery
  readonly savedViewId: string | null
}

const room = '/tickets'

export function ticketListAddress({ query, savedViewId }: ShownList): string {
  const usual = emptyQuery(query.view)
  const { sort } = query
  const isUsualSort = sort.field === usual.sort.field && sort.direction === usual.sort.direction
  return listAddress(room, {
    view: query.view === 'mine' ? null : query.view,
    saved: savedViewId,
    words: query.words.trim(),
    status: query.statuses,
    priority: query.priorities.map(String),
    client: query.clientIds,
    assignee: query.assigneeIds,
    team: query.teamIds,
    tag: query.tags,
    sort: isUsualSort ? null : `${sort.direction === 'descending' ? '-' : ''}${sort.field}`,
    group: query.groupBy
  })
}

/** Null: the address isn't one of the list. What it says that can't be is left out. */
export function readTicketListAddress(address: string): ShownList | null {
  const fields = readListAddress(room, address)
  if (fields === null) return null
  const all = (name: string): readonly string[] => fields.get(name) ?? []
  const first = (name: string): string | null => all(name)[0] ?? null
  const view = builtInViews.find((each) => each === first('view')) ?? 'mine'
  const sort = first('sort')
  const query = listQuery.parse({
    view,
    words: first('words') ?? '',
    statuses: all('status'),
    priorities: all('priority').map(Number),
    clientIds: all('client'),
    assigneeIds: all('assignee'),
    teamIds: all('team'),
    tags: all('tag'),
    sort:
      sort === null
        ? emptyQuery(view).sort
        : { field: sort.replace(/^-/, ''), direction: sort.startsWith('-') ? 'descending' : 'ascending' },
    groupBy: first('group')
  })
  return { query, savedViewId: first('saved') }
}
