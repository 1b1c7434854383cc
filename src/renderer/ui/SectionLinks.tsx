// The sections of a room as a line of links; the one that is shown is marked.

import { Link, useLocation } from 'wouter'
import styles from './SectionLinks.module.css'

interface SectionLinksProps {
  readonly label: string
  readonly sections: readonly { readonly href: string; readonly label: string; readonly count?: number | undefined }[]
}

export function SectionLinks({ label, sections }: SectionLinksProps): React.JSX.Element {
  const [location] = useLocation()
  return (
    <nav aria-label={label} className={styles['links']}>
      {sections.map((section) => (
        <Link
          key={section.href}
          href={section.href}
          className={styles['link'] ?? ''}
          aria-current={location === section.href ? 'page' : undefined}
        >
          {section.label}
          {section.count !== undefined && section.count > 0 && (
            <span className={styles['count']}>{section.count.toLocaleString('en')}</span>
          )}
        </Link>
      ))}
    </nav>
  )
}
