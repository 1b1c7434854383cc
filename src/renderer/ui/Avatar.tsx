// A person as initials on a ground of their own colour; the name is there for screen readers and as a tip.

import styles from './Avatar.module.css'

interface AvatarProps {
  readonly name: string
  /** One of the palette's colours; left out: one that follows from the name. */
  readonly color?: string | null | undefined
  readonly size?: number
  /** The name stands beside it already: hide the picture from screen readers. */
  readonly decorative?: boolean
}

const colours = ['blue', 'teal', 'green', 'orange', 'pink', 'grape', 'indigo', 'cyan'] as const

export function Avatar({ name, color, size = 22, decorative = false }: AvatarProps): React.JSX.Element {
  const palette = color ?? colours[sumOf(name) % colours.length] ?? 'gray'
  return (
    <span
      className={styles['avatar']}
      // Drawn by the style sheet: initials are a picture of the name, no text of their own.
      data-initials={initialsOf(name)}
      title={name}
      style={
        {
          width: size,
          height: size,
          fontSize: Math.round(size * 0.4),
          '--fx-avatar': `var(--mantine-color-${palette}-6)`
        } as React.CSSProperties
      }
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
    />
  )
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0]?.toUpperCase() ?? '').join('')
}

function sumOf(name: string): number {
  return Array.from(name, (letter) => letter.codePointAt(0) ?? 0).reduce((sum, code) => sum + code, 0)
}
