// Says what happened, what was kept and what to do. `detail` is for the one who helps, never the headline.

import { Button, Code } from '@mantine/core'
import type { ReactNode } from 'react'
import { uiWords } from '#core/words/rooms-ui.ts'
import styles from './states.module.css'

interface ErrorStateProps {
  readonly title?: string
  readonly children?: ReactNode
  readonly detail?: string | undefined
  readonly onRetry?: (() => void) | undefined
}

export function ErrorState({
  title = uiWords.somethingBroke,
  children = uiWords.kept,
  detail,
  onRetry
}: ErrorStateProps): React.JSX.Element {
  return (
    <div className={styles['state']} role="alert">
      <p className={styles['title']}>{title}</p>
      <div className={styles['text']}>{children}</div>
      {detail !== undefined && <Code className={styles['detail']}>{detail}</Code>}
      {onRetry !== undefined && <Button onClick={onRetry}>{uiWords.tryAgain}</Button>}
    </div>
  )
}
