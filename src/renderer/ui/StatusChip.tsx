// A state in one word: a tone, a sign and the word itself, so that colour is never the only bearer of the meaning.

import type { ReactNode } from 'react'
import styles from './StatusChip.module.css'

export type Tone = 'neutral' | 'info' | 'active' | 'wait' | 'good' | 'bad'

export function StatusChip({ tone, label, icon }: { tone: Tone; label: string; icon?: ReactNode }): React.JSX.Element {
  return (
    <span className={styles['chip']} data-tone={tone}>
      {icon !== undefined && (
        <span className={styles['icon']} aria-hidden>
          {icon}
        </span>
      )}
      {label}
    </span>
  )
}
