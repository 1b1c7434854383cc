// The state of sync as one sentence with its sign, and how far a running exchange has come.

import { Progress } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCloudOff, IconLogout, IconRefresh } from '@tabler/icons-react'
import type { SyncStatus } from '#store/contract.ts'
import { syncBadgeWords } from '#core/words/rooms-app.ts'
import { syncWords as words } from '#core/words/rooms-sync.ts'
import { StatusChip, type Tone } from '#renderer/ui/StatusChip.tsx'
import styles from './sync.module.css'

const looks: Readonly<Record<SyncStatus['state'], { readonly tone: Tone; readonly icon: typeof IconCheck }>> = {
  starting: { tone: 'info', icon: IconRefresh },
  'signed-out': { tone: 'wait', icon: IconLogout },
  offline: { tone: 'wait', icon: IconCloudOff },
  syncing: { tone: 'info', icon: IconRefresh },
  'up-to-date': { tone: 'good', icon: IconCheck },
  'needs-you': { tone: 'bad', icon: IconAlertTriangle }
}

export function SyncState({ status }: { status: SyncStatus }): React.JSX.Element {
  const { tone, icon: Sign } = looks[status.state]
  const { progress } = status
  // Where nothing waits for a decision, what the engine saw is what needs the person: signing in, an update, room on the device.
  const isProblemAlone = status.state === 'needs-you' && status.refused + status.parked + status.conflicts === 0
  const sentence = isProblemAlone && status.problem !== null ? status.problem : words.states[status.state]
  return (
    <div className={styles['state']} role="status">
      <StatusChip tone={tone} label={syncBadgeWords[status.state]} icon={<Sign size={14} />} />
      <span>{sentence}</span>
      {progress !== null && (
        <div className={styles['progress']}>
          <Progress
            value={progress.total === null || progress.total === 0 ? 100 : (progress.done / progress.total) * 100}
            animated={progress.total === null}
            aria-label={syncBadgeWords.syncing}
          />
          <span className={styles['quiet']}>{syncBadgeWords.progress(progress.done, progress.total)}</span>
        </div>
      )}
      {status.problem !== null && !isProblemAlone && (
        <div className={styles['problem']}>
          {words.problem}: {status.problem}
        </div>
      )}
    </div>
  )
}
