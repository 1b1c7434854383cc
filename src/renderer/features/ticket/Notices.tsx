// What needs a person on this ticket: fields that two people changed, commands that were refused (with what was typed), archiving.

import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle, IconArchive, IconGitMerge } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Conflict } from '#core/conflicts/conflict.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { commandWords } from '#core/words/commands.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import type { OutboxItem } from '#store/contract.ts'
import { useCommand } from '#renderer/live/use-command.ts'
import { useOutbox } from '#renderer/live/use-live.ts'
import { useQuery } from '#renderer/live/use-query.ts'
import { refusalSentence } from '#core/words/refusals.ts'
import { fieldTitle } from './ticket-event-words.ts'
import styles from './ticket.module.css'

export function Notices({ row }: { row: Ticket }): React.JSX.Element | null {
  const refused = useOutbox().filter((item) => item.state !== 'waiting' && item.subject?.id === row.id)
  const conflicts = useConflicts(row.id)
  if (refused.length === 0 && conflicts.length === 0 && row.archivedAt === null) return null
  return (
    <div className={styles['notices']}>
      {row.archivedAt !== null && (
        <Alert color="gray" icon={<IconArchive size={18} />}>
          {ticketWords.archivedNote}
        </Alert>
      )}
      {conflicts.length > 0 && (
        <Alert color="yellow" icon={<IconGitMerge size={18} />} title={ticketWords.conflictTitle(conflicts.length)}>
          {[...new Set(conflicts.map((conflict) => fieldTitle(conflict.field)))].join(', ')} ·{' '}
          <Link href="/sync" className={styles['link']}>
            {ticketWords.conflictGo}
          </Link>
        </Alert>
      )}
      {refused.map((item) => (
        <RefusedCommand key={item.commandId} item={item} />
      ))}
    </div>
  )
}

/** Open conflicts of a row. */
export function useConflicts(rowId: string): readonly Conflict[] {
  return useQuery<Conflict>({
    entity: 'conflict',
    where: [
      { op: 'is', field: 'rowId', value: rowId },
      { op: 'empty', field: 'settledAt' }
    ]
  }).rows
}

function RefusedCommand({ item }: { item: OutboxItem }): React.JSX.Element {
  const { retry, dismiss } = useCommand()
  const typed = typedWords(item.input)
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle size={18} />}
      title={ticketWords.refusedTitle(commandWords[item.name] ?? item.name)}
      role="alert"
    >
      {item.refusal !== null && <p className={styles['plain']}>{refusalSentence(item.refusal)}</p>}
      {typed !== '' && (
        <p className={styles['plain']}>
          <b>{ticketWords.refusedTyped}:</b> <span className={styles['typed']}>{typed}</span>
        </p>
      )}
      <div className={styles['noticeActions']}>
        <Button size="compact-sm" variant="default" onClick={() => void retry(item.commandId)}>
          {ticketWords.tryAgain}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void dismiss(item.commandId)}>
          {ticketWords.dismiss}
        </Button>
      </div>
    </Alert>
  )
}

/** The texts that a person typed into a command; ids and states say nothing to a reader. */
function typedWords(input: unknown): string {
  if (typeof input !== 'object' || input === null) return ''
  const fields = 'fields' in input && typeof input.fields === 'object' && input.fields !== null ? input.fields : input
  return Object.entries(fields)
    .filter(([name, value]) => typeof value === 'string' && !/id$|^(visibility|channel|status|stage|kind)$/i.test(name))
    .map(([, value]) => String(value))
    .join(' · ')
}
