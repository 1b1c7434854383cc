// The files of a ticket under its conversation. What is dropped on it, or chosen, is kept on this device and named at once; the bytes follow.

import { Button, Switch } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import type { Attachment } from '#core/attachments/attachment.entity.ts'
import type { Ticket } from '#core/tickets/ticket.entity.ts'
import { fileWords } from '#core/words/rooms-files.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { platform } from '#renderer/platform/current-platform.ts'
import { useAct } from '#renderer/ui/use-act.ts'
import { FileCard } from './FileCard.tsx'
import { attachCalls, filesOf, takeFiles } from './file-intake.ts'
import styles from './files.module.css'
import { OpenQuestion } from './OpenQuestion.tsx'
import { useDirectory } from './use-directory.ts'
import { useFileActions, useTicketFiles } from './use-files.ts'

export function FileStrip({ row }: { row: Ticket }): React.JSX.Element {
  const { files, pinned } = useTicketFiles(row.id)
  const [asked, setAsked] = useState<Attachment | null>(null)
  const [over, setOver] = useState(false)
  const actions = useFileActions()
  const directory = useDirectory()
  const client = useStore()
  const act = useAct()
  const editable = row.archivedAt === null
  const take = async (chosen: readonly File[]): Promise<void> => {
    const held = await takeFiles(client, row.id, chosen)
    if (held.length > 0) await act(attachCalls(row.id, held, null), { done: fileWords.attached(held.length, held[0]?.name ?? '') })
  }
  const remove = (file: Attachment): void =>
    void act({ name: 'attachment.archive', input: { id: file.id, ticketId: row.id } }, { done: fileWords.archived(file.name) })
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    if (editable) void take(filesOf(event.dataTransfer))
  }
  const onDragOver = (event: DragEvent): void => {
    event.preventDefault()
    setOver(editable)
  }
  return (
    <section
      className={styles['strip']}
      aria-label={fileWords.files}
      data-over={over}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {files.length > 0 && (
        <ul className={styles['cards']}>
          {files.map((file) => (
            <FileCard
              key={file.row.id}
              file={file}
              person={directory.people.get(file.row.addedById)?.name ?? null}
              actions={actions}
              onOpen={setAsked}
              onRemove={editable ? remove : null}
            />
          ))}
        </ul>
      )}
      <StripFoot
        pinned={pinned}
        hasFiles={files.length > 0}
        onPin={(wanted) => actions.pin(row.id, wanted)}
        onChoose={editable ? () => void platform.openFiles([], true).then(take) : null}
      />
      <OpenQuestion row={asked} actions={actions} onClose={() => setAsked(null)} />
    </section>
  )
}

interface StripFootProps {
  readonly pinned: 'ticket' | 'client' | null
  readonly hasFiles: boolean
  readonly onPin: (pinned: boolean) => void
  readonly onChoose: (() => void) | null
}

function StripFoot({ pinned, hasFiles, onPin, onChoose }: StripFootProps): React.JSX.Element {
  return (
    <div className={styles['foot']}>
      {onChoose !== null && (
        <Button size="compact-xs" variant="subtle" leftSection={<IconPaperclip size={14} />} onClick={onChoose}>
          {fileWords.add}
        </Button>
      )}
      {onChoose !== null && !hasFiles && <span className={styles['quiet']}>{fileWords.addHint}</span>}
      {hasFiles && (
        <Switch
          ml="auto"
          size="xs"
          label={pinned === 'client' ? fileWords.pinnedByClient : pinned === 'ticket' ? fileWords.pinned : fileWords.pin}
          checked={pinned !== null}
          disabled={pinned === 'client'}
          onChange={(event) => onPin(event.currentTarget.checked)}
        />
      )}
    </div>
  )
}
