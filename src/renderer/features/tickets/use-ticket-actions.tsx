// What can be done with one or many tickets, by key, button or palette. Everything can be taken back from the toast or by Ctrl/Cmd+Z.

import { type ReactNode, useState } from 'react'
import { isAllowed } from '#core/kernel/permission.ts'
import { type Ticket, ticketStatuses } from '#core/tickets/ticket.entity.ts'
import { ticketActionWords, ticketListWords } from '#core/words/rooms-tickets.ts'
import { statusWords } from '#core/words/tickets.ts'
import { useCount, useSession } from '#renderer/live/use-live.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { ChoiceDialog, type DialogChoice } from '#renderer/ui/ChoiceDialog.tsx'
import { expectField } from '#renderer/ui/type-ahead.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { TicketStatusIcon, useDirectory } from '#renderer/features/ticket/index.ts'
import { nobody } from './ticket-filters.ts'

export type Question = 'assign' | 'status' | 'tag'

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
  const answer = (chosen: string): void => {
    if (question === 'assign') assign(chosen === nobody ? null : chosen)
    else if (question === 'tag') all('ticket.tag', (id) => ({ id, add: [chosen], remove: [] }), ticketActionWords.tagged(names, chosen))
    else {
      const status = chosen as Ticket['status']
      all('ticket.set-status', (id) => ({ id, status }), ticketActionWords.statusSet(names, statusWords[status]))
    }
  }
  return {
    ask: (next) => {
      if (ids.length === 0) return
      expectField()
      setQuestion(next)
    },
    assignMe: () => {
      if (session !== null) assign(session.personId)
    },
    archive: () => all('ticket.archive', (id) => ({ id }), ticketActionWords.archived(names)),
    canArchive: session !== null && isAllowed(session.role, 'ticket.archive'),
    dialog: question === null ? null : <QuestionDialog question={question} onChoose={answer} onClose={() => setQuestion(null)} />
  }
}

interface QuestionDialogProps {
  readonly question: Question
  readonly onChoose: (value: string) => void
  readonly onClose: () => void
}

function QuestionDialog({ question, onChoose, onClose }: QuestionDialogProps): React.JSX.Element {
  const { people } = useDirectory()
  const tags = useCount(question === 'tag' ? { entity: 'ticket', by: 'tags' } : null)
  const choices: Readonly<Record<Question, () => readonly DialogChoice[]>> = {
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
