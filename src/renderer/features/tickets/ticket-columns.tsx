// The columns of the list of tickets. With the reading pane beside it the list is narrow: then two lines tell what columns would.

import { Badge } from '@mantine/core'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { ticketListWords } from '#core/words/rooms-tickets.ts'
import { slaWords } from '#core/words/sla.ts'
import { DueMark } from '#renderer/features/coverage/index.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import type { DataListColumn } from '#renderer/ui/DataList.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { type Directory, TicketPriorityMark, TicketStatusChip, TicketStatusIcon, ticketName } from '#renderer/features/ticket/index.ts'
import styles from './tickets.module.css'
import type { OptionalColumn } from './tickets.ui-store.ts'

type Column = DataListColumn<Ticket>

export function wideColumns(shown: readonly OptionalColumn[], directory: Directory): readonly Column[] {
  const optional = optionalColumnsOf(directory)
  const before = shown.filter((column) => column === 'number').map((column) => optional[column])
  const after = shown.filter((column) => column !== 'number').map((column) => optional[column])
  return [...before, subjectColumn, ...after]
}

/** @param last the time that stands at the right: what the list is sorted by, where that is one */
export function narrowColumns(directory: Directory, twoLines: boolean, last: 'updated' | 'due'): readonly Column[] {
  const clientOf = (row: Ticket): string => directory.clients.get(row.clientId)?.name ?? ''
  return [
    {
      id: 'status',
      header: ticketListWords.status,
      hideHeader: true,
      width: '18px',
      render: (row) => <TicketStatusIcon status={row.status} />
    },
    {
      id: 'subject',
      header: ticketListWords.subject,
      width: 'minmax(0, 1fr)',
      sortField: 'subject',
      render: (row) => (
        <span className={styles['two']}>
          <span className={styles['clip']}>{row.subject}</span>
          {twoLines && (
            <span className={styles['second']}>
              {ticketName(row)} · {clientOf(row)}
            </span>
          )}
        </span>
      )
    },
    {
      id: 'priority',
      header: ticketListWords.priority,
      hideHeader: true,
      width: '18px',
      render: (row) => <TicketPriorityMark priority={row.priority} bare />
    },
    {
      id: 'assignee',
      header: ticketListWords.assignee,
      hideHeader: true,
      width: 'clamp(0px, (100cqw - 380px) * 99, 24px)',
      render: (row) => <Assignee row={row} directory={directory} bare />
    },
    { ...optionalColumnsOf(directory)[last], width: last === 'due' ? '116px' : '84px' }
  ]
}

const subjectColumn: Column = {
  id: 'subject',
  header: ticketListWords.subject,
  width: 'minmax(168px, 2.8fr)',
  sortField: 'subject',
  render: (row) => <span className={styles['clip']}>{row.subject}</span>
}

function optionalColumnsOf(directory: Directory): Readonly<Record<OptionalColumn, Column>> {
  return { ...plainColumns, ...namedColumns(directory) }
}

const ageColumn = { width: '84px', align: 'end' } as const

/** Columns that the ticket alone can fill. */
const plainColumns = {
  number: { id: 'number', header: ticketListWords.number, width: '72px', sortField: 'number', render: (row) => <TicketNumber row={row} /> },
  status: {
    id: 'status',
    header: ticketListWords.status,
    width: '144px',
    sortField: 'status',
    render: (row) => <TicketStatusChip status={row.status} />
  },
  priority: {
    id: 'priority',
    header: ticketListWords.priority,
    width: 'clamp(52px, 100cqw - 1060px, 92px)',
    sortField: 'priority',
    render: (row) => (
      <span className={styles['shrinks']}>
        <TicketPriorityMark priority={row.priority} />
      </span>
    )
  },
  due: {
    id: 'due',
    header: slaWords.column,
    width: '112px',
    sortField: 'dueAt',
    render: (row) => <DueMark row={row} bare />
  },
  category: {
    id: 'category',
    header: ticketListWords.category,
    width: '120px',
    sortField: 'category',
    render: (row) => row.category ?? ''
  },
  tags: { id: 'tags', header: ticketListWords.tags, width: 'minmax(100px, 1fr)', render: (row) => <Tags tags={row.tags} /> },
  opened: {
    ...ageColumn,
    id: 'opened',
    header: ticketListWords.opened,
    sortField: 'openedAt',
    render: (row) => <RelativeTime at={row.openedAt} />
  },
  updated: {
    ...ageColumn,
    id: 'updated',
    header: ticketListWords.updated,
    sortField: 'updatedAt',
    render: (row) => <RelativeTime at={row.updatedAt} />
  }
} as const satisfies Partial<Record<OptionalColumn, Column>>

/** Columns that show names of other records. */
function namedColumns(directory: Directory): Pick<Record<OptionalColumn, Column>, 'client' | 'assignee' | 'team'> {
  return {
    client: {
      id: 'client',
      header: ticketListWords.client,
      width: 'minmax(100px, 1.2fr)',
      render: (row) => directory.clients.get(row.clientId)?.name ?? ''
    },
    assignee: {
      id: 'assignee',
      header: ticketListWords.assignee,
      width: 'clamp(64px, 100cqw - 1024px, 176px)',
      render: (row) => <Assignee row={row} directory={directory} />
    },
    team: {
      id: 'team',
      header: ticketListWords.team_,
      width: '120px',
      render: (row) => (row.teamId === null ? '' : (directory.teams.get(row.teamId)?.name ?? ''))
    }
  }
}

function TicketNumber({ row }: { row: Ticket }): React.JSX.Element {
  return <span className={styles['number']}>{ticketName(row)}</span>
}

function Tags({ tags }: { tags: readonly string[] }): React.JSX.Element {
  return (
    <span style={{ display: 'inline-flex', gap: 4 }}>
      {tags.map((tag) => (
        <Badge key={tag} size="sm" variant="default" tt="none" fw={500}>
          {tag}
        </Badge>
      ))}
    </span>
  )
}

function Assignee({ row, directory, bare = false }: { row: Ticket; directory: Directory; bare?: boolean }): React.JSX.Element {
  const person = row.assigneeId === null ? undefined : directory.people.get(row.assigneeId)
  if (person === undefined) return <span className={styles['quiet']}>{bare ? '' : ticketListWords.nobody}</span>
  return (
    <span className={styles['person']}>
      <Avatar name={person.name} color={person.avatarColour} decorative={!bare} />
      {!bare && <span className={`${styles['clip'] ?? ''} ${styles['name'] ?? ''}`}>{person.name}</span>}
    </span>
  )
}
