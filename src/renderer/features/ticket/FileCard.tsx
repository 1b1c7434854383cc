// One file on a ticket: what it is, who added it, how it stands, and what can be done with it.

import { ActionIcon, Loader, Progress } from '@mantine/core'
import { IconCloud, IconDownload, IconFile, IconPhoto, IconRefresh, IconX } from '@tabler/icons-react'
import type { Attachment } from '#core/attachments/attachment.entity.ts'
import { fileProblemSentence, fileSizeWords, fileStateWords, fileWords } from '#core/words/rooms-files.ts'
import type { FileStanding } from '#store/contract.ts'
import styles from './files.module.css'
import type { FileActions, TicketFile } from './use-files.ts'
import { useThumbnail } from './use-thumbnail.ts'

interface FileCardProps {
  readonly file: TicketFile
  readonly person: string | null
  readonly actions: FileActions
  readonly onOpen: (row: Attachment) => void
  /** Left out on a ticket that can't be changed. */
  readonly onRemove: ((row: Attachment) => void) | null
}

export function FileCard({ file, person, actions, onOpen, onRemove }: FileCardProps): React.JSX.Element {
  const { row, standing } = file
  const about = [fileSizeWords(row.size), ...(person === null ? [] : [fileWords.by(person)])].join(' · ')
  return (
    <li className={styles['card']} data-state={standing?.state}>
      <button type="button" className={styles['open']} aria-label={fileWords.open(row.name)} onClick={() => onOpen(row)}>
        <Picture file={file} />
        <span className={styles['text']}>
          <span className={styles['name']}>{row.name}</span>
          <span className={styles['quiet']}>{about}</span>
          {standing !== null && <Standing name={row.name} standing={standing} />}
        </span>
      </button>
      <span className={styles['actions']}>
        {standing?.state === 'failed' && (
          <ActionIcon variant="subtle" size="sm" aria-label={fileWords.retry(row.name)} onClick={() => actions.retry(row)}>
            <IconRefresh size={14} />
          </ActionIcon>
        )}
        <ActionIcon variant="subtle" size="sm" aria-label={fileWords.save(row.name)} onClick={() => void actions.save(row)}>
          <IconDownload size={14} />
        </ActionIcon>
        {onRemove !== null && (
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={fileWords.remove(row.name)} onClick={() => onRemove(row)}>
            <IconX size={14} />
          </ActionIcon>
        )}
      </span>
    </li>
  )
}

function Picture({ file }: { file: TicketFile }): React.JSX.Element {
  const address = useThumbnail(file)
  if (address !== null) return <img className={styles['picture']} src={address} alt="" draggable={false} />
  const Icon = file.row.mime.startsWith('image/') ? IconPhoto : IconFile
  return (
    <span className={styles['picture']} aria-hidden>
      <Icon size={20} stroke={1.4} />
    </span>
  )
}

function Standing({ name, standing }: { name: string; standing: FileStanding }): React.JSX.Element {
  const { state, size, doneBytes, problem } = standing
  if (state === 'sending' || state === 'fetching') {
    const percent = size === 0 ? 0 : Math.floor((100 * doneBytes) / size)
    return (
      <span className={styles['quiet']}>
        <Loader size={10} aria-hidden /> {fileStateWords[state]}
        <Progress size="xs" value={percent} aria-label={fileWords.progress(name, percent)} />
      </span>
    )
  }
  if (state === 'failed') return <span className={styles['trouble']}>{fileProblemSentence(problem ?? '')}</span>
  if (state === 'here') return <span className={styles['hidden']}>{fileStateWords.here}</span>
  return (
    <span className={styles['quiet']}>
      {state === 'elsewhere' && <IconCloud size={12} aria-hidden />} {fileStateWords[state]}
    </span>
  )
}
