// What happened to a record, latest first, in words: when, who, what, and from what to what.

import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Event } from '#core/history/event.entity.ts'
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
  const names = useTermNames()
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
                    nameOr(names, change.from, change.field),
                    nameOr(names, change.to, change.field)
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

interface Named {
  readonly id: string
  readonly name: string
}

/** Names of people and of what a record can point to by a choice of its form. */
function useTermNames(): ReadonlyMap<string, string> {
  const people = useQuery<Named>({ entity: 'person', limit: 2000 }).rows
  const prices = useQuery<Named>({ entity: 'price_list', limit: 1000 }).rows
  const policies = useQuery<Named>({ entity: 'sla_policy', limit: 1000 }).rows
  const calendars = useQuery<Named>({ entity: 'calendar', limit: 1000 }).rows
  const taxes = useQuery<Named>({ entity: 'tax_rate', limit: 1000 }).rows
  return useMemo(
    () => new Map([people, prices, policies, calendars, taxes].flat().map(({ id, name }) => [id, name])),
    [people, prices, policies, calendars, taxes]
  )
}

/** A record by its name; one that isn't here as such, because nobody can read its number. */
function nameOr(names: ReadonlyMap<string, string>, value: unknown, field: string): string {
  if (typeof value !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) return valueWords(value, field)
  return names.get(value) ?? historyWords.record
}
