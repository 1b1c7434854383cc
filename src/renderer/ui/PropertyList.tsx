// Properties of a record as label and value; the values are mostly Editable* parts.

import type { ReactNode } from 'react'
import styles from './PropertyList.module.css'

export function PropertyList({ label, children }: { label: string; children: ReactNode }): React.JSX.Element {
  return (
    <div className={styles['list']} role="group" aria-label={label}>
      {children}
    </div>
  )
}

export function Property({ label, children }: { label: string; children: ReactNode }): React.JSX.Element {
  return (
    <div className={styles['property']}>
      <div className={styles['label']}>{label}</div>
      <div className={styles['value']}>{children}</div>
    </div>
  )
}
