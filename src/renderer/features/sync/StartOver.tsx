// The way out when a person doubts what this device holds: everything comes from the server anew, beside the work that waits.

import { Button } from '@mantine/core'
import { syncWords as words } from '#core/words/rooms-sync.ts'
import { Quiet } from '#renderer/features/records/index.ts'
import { useCommand } from '#renderer/live/use-command.ts'
import { showDone } from '#renderer/ui/undo-toast.tsx'
import styles from './sync.module.css'

export function StartOver(): React.JSX.Element {
  const { startOver } = useCommand()
  return (
    <div className={styles['actions']}>
      <Button size="compact-sm" variant="default" onClick={() => void startOver().then(() => showDone(words.startedOver))}>
        {words.startOver}
      </Button>
      <Quiet>{words.startOverHint}</Quiet>
    </div>
  )
}
