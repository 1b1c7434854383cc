// What the list shows, as plain values: kept in the room's state, in saved views, and turned into one question to the store.

import { z } from 'zod'
import { priorities, ticketStatuses } from '#core/tickets/ticket.entity.ts'
import { isDone, isWaiting } from '#core/tickets/ticket.rules.ts'
import type { Filter, SortKey } from '#store/contract.ts'

/** Stands in lists of people and teams for "nobody". */
export const nobody = 'nobody'

export const builtInViews = ['mine', 'team', 'unassigned', 'breaching', 'waiting', 'all', 'recent', 'everything', 'archived'] as const
export type BuiltInView = (typeof builtInViews)[number]

export const groupings = ['status', 'priority', 'assigneeId', 'clientId', 'teamId'] as const
export type Grouping = (typeof groupings)[number]

const strings = z.array(z.string())

/** Everything a saved view keeps. */
export const listQuery = z.object({
  view: z.literal([...builtInViews]).catch('everything'),
  words: z.string().catch(''),
  statuses: z.array(z.literal([...ticketStatuses])).catch([]),
  priorities: z.array(z.literal([...priorities])).catch([]),
  clientIds: strings.catch([]),
  assigneeIds: strings.catch([]),
  teamIds: strings.catch([]),
  tags: strings.catch([]),
  sort: z
    .object({ field: z.string(), direction: z.literal(['ascending', 'descending']) })
    .catch({ field: 'updatedAt', direction: 'descending' }),
  groupBy: z
    .literal([...groupings])
    .nullable()
    .catch(null)
})
export type ListQuery = z.infer<typeof listQuery>

/** Who is asking, and when (UTC milliseconds, to the minute): decides what "mine" and "breaching" mean. */
export interface Viewer {
  readonly personId: string
  readonly teamIds: readonly string[]
  readonly now: number
}

export function emptyQuery(view: BuiltInView): ListQuery {
  return {
    view,
    words: '',
    statuses: [],
    priorities: [],
    clientIds: [],
    assigneeIds: [],
    teamIds: [],
    tags: [],
    sort: view === 'breaching' ? { field: 'dueAt', direction: 'ascending' } : { field: 'updatedAt', direction: 'descending' },
    groupBy: null
  }
}

const doneStatuses = ticketStatuses.filter(isDone)
const notArchived: Filter = { op: 'empty', field: 'archivedAt' }
const notDone: Filter = { op: 'notIn', field: 'status', values: doneStatuses }

const conditionsByView: Readonly<Record<BuiltInView, (viewer: Viewer) => readonly Filter[]>> = {
  mine: (viewer) => [notArchived, notDone, { op: 'is', field: 'assigneeId', value: viewer.personId }],
  team: (viewer) => [notArchived, notDone, { op: 'in', field: 'teamId', values: [...viewer.teamIds] }],
  unassigned: () => [notArchived, notDone, { op: 'empty', field: 'assigneeId' }],
  // The worker keeps deadlines beside open tickets (store/dues); overdue ones have been warned of too.
  breaching: ({ now }) => [notArchived, notDone, { op: 'below', field: 'dueWarnAt', value: now }],
  waiting: () => [notArchived, { op: 'in', field: 'status', values: ticketStatuses.filter(isWaiting) }],
  all: () => [notArchived, notDone],
  recent: () => [notArchived],
  everything: () => [notArchived],
  archived: () => [{ op: 'present', field: 'archivedAt' }]
}

/** All conditions of the list. */
export function conditions(query: ListQuery, viewer: Viewer): Filter[] {
  const found = [...conditionsByView[query.view](viewer)]
  const among = (field: string, values: readonly (string | number)[]): void => {
    if (values.length > 0) found.push({ op: 'in', field, values: values.map((value) => (value === nobody ? null : value)) })
  }
  among('status', query.statuses)
  among('priority', query.priorities)
  among('clientId', query.clientIds)
  among('assigneeId', query.assigneeIds)
  among('teamId', query.teamIds)
  for (const tag of query.tags) found.push({ op: 'has', field: 'tags', value: tag })
  return found
}

/** While words are typed the best hit comes first; else the chosen order, with the number to settle ties. */
export function order(query: ListQuery): SortKey[] {
  if (query.words.trim() !== '') return []
  return query.sort.field === 'number' ? [query.sort] : [query.sort, { field: 'number', direction: 'descending' }]
}

export function isFiltered(query: ListQuery): boolean {
  const { words, statuses, priorities, clientIds, assigneeIds, teamIds, tags } = query
  return words.trim() !== '' || [statuses, priorities, clientIds, assigneeIds, teamIds, tags].some((values) => values.length > 0)
}
