// Files that go out with the next reply: kept on this device already, named when the reply is sent.

import { ActionIcon } from '@mantine/core'
import { IconPaperclip, IconX } from '@tabler/icons-react'
import { fileSizeWords, fileWords } from '#core/words/rooms-files.ts'
import type { HeldFile } from './file-intake.ts'
import styles from './files.module.css'

interface HeldFilesProps {
  readonly files: readonly HeldFile[]
  readonly onRelease: (file: HeldFile) => void
}

export function HeldFiles({ files, onRelease }: HeldFilesProps): React.JSX.Element | null {
  if (files.length === 0) return null
  return (
    <ul className={styles['held']} aria-label={fileWords.held}>
      {files.map((file) => (
        <li key={file.sha256} className={styles['heldFile']}>
          <IconPaperclip size={12} aria-hidden />
          <span className={styles['name']}>{file.name}</span>
          <span className={styles['quiet']}>{fileSizeWords(file.size)}</span>
          <ActionIcon variant="subtle" color="gray" size="xs" aria-label={fileWords.release(file.name)} onClick={() => onRelease(file)}>
            <IconX size={12} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  )
}
