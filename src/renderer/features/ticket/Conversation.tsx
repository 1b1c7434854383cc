// What was said, oldest first. Public and internal differ by ground, border, sign and word at once, never by colour alone.

import { IconLock, IconPhone, IconWorld } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Contact } from '#core/clients/contact.entity.ts'
import type { Site } from '#core/clients/site.entity.ts'
import type { Comment } from '#core/tickets/comment.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { ticketWords } from '#core/words/rooms-tickets.ts'
import { commentChannelWords } from '#core/words/tickets.ts'
import { useRow } from '#renderer/live/use-live.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { EditableText } from '#renderer/ui/EditableText.tsx'
import { LoadingState } from '#renderer/ui/LoadingState.tsx'
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx'
import styles from './ticket.module.css'
import { useComments } from './use-comments.ts'
import { type Directory, useDirectory } from './use-directory.ts'
import { useSaveFields } from './use-save.ts'

export function Conversation({ row }: { row: Ticket }): React.JSX.Element {
  const comments = useComments(row.id)
  const directory = useDirectory()
  const site = useRow<Site>('site', row.siteId)
  const save = useSaveFields(row.id)
  const end = useRef<HTMLDivElement>(null)
  const total = comments.rows.length
  useEffect(() => {
    // The newest word is what one comes for.
    if (total > 0) end.current?.scrollIntoView({ block: 'end' })
  }, [total, end])
  return (
    <div className={styles['scroll']} tabIndex={0} role="log" aria-label={ticketWords.conversation}>
      <section className={styles['description']} aria-label={ticketWords.description}>
        <EditableText
          label={ticketWords.description}
          value={row.description}
          multiline
          emptyText={ticketWords.addDescription}
          disabled={row.archivedAt !== null}
          onSave={(description) => save({ description }, ticketWords.saved(ticketWords.description))}
        />
      </section>
      {comments.loading && <LoadingState lines={3} />}
      {comments.rows.map((comment) => (
        <Message
          key={comment.id}
          comment={comment}
          pending={comments.pending.has(comment.id)}
          directory={directory}
          siteZone={site.row?.timeZone}
        />
      ))}
      <div ref={end} />
    </div>
  )
}

interface MessageProps {
  readonly comment: Comment
  readonly pending: boolean
  readonly directory: Directory
  readonly siteZone: string | undefined
}

function Message({ comment, pending, directory, siteZone }: MessageProps): React.JSX.Element {
  const person = comment.authorId === null ? undefined : directory.people.get(comment.authorId)
  const contact = useRow<Contact>('contact', person === undefined ? comment.contactId : null).row
  const name = person?.name ?? comment.authorName ?? contact?.name ?? ticketWords.clientWriter
  const internal = comment.visibility === 'internal'
  return (
    <section className={styles['message']} data-visibility={comment.visibility} data-ours={person !== undefined}>
      <header className={styles['messageHead']}>
        <Avatar name={name} color={person?.avatarColour} size={24} decorative />
        <b>{name}</b>
        <span className={styles['visibility']}>
          {internal ? <IconLock size={12} aria-hidden /> : <IconWorld size={12} aria-hidden />}
          {internal ? ticketWords.internalBadge : ticketWords.publicBadge}
        </span>
        {comment.channel === 'call' && (
          <span className={styles['visibility']}>
            <IconPhone size={12} aria-hidden /> {commentChannelWords.call}
          </span>
        )}
        <span className={styles['messageTime']}>
          {pending && (
            <span className={styles['pending']} role="img" aria-label={ticketWords.unconfirmed} title={ticketWords.unconfirmed} />
          )}
          <RelativeTime at={comment.at} siteZone={siteZone} />
        </span>
      </header>
      <p className={styles['messageBody']}>{comment.body}</p>
    </section>
  )
}
