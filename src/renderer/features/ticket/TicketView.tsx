// One ticket: in the reading pane with its parts behind tabs, or over the whole room with its properties at the side.

import { Button } from '@mantine/core'
import { IconTicketOff } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { EmptyState } from '#renderer/ui/EmptyState.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { Segments } from '#renderer/ui/Segments.tsx'
import { Composer } from './Composer.tsx'
import { Conversation } from './Conversation.tsx'
import { FileStrip } from './FileStrip.tsx'
import { Notices } from './Notices.tsx'
import { Properties } from './Properties.tsx'
import { StageBar } from './StageBar.tsx'
import styles from './ticket.module.css'
import { TicketHead } from './TicketHead.tsx'
import { TicketHistory } from './TicketHistory.tsx'
import { WorkPanel } from './WorkPanel.tsx'

export type TicketLayout = 'pane' | 'page'

interface TicketViewProps {
  readonly id: string
  readonly layout: TicketLayout
  readonly onLeave: () => void
}

export function TicketView({ id, layout, onLeave }: TicketViewProps): React.JSX.Element {
  const { loading, row, pending } = useRow<Ticket>('ticket', id)
  if (row !== null) return <OpenTicket row={row} pending={pending} layout={layout} onLeave={onLeave} />
  if (loading) return <LoadingState />
  return (
    <EmptyState
      icon={<IconTicketOff size={40} stroke={1.2} />}
      title={ticketWords.missing}
      action={
        <Button variant="default" onClick={onLeave}>
          {ticketWords.back}
        </Button>
      }
    >
      {ticketWords.missingHint}
    </EmptyState>
  )
}

const panePlaces = ['conversation', 'details', 'work', 'history'] as const
type Place = (typeof panePlaces)[number]

interface OpenTicketProps {
  readonly row: Ticket
  readonly pending: boolean
  readonly layout: TicketLayout
  readonly onLeave: () => void
}

function OpenTicket({ row, pending, layout, onLeave }: OpenTicketProps): React.JSX.Element {
  const [place, setPlace] = useState<Place>('conversation')
  const article = useRef<HTMLElement>(null)
  useEffect(() => {
    // A page that was opened is where the hand is; the pane leaves it on the list.
    if (layout === 'page' && !article.current?.contains(document.activeElement)) article.current?.focus()
  }, [layout])
  const places = panePlaces.filter((each) => layout === 'pane' || each !== 'details')
  return (
    <article
      ref={article}
      tabIndex={-1}
      className={styles['ticket']}
      data-layout={layout}
      aria-label={`${ticketWords.ticket} ${row.subject}`}
    >
      <TicketHead row={row} pending={pending} layout={layout} onLeave={onLeave} />
      <div className={styles['body']}>
        <div className={styles['middle']}>
          <div className={styles['bar']}>
            <StageBar row={row} />
          </div>
          <Notices row={row} />
          <div className={styles['bar']}>
            <Segments
              label={ticketWords.shownPart}
              wide={layout === 'pane'}
              value={place}
              onChange={setPlace}
              choices={places.map((each) => ({ value: each, label: ticketWords[each] }))}
            />
          </div>
          {place === 'conversation' && (
            <>
              <Conversation row={row} />
              <FileStrip row={row} />
              {row.archivedAt === null && <Composer row={row} active={layout === 'page'} />}
            </>
          )}
          {place !== 'conversation' && (
            <div className={styles['scroll']} tabIndex={-1}>
              {place === 'details' && <Properties row={row} />}
              {place === 'work' && <WorkPanel row={row} />}
              {place === 'history' && <TicketHistory row={row} />}
            </div>
          )}
        </div>
        {layout === 'page' && (
          <aside className={styles['side']} aria-label={ticketWords.properties}>
            <Properties row={row} />
          </aside>
        )}
      </div>
    </article>
  )
}
