// A person as initials on a colour of their own; the name is always there for screen readers and as a tip.

import { Avatar as MantineAvatar } from '@mantine/core'

interface AvatarProps {
  readonly name: string
  readonly color?: string | null | undefined
  readonly size?: number
  /** The name stands beside it already: hide the picture from screen readers. */
  readonly decorative?: boolean
}

export function Avatar({ name, color, size = 22, decorative = false }: AvatarProps): React.JSX.Element {
  return (
    <MantineAvatar
      size={size}
      radius="xl"
      name={name}
      color={color ?? 'initials'}
      title={name}
      variant="filled"
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
      styles={{ placeholder: { fontSize: Math.round(size * 0.42), fontWeight: 600 } }}
    />
  )
}
