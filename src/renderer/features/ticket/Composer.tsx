// Where replies and notes are written. What is typed is a draft from the first letter on: leaving, reloading or a crash keeps it,
// a refusal leaves it in place. Who will read it is said in words and by the ground it is written on.

import { ActionIcon, Button, Checkbox, Menu, Textarea } from '@mantine/core'
import { IconChevronDown, IconLock, IconPaperclip, IconSend } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef } from 'react'
import type { Comment } from '#core/tickets/comment.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { fileWords } from '#core/words/rooms-files.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import { visibilityWords } from '#core/words/tickets.ts'
import { Keys } from '#renderer/ui/Keys.tsx'
import { Segments } from '#renderer/ui/Segments.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { HeldFiles } from './HeldFiles.tsx'
import { SaidBy } from './SaidBy.tsx'
import styles from './ticket.module.css'
import { type CommentDraft, isHeard, noFiles, useComment } from './use-comment.ts'
import { useIntake } from './use-intake.ts'

export function Composer({ row, active }: { row: Ticket; active: boolean }): React.JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null)
  const { value, change, type, problem, send } = useComment(row.id)
  const intake = useIntake(row.id, value.files ?? noFiles, (files) => change({ files }))
  const internal = value.visibility === 'internal'
  const heard = isHeard(value)
  const write = (visibility: Comment['visibility']): void => {
    change({ visibility })
    field.current?.focus()
  }
  useShortcuts(
    ticketWords.conversation,
    [
      { keys: 'r', label: ticketWords.reply, run: () => write('public') },
      { keys: 'n', label: ticketWords.note, run: () => write('internal') }
    ],
    active
  )
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    void send(null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit(event)
    else if (event.key === 'Escape') {
      event.stopPropagation()
      event.currentTarget.blur()
    }
  }
  return (
    <form
      className={styles['composer']}
      data-visibility={value.visibility}
      aria-label={ticketWords.compose}
      onSubmit={onSubmit}
      {...intake.zone}
    >
      <Readers value={value} onWrite={write} onCall={(call) => change({ call })}>
        <SaidBy row={row} value={value.saidBy} onChange={(saidBy) => change({ saidBy })} />
      </Readers>
      <Textarea
        ref={field}
        classNames={{ input: styles['growing'] ?? '' }}
        {...namesOf(value)}
        value={value.body}
        error={problem}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <HeldFiles files={value.files ?? noFiles} onRelease={intake.release} />
      <ComposerFoot
        isDraft={value.body !== '' || (value.files ?? noFiles).length > 0}
        label={internal ? ticketWords.sendNote : heard ? ticketWords.log : ticketWords.send}
        then={heard ? afterHearing : afterWriting}
        onChoose={intake.choose}
        onSend={(then) => void send(then)}
      />
    </form>
  )
}

function namesOf(value: CommentDraft): { readonly 'aria-label': string; readonly placeholder: string } {
  if (isHeard(value)) return { 'aria-label': ticketWords.heard, placeholder: ticketWords.composeHeard }
  return value.visibility === 'internal'
    ? { 'aria-label': visibilityWords.internal, placeholder: ticketWords.composeInternal }
    : { 'aria-label': visibilityWords.public, placeholder: ticketWords.composePublic }
}

type Afterwards = readonly { readonly status: Ticket['status']; readonly label: string }[]

const afterWriting: Afterwards = [
  { status: 'resolved', label: ticketWords.sendResolve },
  { status: 'waiting-client', label: ticketWords.sendWait }
]
const afterHearing: Afterwards = [{ status: 'open', label: ticketWords.logOpen }]

interface ComposerFootProps {
  readonly isDraft: boolean
  readonly label: string
  readonly then: Afterwards
  readonly onChoose: () => void
  readonly onSend: (then: Ticket['status']) => void
}

function ComposerFoot({ isDraft, label, then, onChoose, onSend }: ComposerFootProps): React.JSX.Element {
  return (
    <div className={styles['composerLine']}>
      <ActionIcon variant="subtle" aria-label={fileWords.hold} title={fileWords.hold} onClick={onChoose}>
        <IconPaperclip size={16} />
      </ActionIcon>
      <span className={styles['composerHint']}>{isDraft ? ticketWords.draft : ''}</span>
      <SendButtons label={label} then={then} onSend={onSend} />
    </div>
  )
}

interface ReadersProps {
  readonly value: CommentDraft
  readonly children: ReactNode
  readonly onWrite: (visibility: Comment['visibility']) => void
  readonly onCall: (call: boolean) => void
}

function Readers({ value, onWrite, onCall, children }: ReadersProps): React.JSX.Element {
  const internal = value.visibility === 'internal'
  return (
    <div className={styles['composerHead']}>
      <Segments
        label={ticketWords.visibility}
        value={value.visibility}
        onChange={onWrite}
        choices={[
          { value: 'public', label: visibilityWords.public },
          { value: 'internal', label: visibilityWords.internal }
        ]}
      />
      <span className={styles['composerHint']}>
        {internal && <IconLock size={12} aria-hidden />}{' '}
        {internal ? ticketWords.internalHint : isHeard(value) ? ticketWords.heardHint : ticketWords.publicHint}
      </span>
      {!internal && (
        <div className={styles['composerSides']}>
          {children}
          <Checkbox size="xs" label={ticketWords.wasCall} checked={value.call} onChange={(event) => onCall(event.currentTarget.checked)} />
        </div>
      )}
    </div>
  )
}

function SendButtons({ label, then, onSend }: Pick<ComposerFootProps, 'label' | 'then' | 'onSend'>): React.JSX.Element {
  return (
    <Button.Group ml="auto">
      <Button type="submit" size="compact-md" leftSection={<IconSend size={14} />} rightSection={<Keys keys="mod+Enter" />}>
        {label}
      </Button>
      <Menu position="top-end">
        <Menu.Target>
          <Button size="compact-md" px={6} aria-label={ticketWords.more}>
            <IconChevronDown size={14} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {then.map(({ status, label: choice }) => (
            <Menu.Item key={status} onClick={() => onSend(status)}>
              {choice}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  )
}
