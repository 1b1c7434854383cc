// Stopwatches of the person, in the title area. They are rows, so a restart, a sleep or another device doesn't stop them. What doesn't fit
// beside each other stands in a list behind a button, with the same controls.

import { ActionIcon, Button, Popover } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import type { Timer } from '#core/work/timer.entity.ts'
import { timerWords as words } from '#core/words/rooms-app.ts'
import { useRow, useSession } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { TimerClock } from '#renderer/ui/TimerClock.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import styles from './timers.module.css'
import { useStopTimer } from './use-stop-timer.tsx'

const shown = 2

export function TimersStrip(): React.JSX.Element | null {
  const { session } = useSession()
  const { stop, question } = useStopTimer()
  const timers = useQuery<Timer>(
    session === null
      ? null
      : {
          entity: 'timer',
          where: [{ op: 'is', field: 'personId', value: session.personId }],
          sort: [{ field: 'startedAt', direction: 'ascending' }],
          limit: 50
        }
  )
  if (timers.total === 0) return question === null ? null : <>{question}</>
  const more = timers.rows.slice(shown)
  return (
    <div role="group" aria-label={words.strip} className={styles['timers']}>
      {timers.rows.slice(0, shown).map((timer) => (
        <RunningTimer key={timer.id} timer={timer} onStop={stop} />
      ))}
      {more.length > 0 && <MoreTimers timers={more} onStop={stop} />}
      {question}
    </div>
  )
}

type OnStop = (timer: Timer, name: string) => void

function MoreTimers({ timers, onStop }: { timers: readonly Timer[]; onStop: OnStop }): React.JSX.Element {
  return (
    <Popover position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="default" aria-label={words.moreLabel(timers.length)}>
          {words.more(timers.length)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.strip}>
        <ul className={styles['all']}>
          {timers.map((timer) => (
            <li key={timer.id} className={styles['line']}>
              <RunningTimer timer={timer} onStop={onStop} withSubject />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}

interface RunningTimerProps {
  readonly timer: Timer
  readonly onStop: OnStop
  readonly withSubject?: boolean
}

function RunningTimer({ timer, onStop, withSubject = false }: RunningTimerProps): React.JSX.Element {
  const act = useAct()
  const { row } = useRow<Ticket>('ticket', timer.ticketId)
  const name = row === null ? '…' : row.number === null ? row.provisionalNumber : `#${String(row.number)}`
  const running = timer.pausedAt === null
  return (
    <>
      {withSubject && <span className={styles['subject']}>{row?.subject}</span>}
      <span className={styles['timer']} data-running={running}>
        <Link href={`/tickets/${timer.ticketId}`} className={styles['timerLink'] ?? ''} title={row?.subject}>
          {name} <TimerClock timer={timer} />
        </Link>
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={running ? words.pause(name) : words.resume(name)}
          onClick={() => void act({ name: running ? 'timer.pause' : 'timer.resume', input: { id: timer.id } })}
        >
          {running ? <IconPlayerPause size={14} /> : <IconPlayerPlay size={14} />}
        </ActionIcon>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={words.stop(name)} onClick={() => onStop(timer, name)}>
          <IconPlayerStop size={14} />
        </ActionIcon>
      </span>
    </>
  )
}
