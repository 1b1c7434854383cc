// The five stages of the work and where the ticket stands; pressing a later one moves it there.

import { IconCheck } from '@tabler/icons-react'
import { type Ticket, ticketStages } from '#core/tickets/ticket.entity.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import { stageWords } from '#core/words/tickets.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import styles from './ticket.module.css'

export function StageBar({ row }: { row: Ticket }): React.JSX.Element {
  const act = useAct()
  const now = ticketStages.indexOf(row.stage)
  const move = (stage: Ticket['stage']): void =>
    void act({ name: 'ticket.advance-stage', input: { id: row.id, stage } }, { done: ticketWords.stageSet(stageWords[stage]) })
  return (
    <ol className={styles['stages']} aria-label={ticketWords.stage}>
      {ticketStages.map((stage, place) => {
        const name = stageWords[stage]
        const state = place < now ? 'done' : place === now ? 'now' : 'next'
        const said = { done: ticketWords.stageDone, now: ticketWords.stageNow, next: ticketWords.stageNext }[state](name)
        return (
          <li key={stage} className={styles['stage']} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <button
              type="button"
              disabled={place <= now || row.archivedAt !== null}
              aria-label={said}
              title={name}
              onClick={() => move(stage)}
            >
              {state === 'done' && <IconCheck size={12} aria-hidden />}
              <span className={styles['stageName']}>{name}</span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
