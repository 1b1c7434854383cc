// Priority as filled bars beside its word: 1 is the most pressing and fills all, 5 fills none.

import styles from './PriorityMark.module.css'

interface PriorityMarkProps {
  readonly level: number
  readonly label: string
  /** Shows the bars only; the word stays for screen readers. */
  readonly bare?: boolean
}

export function PriorityMark({ level, label, bare = false }: PriorityMarkProps): React.JSX.Element {
  return (
    <span className={styles['mark']} data-level={level} title={label}>
      <svg width="14" height="14" viewBox="0 0 14 14" role={bare ? 'img' : 'presentation'} {...(bare ? { 'aria-label': label } : {})}>
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 3.6}
            y={10 - bar * 3}
            width="2.4"
            height={4 + bar * 3}
            rx="0.8"
            className={bar < 5 - level ? styles['on'] : styles['off']}
          />
        ))}
      </svg>
      {!bare && <span>{label}</span>}
    </span>
  )
}
