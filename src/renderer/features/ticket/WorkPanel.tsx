// Time and parts of a ticket: the stopwatch, what was logged and what of it is billed, what was used, what it all comes to, and the report
// that the client signs.

import { ActionIcon, Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { Invoice } from '#core/billing/invoice.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import type { PartUse } from '#core/work/part-use.entity.ts'
import type { TimeEntry } from '#core/work/time-entry.entity.ts'
import type { Timer } from '#core/work/timer.entity.ts'
import { workWords } from '#core/words/rooms-tickets.ts'
import { useNames } from '#renderer/features/charges/index.ts'
import { useStopTimer } from '#renderer/features/timers/index.ts'
import { useAnswer } from '#renderer/live/use-answer.ts'
import { useSession } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { TimerClock } from '#renderer/ui/TimerClock.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { ChargeSummary } from './ChargeSummary.tsx'
import { LogTimeForm } from './LogTimeForm.tsx'
import { Parts } from './Parts.tsx'
import { Reports } from './Reports.tsx'
import styles from './ticket.module.css'
import { linesOfTicket } from './ticket-lines.ts'
import { TimeEntries } from './TimeEntries.tsx'

export function WorkPanel({ row }: { row: Ticket }): React.JSX.Element {
  const open = row.archivedAt === null
  const entries = useQuery<TimeEntry>({
    entity: 'time_entry',
    parentId: row.id,
    sort: [{ field: 'startedAt', direction: 'descending' }],
    limit: 500
  })
  const parts = useQuery<PartUse>({ entity: 'part_use', parentId: row.id, sort: [{ field: 'at', direction: 'descending' }], limit: 500 })
  const documents = useQuery<Invoice>({ entity: 'invoice', where: [{ op: 'is', field: 'clientId', value: row.clientId }], limit: 200 })
  const stamp = useMemo(() => [row, entries.rows, parts.rows, documents.rows], [row, entries.rows, parts.rows, documents.rows])
  const params = useMemo(() => ({ ticketId: row.id }), [row.id])
  const { answer: charges, error } = useAnswer('ticketCharges', params, stamp)
  const lines = useMemo(() => linesOfTicket(charges), [charges])
  const names = useNames()
  return (
    <div className={styles['work']}>
      {open && <Stopwatch row={row} />}
      {open && <LogTimeForm ticketId={row.id} />}
      <TimeEntries entries={entries} lines={lines} names={names} />
      <Parts row={row} parts={parts} lines={lines} names={names} />
      <ChargeSummary row={row} charges={charges} failed={error !== null} lines={lines} names={names} />
      <Reports row={row} />
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
