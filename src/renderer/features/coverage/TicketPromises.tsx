// The SLA clocks of a ticket: how each stands, when it is due, and behind it the steps of its deadline.

import { IconAlertTriangle, IconCheck, IconClock, IconClockPause, IconFlame, IconMinus, IconX } from '@tabler/icons-react'
import { type ClockState, clockStanding } from '#core/sla/clock-standing.ts'
import type { TicketClock, TicketClocks } from '#core/sla/ticket-clocks.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { clockWords } from '#core/words/rooms-terms.ts'
import { clockStateWords, clockStepWords, slaWords as words } from '#core/words/sla.ts'
import { Explanation } from '#renderer/ui/Explanation.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { durationWords, fullMoment, momentIn } from '#renderer/ui/moments.ts'
import { useNow } from '#renderer/ui/RelativeTime.tsx'
import { StatusChip, type Tone } from '#renderer/ui/StatusChip.tsx'
import styles from './coverage.module.css'
import { type ShownClocks, useTicketClocks } from './use-ticket-clocks.ts'

const tones: Readonly<Record<ClockState, Tone>> = {
  running: 'active',
  warning: 'wait',
  overdue: 'bad',
  paused: 'neutral',
  met: 'good',
  missed: 'bad',
  void: 'neutral'
}
const signs = {
  running: IconClock,
  warning: IconAlertTriangle,
  overdue: IconFlame,
  paused: IconClockPause,
  met: IconCheck,
  missed: IconX,
  void: IconMinus
} as const

export function TicketPromises({ row }: { row: Ticket }): React.JSX.Element {
  const now = useNow()
  const shown = useTicketClocks(row, now)
  if (shown === null) return <LoadingState lines={2} />
  const { firstResponse, nextResponse, resolution, answered } = shown.clocks
  const clocks = [firstResponse, nextResponse, resolution].filter((clock) => clock !== null)
  if (clocks.length === 0) return <p className={styles['quiet']}>{words.none}</p>
  return (
    <ul className={styles['clocks']} aria-label={words.title}>
      {clocks.map((clock) => (
        <Clock key={clock.kind} clock={clock} shown={shown} now={now} />
      ))}
      {answered.length > 0 && <li className={styles['quiet']}>{earlierWords(answered)}</li>}
    </ul>
  )
}

function earlierWords(answered: TicketClocks['answered']): string {
  const late = answered.filter(({ outcome }) => outcome === 'missed').length
  return late === 0 ? words.earlier(answered.length) : `${words.earlier(answered.length)}, ${words.earlierMissed(late)}`
}

interface ClockProps {
  readonly clock: TicketClock
  readonly shown: ShownClocks
  readonly now: number
}

function Clock({ clock, shown, now }: ClockProps): React.JSX.Element {
  const { state, remainingMs, missedMs } = clockStanding(clock, now)
  const Sign = signs[state]
  const formats = { time: (at: number) => momentIn(at, shown.zone), span: spanWords, name: shown.book.nameOf }
  return (
    <li className={styles['clock']} data-state={state}>
      <span className={styles['clockHead']}>
        <span className={styles['label']}>{clockWords[clock.kind]}</span>
        <StatusChip tone={tones[state]} icon={<Sign size={13} />} label={clockStateWords[state]} />
        <Explanation
          title={words.why(clockWords[clock.kind])}
          steps={() => clock.steps.map((step) => clockStepWords(step, formats))}
          conclusion={words.businessTime(shown.zone.replaceAll('_', ' '))}
        />
      </span>
      <span className={styles['quiet']}>
        {standingWords(clock, state, remainingMs, missedMs)}
        {clock.stoppedAt === null && clock.dueAt !== null && (
          <>
            {' · '}
            <time dateTime={new Date(clock.dueAt).toISOString()}>{words.due(fullMoment(clock.dueAt, shown.zone))}</time>
          </>
        )}
      </span>
    </li>
  )
}

function standingWords(clock: TicketClock, state: ClockState, remainingMs: number, missedMs: number): string {
  if (state === 'met') return words.inTime(spanWords(clock.spentMs ?? 0))
  if (state === 'overdue' || state === 'missed') return words.late(spanWords(missedMs))
  if (state === 'paused') return words.pausedLeft(spanWords(remainingMs))
  return state === 'void' ? clockStateWords.void : words.left(spanWords(remainingMs))
}

function spanWords(ms: number): string {
  return durationWords(ms / 60_000)
}
