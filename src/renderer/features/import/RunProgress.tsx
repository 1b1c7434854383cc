// How far a long piece of work has come: counts, a rate, what is left, and a way to stop it.

import { Button, Progress } from '@mantine/core'
import { importWords as words } from '#core/words/rooms-import.ts'
import { useImportState } from './import-state.ts'
import styles from './import.module.css'
import { stopImport } from './run-import.ts'

export function RunProgress({ label, stoppable = false }: { label: string; stoppable?: boolean }): React.JSX.Element {
  const { advance } = useImportState()
  const { done = 0, total = null, startedAt = 0, at = 0 } = advance ?? {}
  const seconds = (at - startedAt) / 1000
  const rate = seconds > 0.5 ? done / seconds : null
  return (
    <div className={styles['progress']}>
      <strong>{label}</strong>
      <Progress value={total === null || total === 0 ? 0 : (done / total) * 100} aria-label={label} size="lg" />
      {stoppable && total !== null && (
        <div className={styles['line']}>
          <span role="status">{words.progress(done, total)}</span>
          {rate !== null && rate > 0 && (
            <span className={styles['quiet']}>
              {words.rate(rate)} · {words.left((total - done) / rate)}
            </span>
          )}
          <Button variant="default" size="compact-sm" onClick={stopImport} ml="auto">
            {words.cancel}
          </Button>
        </div>
      )}
      {stoppable && <p className={styles['quiet']}>{words.cancelHint}</p>}
    </div>
  )
}
