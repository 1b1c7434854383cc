// Everything that happened to the ticket, newest first: what, who, when, from what to what, in words and with names instead of ids.

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Event } from '#core/history/event.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { historyWords } from '#core/words/rooms-records.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import styles from './ticket.module.css'
import { eventWordsOf, fieldTitle, isTelling, valueWords } from './ticket-event-words.ts'
import { useDirectory } from './use-directory.ts'
import { useEventNames } from './use-event-names.ts'

const pageEvents = 50

export function TicketHistory({ row }: { row: Ticket }): React.JSX.Element {
  const [limit, setLimit] = useState(pageEvents)
  const directory = useDirectory()
  const events = useQuery<Event>({ entity: 'event', parentId: row.id, sort: [{ field: 'at', direction: 'descending' }], limit })
  const names = useEventNames(events.rows)
  if (events.loading) return <LoadingState lines={4} />
  if (events.total === 0) return <p className={styles['quiet']}>{historyWords.empty}</p>
  return (
    <>
      <ol className={styles['history']}>
        {events.rows.map((event) => (
          <li key={event.id} className={styles['event']}>
            <span className={styles['quiet']}>
              <RelativeTime at={event.at} />
            </span>
            <div>
              <b>{event.actorName ?? directory.people.get(event.actorId ?? '')?.name ?? historyWords.someone}</b>{' '}
              {eventWordsOf(event, names)}
              {event.changes.filter(isTelling).map((change) => (
                <p key={change.field} className={styles['plain']}>
                  {historyWords.changed(
                    fieldTitle(change.field),
                    valueWords(change.field, change.from, directory, names),
                    valueWords(change.field, change.to, directory, names)
                  )}
                </p>
              ))}
            </div>
          </li>
        ))}
      </ol>
      {events.total > limit && (
        <Button variant="subtle" size="compact-sm" onClick={() => setLimit(limit + 200)}>
          {historyWords.showMore} · {historyWords.more(events.total - limit)}
        </Button>
      )}
    </>
  )
}
