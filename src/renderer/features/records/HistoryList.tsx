// What happened to a record, latest first, in words: when, who, what, and from what to what.

import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Event } from '#core/history/event.entity.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import { eventSentence } from '#core/words/events.ts'
import { fieldLabel } from '#core/words/fields.ts'
import { historyWords } from '#core/words/rooms-records.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { valueWords } from './value-words.ts'
import styles from './records.module.css'

const pageRows = 20

export function HistoryList({ subjectId }: { subjectId: string }): React.JSX.Element {
  const [limit, setLimit] = useState(pageRows)
  const events = useQuery<Event>({ entity: 'event', parentId: subjectId, sort: [{ field: 'at', direction: 'descending' }], limit })
  const people = useQuery<Person>({ entity: 'person', limit: 2000 })
  const names = useMemo(() => new Map(people.rows.map((person) => [person.id, person.name])), [people.rows])
  if (events.loading) return <LoadingState lines={3} />
  if (events.total === 0) return <p className={styles['quiet']}>{historyWords.empty}</p>
  return (
    <>
      <ol className={styles['history']}>
        {events.rows.map((event) => (
          <li key={event.id} className={styles['event']}>
            <span className={styles['when']}>
              <RelativeTime at={event.at} />
            </span>
            <span>
              {eventSentence(event.kind)}{' '}
              <span className={styles['quiet']}>
                {historyWords.by(
                  event.actorName ?? (event.actorId === null ? historyWords.someone : (names.get(event.actorId) ?? historyWords.someone))
                )}
              </span>
              {event.changes.map((change) => (
                <span key={change.field} className={styles['change']} style={{ display: 'block' }}>
                  {historyWords.changed(
                    fieldLabel(event.subjectEntity, change.field),
                    valueWords(change.from, change.field),
                    valueWords(change.to, change.field)
                  )}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {events.total > limit && (
        <Button variant="subtle" size="compact-sm" onClick={() => setLimit(limit + 100)} style={{ alignSelf: 'flex-start' }}>
          {historyWords.showMore} · {historyWords.more(events.total - limit)}
        </Button>
      )}
    </>
  )
}
