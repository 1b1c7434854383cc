// How far a long piece of work is: counts, pace, what is left, and the way to stop it.

import { Button, Progress as Bar } from '@mantine/core'
import { runWords as words } from '#core/words/rooms-billing.ts'
import styles from './billing.module.css'
import type { Progress } from './use-run.ts'

interface RunProgressBarProps {
  readonly label: string
  readonly progress: Progress
  readonly onCancel: () => void
}

export function RunProgressBar({ label, progress, onCancel }: RunProgressBarProps): React.JSX.Element {
  const { done, total, perSecond } = progress
  const left = perSecond > 0 ? Math.ceil((total - done) / perSecond) : null
  return (
    <div className={styles['progress']} role="status">
      <div className={styles['progressHead']}>
        <b>{label}</b>
        <span data-figures>
          {words.progress(done, total, perSecond)}
          {left !== null && ` · ${words.left(left)}`}
        </span>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
      <Bar value={total === 0 ? 0 : (done / total) * 100} aria-label={label} />
    </div>
  )
}
