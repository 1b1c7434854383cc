// Where replies and notes are written. What is typed is a draft from the first letter on: leaving, reloading or a crash keeps it,
// a refusal leaves it in place. Who will read it is said in words and by the ground it is written on.

import { Button, Checkbox, Menu, SegmentedControl, Textarea } from '@mantine/core'
import { IconChevronDown, IconLock, IconSend } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { Comment } from '#core/tickets/comment.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import { useDraft } from '#renderer/live/use-draft.ts'
import { Keys } from '#renderer/ui/Keys.tsx'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import styles from './ticket.module.css'

interface CommentDraft {
  readonly body: string
  readonly visibility: Comment['visibility']
  readonly call: boolean
}

const blank: CommentDraft = { body: '', visibility: 'public', call: false }

export function Composer({ row, active }: { row: Ticket; active: boolean }): React.JSX.Element {
  const draft = useDraft<CommentDraft>(`comment:${row.id}`)
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const act = useAct()
  const value = draft.value ?? blank
  const change = (part: Partial<CommentDraft>): void => draft.set({ ...value, ...part })
  const internal = value.visibility === 'internal'
  const write = (visibility: Comment['visibility']): void => {
    change({ visibility })
    field.current?.focus()
  }
  const send = async (then: Ticket['status'] | null): Promise<void> => {
    if (value.body.trim() === '') return field.current?.focus()
    const channel = internal ? 'note' : value.call ? 'call' : 'reply'
    const comment = { name: 'ticket.comment', input: { ticketId: row.id, visibility: value.visibility, channel, body: value.body } }
    const status = then === null ? [] : [{ name: 'ticket.set-status', input: { id: row.id, status: then } }]
    const reason = await act([comment, ...status], { quietRefusal: true })
    setProblem(reason)
    if (reason === null) draft.clear()
  }
  useShortcuts(
    ticketWords.conversation,
    [
      { keys: 'r', label: ticketWords.reply, run: () => write('public') },
      { keys: 'n', label: ticketWords.note, run: () => write('internal') }
    ],
    active
  )
  return (
    <form
      className={styles['composer']}
      data-visibility={value.visibility}
      aria-label={ticketWords.compose}
      onSubmit={(event) => {
        event.preventDefault()
        void send(null)
      }}
    >
      <div className={styles['composerLine']}>
        <SegmentedControl
          size="xs"
          aria-label={ticketWords.visibility}
          value={value.visibility}
          onChange={(chosen) => write(chosen === 'internal' ? 'internal' : 'public')}
          data={[
            { value: 'public', label: ticketWords.publicReply },
            { value: 'internal', label: ticketWords.internalNote }
          ]}
        />
        <span className={styles['composerHint']}>
          {internal && <IconLock size={12} aria-hidden />} {internal ? ticketWords.internalHint : ticketWords.publicHint}
        </span>
        {!internal && (
          <Checkbox
            size="xs"
            ml="auto"
            label={ticketWords.wasCall}
            checked={value.call}
            onChange={(event) => change({ call: event.currentTarget.checked })}
          />
        )}
      </div>
      <Textarea
        ref={field}
        autosize
        minRows={2}
        maxRows={10}
        aria-label={internal ? ticketWords.internalNote : ticketWords.publicReply}
        placeholder={internal ? ticketWords.composeInternal : ticketWords.composePublic}
        value={value.body}
        disabled={draft.loading}
        error={problem}
        onChange={(event) => change({ body: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            void send(null)
          } else if (event.key === 'Escape') {
            event.stopPropagation()
            event.currentTarget.blur()
          }
        }}
      />
      <div className={styles['composerLine']}>
        <span className={styles['composerHint']}>{value.body === '' ? '' : ticketWords.draft}</span>
        <Button.Group ml="auto">
          <Button type="submit" size="compact-md" leftSection={<IconSend size={14} />} rightSection={<Keys keys="mod+Enter" />}>
            {internal ? ticketWords.sendNote : ticketWords.send}
          </Button>
          <Menu position="top-end">
            <Menu.Target>
              <Button size="compact-md" px={6} aria-label={ticketWords.more}>
                <IconChevronDown size={14} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void send('resolved')}>{ticketWords.sendResolve}</Menu.Item>
              <Menu.Item onClick={() => void send('waiting-client')}>{ticketWords.sendWait}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Button.Group>
      </div>
    </form>
  )
}
