// The rows of the list, grouped when asked, with what to show while loading, when nothing is there, and when reading failed.

import { Button } from '@mantine/core'
import { IconTicket } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { appWords } from '#core/words/rooms-app.ts'
import { ticketListWords } from '#core/words/rooms-tickets.ts'
import { priorityWords, statusWords } from '#core/words/tickets.ts'
import type { QueryState } from '#renderer/live/use-query.ts'
import { useRowHeight } from '#renderer/ui/appearance.ts'
import { DataList, type ListGroup } from '#renderer/ui/DataList.tsx'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { ErrorState } from '#renderer/ui/ErrorState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { useNewTicket } from '#renderer/features/new-ticket/index.ts'
import type { Directory } from '#renderer/features/ticket/index.ts'
import { narrowColumns, wideColumns } from './ticket-columns.tsx'
import { type BuiltInView, emptyQuery, type Grouping, isFiltered } from './ticket-filters.ts'
import { useTicketsUi } from './tickets.ui-store.ts'

interface TicketListProps {
  readonly tickets: QueryState<Ticket>
  readonly directory: Directory
  readonly onOpen: (row: Ticket) => void
  readonly onSelectAll: () => void
}

const emptyWords: Readonly<Record<BuiltInView, string>> = {
  mine: ticketListWords.emptyMine,
  team: ticketListWords.emptyTeam,
  unassigned: ticketListWords.emptyUnassigned,
  breaching: ticketListWords.emptyBreaching,
  waiting: ticketListWords.emptyWaiting,
  all: ticketListWords.emptyAll,
  recent: ticketListWords.emptyAll,
  everything: ticketListWords.emptyAll,
  archived: ticketListWords.emptyUnassigned
}

export function TicketList({ tickets, directory, onOpen, onSelectAll }: TicketListProps): React.JSX.Element {
  const { query, selection, activeId, columns, pane, change, setWindow } = useTicketsUi()
  const narrow = pane && activeId !== null
  const comfortable = useRowHeight() > 40
  const { groupBy } = query
  const last = query.sort.field === 'dueAt' ? 'due' : 'updated'
  const shown = useMemo(
    () => (narrow ? narrowColumns(directory, comfortable, last) : wideColumns(columns, directory)),
    [narrow, comfortable, last, columns, directory]
  )
  const groups = useMemo(
    () => (groupBy === null ? undefined : groupsOf(groupBy, tickets.groups, directory)),
    [groupBy, tickets.groups, directory]
  )
  if (tickets.error !== null) return <ErrorState title={ticketListWords.failed} detail={tickets.error.message} />
  if (tickets.loading) return <LoadingState lines={12} />
  return (
    <DataList
      label={ticketListWords.list}
      columns={shown}
      total={tickets.total}
      offset={tickets.offset}
      rows={tickets.rows}
      pending={tickets.pending}
      onWindow={setWindow}
      {...(groups === undefined ? {} : { groups })}
      sort={query.words.trim() === '' ? query.sort : null}
      onSort={(sort) => change({ sort })}
      activeId={activeId}
      onActive={(row) => useTicketsUi.setState({ activeId: row.id })}
      onOpen={onOpen}
      selection={selection}
      onSelection={(ids) => useTicketsUi.setState({ selection: ids })}
      onSelectAll={onSelectAll}
      empty={<NoTickets />}
    />
  )
}

function NoTickets(): React.JSX.Element {
  const { query, change } = useTicketsUi()
  const openNew = useNewTicket((door) => door.open)
  const filtered = isFiltered(query)
  return (
    <EmptyState
      icon={<IconTicket size={40} stroke={1.2} />}
      title={ticketListWords.emptyTitle}
      action={
        filtered ? (
          <Button variant="default" onClick={() => change(emptyQuery(query.view))}>
            {ticketListWords.clearFilters}
          </Button>
        ) : (
          <Button onClick={() => openNew()}>{appWords.newTicket}</Button>
        )
      }
    >
      {filtered ? ticketListWords.emptyFiltered : emptyWords[query.view]}
    </EmptyState>
  )
}

function groupsOf(by: Grouping, groups: QueryState<Ticket>['groups'], directory: Directory): readonly ListGroup[] {
  return groups.map(({ value, count }) => ({ key: String(value), label: groupLabel(by, value, directory), count }))
}

function groupLabel(by: Grouping, value: string | number | boolean | null, directory: Directory): string {
  const id = String(value)
  if (by === 'status') return statusWords[id as Ticket['status']]
  if (by === 'priority') return priorityWords[Number(value) as Ticket['priority']]
  if (by === 'clientId') return directory.clients.get(id)?.name ?? ticketListWords.unknown
  if (by === 'teamId') return value === null ? ticketListWords.noTeam : (directory.teams.get(id)?.name ?? ticketListWords.unknown)
  return value === null ? ticketListWords.nobody : (directory.people.get(id)?.name ?? ticketListWords.unknown)
}
