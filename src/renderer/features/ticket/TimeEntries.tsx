// Time that was logged: what was really worked and what is billed for it, side by side, with the steps between the two.

import { ActionIcon } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import type { TimeEntry } from '#core/work/time-entry.entity.ts'
import { workKindWords } from '#core/words/records.ts'
import { workWords } from '#core/words/rooms-tickets.ts'
import { ticketChargeWords as words } from '#core/words/rooms-work.ts'
import { ChargeWhy } from '#renderer/features/charges/index.ts'
import { moneyWords } from '#renderer/features/records/index.ts'
import type { QueryState } from '#renderer/live/use-query.ts'
import { durationWords } from '#renderer/ui/moments.ts'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import { type Act, useAct } from '#renderer/ui/use-act.ts'
import styles from './ticket.module.css'
import { billedMinutes, lineFor, type TicketLine } from './ticket-lines.ts'
import { useDirectory } from './use-directory.ts'

interface TimeEntriesProps {
  readonly entries: QueryState<TimeEntry>
  readonly lines: readonly TicketLine[]
  readonly names: ReadonlyMap<string, string>
}

export function TimeEntries({ entries, lines, names }: TimeEntriesProps): React.JSX.Element {
  const act = useAct()
  const minutes = entries.rows.reduce((sum, entry) => sum + (entry.voidedAt === null ? entry.rawMinutes : 0), 0)
  return (
    <section className={styles['card']} aria-label={workWords.time}>
      <h2 className={styles['cardTitle']}>
        {workWords.time} {minutes > 0 && <span className={styles['quiet']}>{workWords.total(durationWords(minutes))}</span>}
      </h2>
      {!entries.loading && entries.total === 0 && <p className={styles['quiet']}>{workWords.noTime}</p>}
      <ul className={styles['rows']}>
        {entries.rows.map((entry) => (
          <TimeLine key={entry.id} entry={entry} line={lineFor(lines, 'time_entry', entry.id)} names={names} act={act} />
        ))}
      </ul>
    </section>
  )
}

interface TimeLineProps {
  readonly entry: TimeEntry
  readonly line: TicketLine | null
  readonly names: ReadonlyMap<string, string>
  readonly act: Act
}

function TimeLine({ entry, line, names, act }: TimeLineProps): React.JSX.Element {
  const { people } = useDirectory()
  const voided = entry.voidedAt !== null
  return (
    <li className={styles['workLine']} data-voided={voided}>
      <b className={styles['amount']}>{durationWords(entry.rawMinutes)}</b>
      <span className={styles['workText']}>
        {people.get(entry.personId)?.name} · {workKindWords[entry.kind]}
        {entry.emergency === true && ` · ${words.emergency}`}
        {!entry.billable && ` · ${workWords.notBillable}`}
        {voided && ` · ${workWords.voided}`}
        {entry.note !== '' && <span className={styles['quiet']}> · {entry.note}</span>}
      </span>
      <span className={styles['billed']}>
        {!voided && line !== null && <Billed line={line} names={names} />}
        <span className={styles['quiet']}>
          <RelativeTime at={entry.startedAt} />
        </span>
      </span>
      {!voided && !(line?.fixed ?? false) && (
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

/** What stands on the bill for it: its minutes and amount, or the word for why there is none. */
function Billed({ line, names }: { line: TicketLine; names: ReadonlyMap<string, string> }): React.JSX.Element {
  const minutes = billedMinutes(line)
  const verdict = line.steps.find((step) => step.type === 'verdict')?.values['verdict']
  const shown =
    verdict === 'covered'
      ? words.covered
      : minutes === null
        ? moneyWords(line.netMinor, line.currency)
        : words.billed(durationWords(minutes))
  return (
    <span>
      <ChargeWhy charge={line} currency={line.currency} names={names}>
        {shown}
        {minutes !== null && ` · ${moneyWords(line.netMinor, line.currency)}`}
      </ChargeWhy>
      {line.fixed && <span className={styles['quiet']}> {words.invoiced}</span>}
    </span>
  )
}
