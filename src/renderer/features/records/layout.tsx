// The few shapes in which rooms show related records: rows, cards, figures, two columns.

import type { ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './records.module.css'

/** A bordered list of rows. */
export function Rows({ label, children }: { label: string; children: ReactNode }): React.JSX.Element {
  return (
    <ul className={styles['rows']} aria-label={label}>
      {children}
    </ul>
  )
}

/** One row: a title that may lead somewhere, and what stands at its right. */
export function Row({ title, href, end, note }: { title: ReactNode; href?: string; end?: ReactNode; note?: ReactNode }): React.JSX.Element {
  return (
    <li className={styles['row']}>
      <span className={styles['grow']}>
        {href === undefined ? (
          title
        ) : (
          <Link href={href} className={styles['link'] ?? ''}>
            {title}
          </Link>
        )}
        {note !== undefined && <span className={styles['quiet']}> {note}</span>}
      </span>
      {end}
    </li>
  )
}

/** A link in running text or beside a title. */
export function RecordLink({ href, children }: { href: string; children: ReactNode }): React.JSX.Element {
  return (
    <Link href={href} className={styles['anchor'] ?? ''}>
      {children}
    </Link>
  )
}

/** Cards side by side. */
export function Cards({ children }: { children: ReactNode }): React.JSX.Element {
  return <div className={styles['cards']}>{children}</div>
}

/** One card. */
export function Card({ title, actions, children }: { title: ReactNode; actions?: ReactNode; children?: ReactNode }): React.JSX.Element {
  return (
    <div className={styles['card']}>
      <div className={styles['cardTitle']}>
        <span className={styles['grow']}>{title}</span>
        {actions}
      </div>
      {children}
    </div>
  )
}

/** Quiet text under something louder. */
export function Quiet({ children }: { children: ReactNode }): React.JSX.Element {
  return <span className={styles['quiet']}>{children}</span>
}

/** Main column with a narrow one beside it; one column where it is narrow. */
export function TwoColumns({ main, side }: { main: ReactNode; side: ReactNode }): React.JSX.Element {
  return (
    <div className={styles['two']}>
      <div className={styles['main']}>{main}</div>
      <div className={styles['main']}>{side}</div>
    </div>
  )
}

/** Figures in a row. */
export function Figures({ children }: { children: ReactNode }): React.JSX.Element {
  return <dl className={styles['numbers']}>{children}</dl>
}

/** One figure with its name. */
export function Figure({ label, children }: { label: string; children: ReactNode }): React.JSX.Element {
  return (
    <div className={styles['number']}>
      <dt className={styles['quiet']}>{label}</dt>
      <dd className={styles['figure']}>{children}</dd>
    </div>
  )
}
