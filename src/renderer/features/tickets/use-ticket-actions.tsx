// What can be done with one or many tickets, by key, button or palette. Everything can be taken back from the toast or by Ctrl/Cmd+Z.

import { type ReactNode, useState } from 'react'
import { isAllowed } from '#core/kernel/permission.ts'
import { type Ticket, ticketStatuses } from '#core/tickets/ticket.entity.ts'
import { actWords } from '#core/words/rooms-app.ts'
import { ticketActionWords, ticketListWords } from '#core/words/rooms-tickets.ts'
import { statusWords } from '#core/words/tickets.ts'
import { useCount, useSession } from '#renderer/live/use-live.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { ChoiceDialog, type DialogChoice } from '#renderer/ui/ChoiceDialog.tsx'
import { expectField } from '#renderer/ui/type-ahead.ts'
import { showProblem } from '#renderer/ui/undo-toast.tsx'
import { useAct } from '#renderer/ui/use-act.ts'
import { TicketStatusIcon, useDirectory } from '#renderer/features/ticket/index.ts'
import { MergeDialog } from './MergeDialog.tsx'
import { nobody } from './ticket-filters.ts'

export type Question = 'assign' | 'status' | 'tag' | 'merge'

export interface TicketActions {
  readonly ask: (question: Question) => void
  readonly assignMe: () => void
  readonly archive: () => void
  readonly canArchive: boolean
  /** The open question; to be shown by the room. */
  readonly dialog: ReactNode
}

/** @param ids the tickets that are meant, at the moment of the key press */
export function useTicketActions(ids: readonly string[], onDone: () => void): TicketActions {
  const [question, setQuestion] = useState<Question | null>(null)
  const act = useAct()
  const { session } = useSession()
  const { people } = useDirectory()
  const names = ticketListWords.count(ids.length)
  const all = (name: string, input: (id: string) => unknown, done: string): void => {
    if (ids.length === 0) return
    void act(
      ids.map((id) => ({ name, input: input(id) })),
      { done }
    )
    onDone()
  }
  const assign = (personId: string | null): void => {
    const person = personId === null ? undefined : people.get(personId)
    const done = person === undefined ? ticketActionWords.unassigned(names) : ticketActionWords.assigned(names, person.name)
    all('ticket.assign', (id) => ({ id, assigneeId: personId }), done)
  }
  const merge = (into: DialogChoice): void => {
    const others = ids.filter((id) => id !== into.value)
    const done = ticketActionWords.merged(ticketListWords.count(others.length), into.label)
    void act(
      others.map((id) => ({ name: 'ticket.mark-duplicate', input: { id, duplicateOfId: into.value } })),
      { done }
    )
    onDone()
  }
  const answer = (chosen: string): void => {
    if (question === 'assign') assign(chosen === nobody ? null : chosen)
    else if (question === 'tag') all('ticket.tag', (id) => ({ id, add: [chosen], remove: [] }), ticketActionWords.tagged(names, chosen))
    else {
      const status = chosen as Ticket['status']
      all('ticket.set-status', (id) => ({ id, status }), ticketActionWords.statusSet(names, statusWords[status]))
    }
  }
  const dialogOf = (asked: Question | null): ReactNode => {
    const onClose = (): void => setQuestion(null)
    if (asked === null) return null
    if (asked === 'merge') return <MergeDialog ids={ids} onMerge={merge} onClose={onClose} />
    return <QuestionDialog question={asked} onChoose={answer} onClose={onClose} />
  }
  return {
    ask: (next) => {
      if (next === 'merge' && ids.length < 2) showProblem(actWords.notDone, ticketActionWords.mergeNeedsTwo)
      else if (ids.length > 0) {
        if (next !== 'merge') expectField()
        setQuestion(next)
      }
    },
    assignMe: () => {
      if (session !== null) assign(session.personId)
    },
    archive: () => all('ticket.archive', (id) => ({ id }), ticketActionWords.archived(names)),
    canArchive: session !== null && isAllowed(session.role, 'ticket.archive'),
    dialog: dialogOf(question)
  }
}

interface QuestionDialogProps {
  readonly question: Exclude<Question, 'merge'>
  readonly onChoose: (value: string) => void
  readonly onClose: () => void
}

function QuestionDialog({ question, onChoose, onClose }: QuestionDialogProps): React.JSX.Element {
  const { people } = useDirectory()
  const tags = useCount(question === 'tag' ? { entity: 'ticket', by: 'tags' } : null)
  const choices: Readonly<Record<QuestionDialogProps['question'], () => readonly DialogChoice[]>> = {
    assign: () => [
      { value: nobody, label: ticketListWords.nobody },
      ...[...people.values()]
        .filter((person) => person.active)
        .map((person) => ({
          value: person.id,
          label: person.name,
          icon: <Avatar name={person.name} color={person.avatarColour} decorative />,
          note: person.email
        }))
    ],
    status: () =>
      ticketStatuses
        .filter((status) => status !== 'new')
        .map((status) => ({ value: status, label: statusWords[status], icon: <TicketStatusIcon status={status} /> })),
    tag: () => (tags?.counts ?? []).map(({ value }) => ({ value: String(value), label: String(value) }))
  }
  const titles = { assign: ticketActionWords.assignTo, status: ticketActionWords.status, tag: ticketActionWords.tag } as const
  return (
    <ChoiceDialog
      opened
      title={titles[question]}
      choices={choices[question]()}
      {...(question === 'tag' ? { newChoice: ticketActionWords.tagNew } : {})}
      onChoose={onChoose}
      onClose={onClose}
    />
  )
}
