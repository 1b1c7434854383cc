// Running timers of the person, in the title area. They are rows, so a restart or another device doesn't stop them.

import { ActionIcon } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import type { Timer } from '#core/work/timer.entity.ts'
import { timerWords } from '#core/words/rooms-app.ts'
import { useRow, useSession } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { TimerClock } from '#renderer/ui/TimerClock.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import styles from './Shell.module.css'

const shown = 3

export function TimersStrip(): React.JSX.Element | null {
  const { session } = useSession()
  const timers = useQuery<Timer>(
    session === null
      ? null
      : {
          entity: 'timer',
          where: [{ op: 'is', field: 'personId', value: session.personId }],
          sort: [{ field: 'startedAt', direction: 'ascending' }],
          limit: 20
        }
  )
  if (timers.total === 0) return null
  return (
    <div role="group" aria-label={timerWords.strip} className={styles['timers']}>
      {timers.rows.slice(0, shown).map((timer) => (
        <RunningTimer key={timer.id} timer={timer} />
      ))}
      {timers.total > shown && <span>{timerWords.more(timers.total - shown)}</span>}
    </div>
  )
}

function RunningTimer({ timer }: { timer: Timer }): React.JSX.Element {
  const act = useAct()
  const { row } = useRow<Ticket>('ticket', timer.ticketId)
  const name = row === null ? '…' : row.number === null ? row.provisionalNumber : `#${String(row.number)}`
  const running = timer.pausedAt === null
  return (
    <span className={styles['timer']} data-running={running}>
      <Link href={`/tickets/${timer.ticketId}`} className={styles['timerLink']} title={row?.subject}>
        {name} <TimerClock timer={timer} />
      </Link>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={running ? timerWords.pause(name) : timerWords.resume(name)}
        onClick={() => void act({ name: running ? 'timer.pause' : 'timer.resume', input: { id: timer.id } })}
      >
        {running ? <IconPlayerPause size={14} /> : <IconPlayerPlay size={14} />}
      </ActionIcon>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={timerWords.stop(name)}
        onClick={() => void act({ name: 'timer.stop', input: { id: timer.id } }, { done: timerWords.stopped })}
      >
        <IconPlayerStop size={14} />
      </ActionIcon>
    </span>
  )
}
