// The tickets that this one hangs together with, both ways.

import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import { linkKindWords } from '#core/words/tickets.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import styles from './ticket.module.css'
import { ticketName, TicketStatusIcon } from './TicketMarks.tsx'
import { TicketRows } from './TicketRows.tsx'

const outward = [
  { field: 'parentId', kind: 'parent', label: linkKindWords.parent },
  { field: 'duplicateOfId', kind: 'duplicate', label: linkKindWords.duplicate },
  { field: 'causedById', kind: 'caused-by', label: linkKindWords['caused-by'] }
] as const

const inward = [
  { field: 'parentId', label: ticketWords.children },
  { field: 'duplicateOfId', label: ticketWords.duplicates },
  { field: 'causedById', label: ticketWords.causes }
] as const

export function Links({ row }: { row: Ticket }): React.JSX.Element {
  return (
    <>
      {outward.map(({ field, kind, label }) => {
        const targetId = row[field]
        return targetId === null ? null : <LinkedTicket key={field} row={row} targetId={targetId} kind={kind} label={label} />
      })}
      {inward.map(({ field, label }) => (
        <LinkingTickets key={field} row={row} field={field} label={label} />
      ))}
    </>
  )
}

interface LinkedTicketProps {
  readonly row: Ticket
  readonly targetId: string
  readonly kind: string
  readonly label: string
}

function LinkedTicket({ row, targetId, kind, label }: LinkedTicketProps): React.JSX.Element {
  const act = useAct()
  const target = useRow<Ticket>('ticket', targetId).row
  const name = target === null ? '…' : ticketName(target)
  return (
    <section className={styles['card']} aria-label={label}>
      <h2 className={styles['cardTitle']}>{label}</h2>
      <div className={styles['assetLine']}>
        <Link href={`/tickets/${targetId}`} className={styles['rowLink']}>
          {target !== null && <TicketStatusIcon status={target.status} />}
          <span className={styles['rowName']}>{name}</span>
          <span className={styles['rowSubject']}>{target?.subject}</span>
        </Link>
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={ticketWords.unlink(name)}
          onClick={() => void act({ name: 'ticket.link', input: { id: row.id, kind, targetId: null } }, { done: ticketWords.unlinked })}
        >
          <IconX size={14} />
        </ActionIcon>
      </div>
    </section>
  )
}

function LinkingTickets({ row, field, label }: { row: Ticket; field: string; label: string }): React.JSX.Element | null {
  const linking = useQuery<Ticket>({
    entity: 'ticket',
    where: [{ op: 'is', field, value: row.id }],
    sort: [{ field: 'openedAt', direction: 'descending' }],
    limit: 20
  })
  if (linking.total === 0) return null
  return (
    <section className={styles['card']} aria-label={label}>
      <h2 className={styles['cardTitle']}>{label}</h2>
      <TicketRows tickets={linking.rows} label={label} />
    </section>
  )
}
