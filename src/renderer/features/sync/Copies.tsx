// Copies of the profile: back up, restore, export as open files; one at a time, with progress and a way to stop.

import { Button, Progress } from '@mantine/core'
import { useState } from 'react'
import { copyWords as words } from '#core/words/rooms-copies.ts'
import { Quiet, Row, Rows } from '#renderer/features/records/index.ts'
import { Section } from '#renderer/ui/Page.tsx'
import { BackupDialog } from './BackupDialog.tsx'
import styles from './sync.module.css'
import { UnlockDialog } from './UnlockDialog.tsx'
import { type CopyKind, useCopies } from './use-copies.ts'

const kinds = [
  { kind: 'backup', label: words.backup, note: words.backupNote },
  { kind: 'open-files', label: words.openFiles, note: words.openFilesNote }
] as const satisfies readonly { kind: CopyKind; label: string; note: string }[]

export function Copies(): React.JSX.Element {
  const { making, restoring, locked, make, restore, unlock, leaveLocked, cancel } = useCopies()
  const [asking, setAsking] = useState(false)
  const busy = making !== null || restoring
  return (
    <Section title={words.title}>
      <Quiet>{words.lead}</Quiet>
      <Rows label={words.title}>
        {kinds.map(({ kind, label, note }) => (
          <Row
            key={kind}
            title={words.making[kind]}
            note={note}
            end={
              <Button
                size="compact-sm"
                variant="default"
                disabled={busy}
                onClick={() => (kind === 'backup' ? setAsking(true) : void make({ kind }))}
              >
                {label}
              </Button>
            }
          />
        ))}
        <Row
          title={words.restoring}
          note={words.restoreNote}
          end={
            <Button size="compact-sm" variant="default" disabled={busy} loading={restoring} onClick={() => void restore()}>
              {words.restore}
            </Button>
          }
        />
      </Rows>
      {asking && <BackupDialog onMake={(wanted) => void make(wanted)} onClose={() => setAsking(false)} />}
      {locked !== null && (
        <UnlockDialog wrong={locked.wrong} busy={restoring} onUnlock={(passphrase) => void unlock(passphrase)} onClose={leaveLocked} />
      )}
      {making !== null && (
        <div className={styles['progress']} role="status">
          <Progress value={(making.done / Math.max(1, making.total)) * 100} aria-label={words.making[making.kind]} />
          <Button size="compact-sm" variant="subtle" onClick={cancel}>
            {words.cancel}
          </Button>
        </div>
      )}
    </Section>
  )
}
