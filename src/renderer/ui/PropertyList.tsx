// Properties of a record as label and value; the values are mostly Editable* parts.

import { IconGitMerge } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './PropertyList.module.css'

export function PropertyList({ label, children }: { label: string; children: ReactNode }): React.JSX.Element {
  return (
    <div className={styles['list']} role="group" aria-label={label}>
      {children}
    </div>
  )
}

interface PropertyProps {
  readonly label: string
  /** Why the value wants a look, in words; shown as a sign beside the label. */
  readonly mark?: string | undefined
  readonly children: ReactNode
}

export function Property({ label, mark, children }: PropertyProps): React.JSX.Element {
  return (
    <div className={styles['property']}>
      <div className={styles['label']}>
        {label}
        {mark !== undefined && (
          <span role="img" aria-label={mark} title={mark} className={styles['mark']}>
            <IconGitMerge size={14} />
          </span>
        )}
      </div>
      <div className={styles['value']}>{children}</div>
    </div>
  )
}
