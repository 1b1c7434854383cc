// The top of a ticket: number, subject, state, and the few things that are done most.

import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowLeft, IconArrowsMaximize, IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { isAllowed } from '#core/kernel/permission.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { isDone } from '#core/tickets/ticket.rules.ts'
import { ticketActionWords, ticketListWords, ticketWords } from '#core/words/rooms-tickets.ts'
import { statusWords } from '#core/words/tickets.ts'
import { DueMark } from '#renderer/features/coverage/index.ts'
import { useSession } from '#renderer/live/use-live.ts'
import { EditableText } from '#renderer/ui/EditableText.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { LinkDialog } from './LinkDialog.tsx'
import styles from './ticket.module.css'
import { ticketName, TicketPriorityMark, TicketStatusChip } from './TicketMarks.tsx'
import type { TicketLayout } from './TicketView.tsx'
import { useDirectory } from './use-directory.ts'
import { useSaveFields } from './use-save.ts'

interface TicketHeadProps {
  readonly row: Ticket
  readonly pending: boolean
  readonly layout: TicketLayout
  readonly onLeave: () => void
}

export function TicketHead({ row, pending, layout, onLeave }: TicketHeadProps): React.JSX.Element {
  const [, navigate] = useLocation()
  const save = useSaveFields(row.id)
  const { clients } = useDirectory()
  const Heading = layout === 'page' ? 'h1' : 'h2'
  useShortcuts(ticketWords.ticket, [{ keys: 'Escape', label: ticketWords.back, run: onLeave }], layout === 'page')
  return (
    <header className={styles['head']}>
      <div className={styles['headLine']}>
        {layout === 'page' && (
          <ActionIcon variant="subtle" color="gray" aria-label={ticketWords.back} onClick={onLeave}>
            <IconArrowLeft size={18} />
          </ActionIcon>
        )}
        <span className={styles['number']} title={row.number === null ? ticketWords.provisional : undefined}>
          {ticketName(row)}
        </span>
        <TicketStatusChip status={row.status} />
        <TicketPriorityMark priority={row.priority} />
        <DueMark row={row} bare={layout === 'pane'} />
        <span className={styles['clientName']}>{clients.get(row.clientId)?.name}</span>
        {pending && <span className={styles['pending']} role="img" aria-label={ticketWords.unconfirmed} title={ticketWords.unconfirmed} />}
        <HeadActions row={row} layout={layout} />
        {layout === 'pane' && (
          <ActionIcon variant="subtle" color="gray" aria-label={ticketWords.openFull} onClick={() => navigate(`/tickets/${row.id}`)}>
            <IconArrowsMaximize size={16} />
          </ActionIcon>
        )}
      </div>
      <Heading className={styles['subject']}>
        <EditableText
          label={ticketWords.subject}
          value={row.subject}
          disabled={row.archivedAt !== null}
          onSave={(subject) => save({ subject }, ticketWords.saved(ticketWords.subject))}
        />
      </Heading>
    </header>
  )
}

function HeadActions({ row, layout }: { row: Ticket; layout: TicketLayout }): React.JSX.Element {
  const [linking, setLinking] = useState(false)
  const act = useAct()
  const { session } = useSession()
  const one = ticketListWords.count(1)
  const done = isDone(row.status)
  const archived = row.archivedAt !== null
  const mayArchive = session !== null && isAllowed(session.role, 'ticket.archive')
  const setStatus = (status: Ticket['status']): void =>
    void act({ name: 'ticket.set-status', input: { id: row.id, status } }, { done: ticketActionWords.statusSet(one, statusWords[status]) })
  const take = (): void => {
    if (session === null) return
    void act(
      { name: 'ticket.assign', input: { id: row.id, assigneeId: session.personId } },
      { done: ticketActionWords.assigned(one, session.personName) }
    )
  }
  const archive = (): void =>
    void act(
      { name: archived ? 'ticket.restore' : 'ticket.archive', input: { id: row.id } },
      { done: archived ? ticketActionWords.restored(one) : ticketActionWords.archived(one) }
    )
  useShortcuts(
    ticketWords.ticket,
    [
      { keys: 'i', label: ticketActionWords.assignMe, run: take },
      { keys: 'd', label: done ? ticketWords.reopen : ticketWords.resolve, run: () => setStatus(done ? 'open' : 'resolved') }
    ],
    layout === 'page' && !archived
  )
  return (
    <div className={styles['headActions']}>
      {!archived && row.assigneeId === null && session !== null && (
        <Button size="compact-sm" variant="default" onClick={take}>
          {ticketWords.takeIt}
        </Button>
      )}
      {!archived && (
        <Button size="compact-sm" variant={done ? 'default' : 'light'} onClick={() => setStatus(done ? 'open' : 'resolved')}>
          {done ? ticketWords.reopen : ticketWords.resolve}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={ticketWords.more}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setLinking(true)}>{ticketWords.addLink}</Menu.Item>
          {row.status !== 'closed' && <Menu.Item onClick={() => setStatus('closed')}>{statusWords.closed}</Menu.Item>}
          {mayArchive && <Menu.Item onClick={archive}>{archived ? ticketActionWords.restore : ticketActionWords.archive}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <LinkDialog row={row} opened={linking} onClose={() => setLinking(false)} />
    </div>
  )
}
