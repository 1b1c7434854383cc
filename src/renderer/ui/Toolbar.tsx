// A line of controls above a list; `end` stands at the right edge.

import type { ReactNode } from 'react'
import styles from './Page.module.css'

export function Toolbar({ label, children, end }: { label: string; children: ReactNode; end?: ReactNode }): React.JSX.Element {
  return (
    <div role="group" aria-label={label} className={styles['toolbar']}>
      {children}
      {end !== undefined && <div className={styles['push']}>{end}</div>}
    </div>
  )
}
