// What was found damaged on this device and what came of it, in one sentence, until the person has read it.

import { Alert } from '@mantine/core'
import { useState } from 'react'
import { syncWords as words } from '#core/words/rooms-sync.ts'
import type { SyncStatus } from '#store/contract.ts'

export function Recovered({ status }: { status: SyncStatus }): React.JSX.Element | null {
  const [read, setRead] = useState<SyncStatus['damage']>(null)
  if (status.damage === null || status.damage === read) return null
  return (
    <Alert
      title={words.damageTitle}
      color="yellow"
      role="status"
      withCloseButton
      closeButtonLabel={words.damageRead}
      onClose={() => setRead(status.damage)}
    >
      {words.damage[status.damage]} {words.damaged(status.recovered)}
    </Alert>
  )
}
