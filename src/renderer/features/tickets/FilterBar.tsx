// The line of filters above the list: words, status, priority, client, assignee, team, tag; grouping and columns at its end.

import { Button, CloseButton, Menu, TextInput } from '@mantine/core'
import { IconColumns3, IconLayoutSidebarRight, IconSearch, IconStack2, IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { priorities, ticketStatuses } from '#core/tickets/ticket.entity.ts'
import { ticketActionWords, ticketListWords } from '#core/words/rooms-tickets.ts'
import { slaWords } from '#core/words/sla.ts'
import { priorityWords, statusWords } from '#core/words/tickets.ts'
import { uiWords } from '#core/words/rooms-ui.ts'
import { useCount } from '#renderer/live/use-live.ts'
import { FilterMenu, type FilterOption } from '#renderer/ui/FilterMenu.tsx'
import { Toolbar } from '#renderer/ui/Toolbar.tsx'
import { type Directory, TicketPriorityMark, TicketStatusIcon } from '#renderer/features/ticket/index.ts'
import { emptyQuery, type Grouping, groupings, isFiltered, nobody } from './ticket-filters.ts'
import { type OptionalColumn, optionalColumns, useTicketsPart } from './tickets.ui-store.ts'

export const searchInputId = 'ticket-search'

export const columnWords: Readonly<Record<OptionalColumn, string>> = {
  number: ticketListWords.number,
  client: ticketListWords.client,
  status: ticketListWords.status,
  priority: ticketListWords.priority,
  assignee: ticketListWords.assignee,
  due: slaWords.column,
  team: ticketListWords.team_,
  category: ticketListWords.category,
  tags: ticketListWords.tags,
  opened: ticketListWords.opened,
  updated: ticketListWords.updated
}

const groupWords: Readonly<Record<Grouping, string>> = {
  status: ticketListWords.status,
  priority: ticketListWords.priority,
  assigneeId: ticketListWords.assignee,
  clientId: ticketListWords.client,
  teamId: ticketListWords.team_
}

export function FilterBar({ directory }: { directory: Directory }): React.JSX.Element {
  const { query, change } = useTicketsPart('query', 'change')
  const { sort, groupBy, view } = query
  return (
    <Toolbar label={ticketListWords.filters} end={<ListOptions />}>
      <TextInput
        id={searchInputId}
        size="sm"
        style={{ flex: '1 1 160px', maxWidth: 280 }}
        aria-label={ticketListWords.search}
        placeholder={ticketListWords.searchHint}
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={
          query.words === '' ? null : <CloseButton size="sm" aria-label={uiWords.clear} onClick={() => change({ words: '' })} />
        }
        value={query.words}
        onChange={(event) => change({ words: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape' || event.key === 'ArrowDown') focusList()
        }}
      />
      <ChoiceFilters directory={directory} />
      {isFiltered(query) && (
        <Button
          size="compact-md"
          variant="subtle"
          px={8}
          leftSection={<IconX size={14} aria-hidden />}
          aria-label={ticketListWords.clearFilters}
          onClick={() => change({ ...emptyQuery(view), sort, groupBy })}
        >
          {uiWords.clear}
        </Button>
      )}
    </Toolbar>
  )
}

const statusOptions = ticketStatuses.map((status) => ({
  value: status,
  label: statusWords[status],
  icon: <TicketStatusIcon status={status} />
}))
const priorityOptions = priorities.map((level) => ({
  value: String(level),
  label: priorityWords[level],
  icon: <TicketPriorityMark priority={level} bare />
}))

function named(rows: ReadonlyMap<string, { readonly id: string; readonly name: string }>): readonly FilterOption[] {
  return [...rows.values()].map((row) => ({ value: row.id, label: row.name }))
}

function ChoiceFilters({ directory }: { directory: Directory }): React.JSX.Element {
  const { query, change } = useTicketsPart('query', 'change')
  const tags = useCount({ entity: 'ticket', where: [{ op: 'empty', field: 'archivedAt' }], by: 'tags' })
  const { clients, people } = directory
  const options = useMemo(
    () => ({ clients: named(clients), people: [{ value: nobody, label: ticketListWords.nobody }, ...named(people)] }),
    [clients, people]
  )
  const known = useMemo(
    () => [...(tags?.counts ?? [])].sort((a, b) => b.count - a.count).map(({ value }) => ({ value: String(value), label: String(value) })),
    [tags]
  )
  return (
    <>
      <FilterMenu
        label={ticketListWords.status}
        options={statusOptions}
        values={query.statuses}
        onChange={(values) => change({ statuses: ticketStatuses.filter((status) => values.includes(status)) })}
      />
      <FilterMenu
        label={ticketListWords.priority}
        options={priorityOptions}
        values={query.priorities.map(String)}
        onChange={(values) => change({ priorities: priorities.filter((level) => values.includes(String(level))) })}
      />
      <FilterMenu
        label={ticketListWords.client}
        options={options.clients}
        values={query.clientIds}
        onChange={(values) => change({ clientIds: [...values] })}
      />
      <FilterMenu
        label={ticketListWords.assignee}
        options={options.people}
        values={query.assigneeIds}
        onChange={(values) => change({ assigneeIds: [...values] })}
      />
      <FilterMenu label={ticketListWords.tag} options={known} values={query.tags} onChange={(values) => change({ tags: [...values] })} />
    </>
  )
}

function ListOptions(): React.JSX.Element {
  const { query, change, columns, setColumns, pane, setPane } = useTicketsPart(
    'query',
    'change',
    'columns',
    'setColumns',
    'pane',
    'setPane'
  )
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="compact-md" variant="default" leftSection={<IconStack2 size={15} />} style={{ fontWeight: 500 }}>
            {query.groupBy === null ? ticketListWords.group : ticketListWords.groupBy(groupWords[query.groupBy])}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => change({ groupBy: null })}>{ticketListWords.noGroup}</Menu.Item>
          {groupings.map((by) => (
            <Menu.Item key={by} onClick={() => change({ groupBy: by })}>
              {groupWords[by]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end" closeOnItemClick={false}>
        <Menu.Target>
          <Button size="compact-md" variant="default" leftSection={<IconColumns3 size={15} />} style={{ fontWeight: 500 }}>
            {ticketListWords.columns}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {optionalColumns.map((column) => (
            <Menu.Item
              key={column}
              role="menuitemcheckbox"
              aria-checked={columns.includes(column)}
              leftSection={columns.includes(column) ? '✓' : ' '}
              onClick={() => setColumns(optionalColumns.filter((each) => (each === column) !== columns.includes(each)))}
            >
              {columnWords[column]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        size="compact-md"
        variant={pane ? 'light' : 'default'}
        aria-pressed={pane}
        aria-label={ticketListWords.pane}
        title={ticketActionWords.togglePane}
        onClick={() => setPane(!pane)}
      >
        <IconLayoutSidebarRight size={16} />
      </Button>
    </>
  )
}

/** Puts the hand on the list. */
export function focusList(): void {
  document.querySelector<HTMLElement>('[data-list-focus]')?.focus()
}
