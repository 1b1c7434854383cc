// A quiet line for rooms: offline is a normal state, and work goes on.

import { IconCloudOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'
import styles from './states.module.css'

export function OfflineNote({ children = uiWords.offline }: { children?: ReactNode }): React.JSX.Element {
  return (
    <div className={styles['note']} role="status">
      <IconCloudOff size={16} aria-hidden />
      <span>
        <b>{uiWords.offlineTitle}.</b> {children}
      </span>
    </div>
  )
}
