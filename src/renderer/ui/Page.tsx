// The frame of a room: title line with its actions, then the content, which owns its own scrolling.

import type { ReactNode } from 'react'
import styles from './Page.module.css'

interface PageProps {
  readonly title: ReactNode
  /** Stands before the title: a way back, an icon. */
  readonly before?: ReactNode
  /** Beside the title, quiet: a count, a state. */
  readonly note?: ReactNode
  readonly actions?: ReactNode
  /** Parts of the room as links: they stand beside the title, so that they keep their place whatever the part's own actions are. */
  readonly sections?: ReactNode
  /** `fill`: the children fill the height and scroll themselves; `scroll`: the page scrolls, with comfortable width. */
  readonly layout?: 'fill' | 'scroll'
  readonly children: ReactNode
}

export function Page({ title, before, note, actions, sections, layout = 'fill', children }: PageProps): React.JSX.Element {
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        {before}
        <h1 className={styles['title']}>{title}</h1>
        {sections}
        {note !== undefined && <div className={styles['note']}>{note}</div>}
        <div className={styles['actions']}>{actions}</div>
      </header>
      {layout === 'fill' ? (
        <div className={styles['fill']}>{children}</div>
      ) : (
        // A scrolling region must be reachable with the keyboard.
        <div className={styles['scroll']} tabIndex={-1}>
          <div className={styles['column']}>{children}</div>
        </div>
      )}
    </div>
  )
}

/** A titled block on a page. */
export function Section({ title, actions, children }: { title: ReactNode; actions?: ReactNode; children: ReactNode }): React.JSX.Element {
  return (
    <section className={styles['section']}>
      <header className={styles['sectionHead']}>
        <h2 className={styles['sectionTitle']}>{title}</h2>
        <div className={styles['actions']}>{actions}</div>
      </header>
      {children}
    </section>
  )
}
