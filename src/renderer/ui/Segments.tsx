// One of a few, side by side: radio buttons that look like a switch. Drawn by the style sheet alone: a moving mark that measures where it
// stands would lay the page out anew each time a ticket is opened.

import { useId } from 'react'
import styles from './Segments.module.css'

interface SegmentsProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
  /** Takes the whole width. */
  readonly wide?: boolean
}

export function Segments<Value extends string>({ label, value, choices, onChange, wide = false }: SegmentsProps<Value>): React.JSX.Element {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className={styles['segments']} data-wide={wide}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles['segment']}>
          <input
            type="radio"
            name={name}
            className={styles['input']}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  )
}
