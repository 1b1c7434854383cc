// Time and parts of a ticket: the stopwatch, what was logged, what was used.

import { ActionIcon, Button } from '@mantine/core'
import { IconBan, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import type { TimeEntry } from '#core/work/time-entry.entity.ts'
import type { Timer } from '#core/work/timer.entity.ts'
import { workKindWords } from '#core/words/records.ts'
import { workWords } from '#core/words/rooms-tickets.ts'
import { useStopTimer } from '#renderer/features/timers/index.ts'
import { useSession } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { durationWords } from '#renderer/ui/moments.ts'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { TimerClock } from '#renderer/ui/TimerClock.tsx'
import { type Act, useAct } from '#renderer/ui/use-act.ts'
import { LogTimeForm } from './LogTimeForm.tsx'
import { Parts } from './Parts.tsx'
import styles from './ticket.module.css'
import { useDirectory } from './use-directory.ts'

export function WorkPanel({ row }: { row: Ticket }): React.JSX.Element {
  const open = row.archivedAt === null
  return (
    <div className={styles['work']}>
      {open && <Stopwatch row={row} />}
      {open && <LogTimeForm ticketId={row.id} />}
      <TimeEntries row={row} />
      <Parts row={row} />
    </div>
  )
}

function Stopwatch({ row }: { row: Ticket }): React.JSX.Element {
  const act = useAct()
  const { stop, question } = useStopTimer()
  const { session } = useSession()
  const timers = useQuery<Timer>({
    entity: 'timer',
    where: [
      { op: 'is', field: 'ticketId', value: row.id },
      { op: 'is', field: 'personId', value: session?.personId ?? '' }
    ]
  })
  const [timer] = timers.rows
  if (timer === undefined)
    return (
      <Button
        variant="light"
        leftSection={<IconPlayerPlay size={16} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => void act({ name: 'timer.start', input: { ticketId: row.id } }, { done: workWords.timerStarted })}
      >
        {workWords.startTimer}
      </Button>
    )
  const running = timer.pausedAt === null
  return (
    <div className={styles['stopwatch']}>
      <span className={styles['bigClock']}>
        <TimerClock timer={timer} />
      </span>
      <Button
        variant="default"
        leftSection={running ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
        onClick={() => void act({ name: running ? 'timer.pause' : 'timer.resume', input: { id: timer.id } })}
      >
        {running ? workWords.pauseTimer : workWords.resumeTimer}
      </Button>
      <Button
        leftSection={<IconPlayerStop size={16} />}
        onClick={() => stop(timer, row.number === null ? row.provisionalNumber : `#${String(row.number)}`)}
      >
        {workWords.stopTimer}
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={workWords.discardTimer}
        title={workWords.discardTimer}
        onClick={() => void act({ name: 'timer.discard', input: { id: timer.id } }, { done: workWords.discarded })}
      >
        <IconTrash size={16} />
      </ActionIcon>
      {question}
    </div>
  )
}

function TimeEntries({ row }: { row: Ticket }): React.JSX.Element {
  const act = useAct()
  const entries = useQuery<TimeEntry>({
    entity: 'time_entry',
    parentId: row.id,
    sort: [{ field: 'startedAt', direction: 'descending' }],
    limit: 500
  })
  const minutes = entries.rows.reduce((sum, entry) => sum + (entry.voidedAt === null ? entry.rawMinutes : 0), 0)
  return (
    <section className={styles['card']} aria-label={workWords.time}>
      <h2 className={styles['cardTitle']}>
        {workWords.time} {minutes > 0 && <span className={styles['quiet']}>{workWords.total(durationWords(minutes))}</span>}
      </h2>
      {!entries.loading && entries.total === 0 && <p className={styles['quiet']}>{workWords.noTime}</p>}
      <ul className={styles['rows']}>
        {entries.rows.map((entry) => (
          <TimeLine key={entry.id} entry={entry} act={act} />
        ))}
      </ul>
    </section>
  )
}

function TimeLine({ entry, act }: { entry: TimeEntry; act: Act }): React.JSX.Element {
  const { people } = useDirectory()
  const voided = entry.voidedAt !== null
  return (
    <li className={styles['workLine']} data-voided={voided}>
      <b className={styles['amount']}>{durationWords(entry.rawMinutes)}</b>
      <span className={styles['workText']}>
        {people.get(entry.personId)?.name} · {workKindWords[entry.kind]}
        {!entry.billable && ` · ${workWords.notBillable}`}
        {voided && ` · ${workWords.voided}`}
        {entry.note !== '' && <span className={styles['quiet']}> · {entry.note}</span>}
      </span>
      <span className={styles['quiet']}>
        <RelativeTime at={entry.startedAt} />
      </span>
      {!voided && (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={workWords.voidEntry}
          title={workWords.voidEntry}
          onClick={() =>
            void act(
              { name: 'time.void', input: { id: entry.id, ticketId: entry.ticketId, reason: workWords.voidReason } },
              { done: workWords.voidDone }
            )
          }
        >
          <IconBan size={14} />
        </ActionIcon>
      )}
    </li>
  )
}
