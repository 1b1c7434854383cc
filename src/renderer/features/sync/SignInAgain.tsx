// The way back for a device that the server no longer knows: the tokens are forgotten, the work stays, and the form to sign in opens.

import { Button } from '@mantine/core'
import { syncWords as words } from '#core/words/rooms-sync.ts'
import { Quiet } from '#renderer/features/records/index.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import styles from './sync.module.css'

export function SignInAgain(): React.JSX.Element {
  const store = useStore()
  return (
    <div className={styles['actions']}>
      <Button size="compact-sm" variant="default" onClick={() => void store.request('signOut', {})}>
        {words.signInAgain}
      </Button>
      <Quiet>{words.signInAgainHint}</Quiet>
    </div>
  )
}
