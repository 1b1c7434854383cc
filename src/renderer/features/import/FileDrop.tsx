// Where a file comes in: dropped, or chosen with the platform's own dialog.

import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { importWords as words } from '#core/words/rooms-import.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { platform } from '#renderer/platform/current-platform.ts'
import { useShortcuts } from '#renderer/ui/shortcuts.ts'
import { openFile } from './import-actions.ts'
import styles from './import.module.css'

const types = ['.csv', '.tsv', '.txt', 'text/csv', 'text/tab-separated-values', 'text/plain']

export function FileDrop({ zone }: { zone: string }): React.JSX.Element {
  const client = useStore()
  const [over, setOver] = useState(false)
  const take = (file: File | undefined): void => {
    if (file !== undefined) void openFile(client, file, zone)
  }
  const choose = (): void => void platform.openFiles(types, false).then(([file]) => take(file))
  useShortcuts(words.title, [{ keys: 'o', label: words.choose, run: choose }])
  return (
    <section
      aria-label={words.choose}
      className={`${styles['drop'] ?? ''} ${over ? (styles['over'] ?? '') : ''}`}
      onDragOver={(event: DragEvent) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files[0])
      }}
    >
      <IconFileImport size={40} stroke={1.2} aria-hidden />
      <strong>{words.drop}</strong>
      <p className={styles['quiet']}>{words.lead}</p>
      <Button onClick={choose}>{words.choose}</Button>
      <p className={styles['quiet']}>{words.forms}</p>
    </section>
  )
}
